/** Everything that can go wrong on the chat page: HTTP status and what the person reads. The page keeps their words. */
export const PROBLEMS = {
  'chat-no-visitor': { status: 401, text: 'Trang đã mở quá lâu. Anh/chị tải lại trang rồi nhắn tiếp nhé.' },
  'chat-other-site': { status: 403, text: 'Tin này gửi từ một trang khác nên không được nhận.' },
  'chat-malformed': { status: 400, text: 'Tôi chưa đọc được tin này. Anh/chị tải lại trang rồi gửi lại giúp.' },
  'chat-empty': { status: 400, text: 'Anh/chị chưa viết gì.' },
  'chat-text-too-long': { status: 413, text: 'Tin dài quá 4.000 ký tự. Anh/chị tách thành vài tin ngắn hơn giúp tôi.' },
  'chat-too-often': { status: 429, text: 'Anh/chị nhắn hơi nhanh. Đợi một chút rồi gửi lại nhé.' },
  'chat-file-empty': { status: 400, text: 'Tệp này trống. Anh/chị chọn lại tệp khác giúp tôi.' },
  'chat-file-too-large': { status: 413, text: 'Tệp lớn quá 10 MB. Anh/chị chọn ảnh nhỏ hơn hoặc tách tệp giúp tôi.' },
  'chat-file-kind': {
    status: 415,
    text: 'Tôi nhận ảnh JPG, PNG và tệp PDF. Anh/chị gửi lại theo một trong ba dạng đó nhé.',
  },
  'chat-file-gone': { status: 404, text: 'Tệp không còn ở đây. Anh/chị nhắn cho tôi để nhận lại.' },
  'chat-too-many-pages': { status: 503, text: 'Đang có nhiều người trò chuyện. Anh/chị thử lại sau ít phút nhé.' },
  'chat-broken': {
    status: 500,
    text: 'Máy chủ đang trục trặc. Tin của anh/chị vẫn còn đây, bấm Gửi lại sau ít phút nhé.',
  },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** Thrown by the routes; the page's error handler turns it into `{code, text}` with the status above. */
export class ChatProblem extends Error {
  readonly code: ProblemCode;
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, retryAfter?: number) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
