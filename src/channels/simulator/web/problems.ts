/** Everything that can go wrong on the chat page: HTTP status and what the person reads. The page keeps their words. */
export const PROBLEMS = {
  CHAT_NO_VISITOR: { status: 401, text: 'Trang đã mở quá lâu. Anh/chị tải lại trang rồi nhắn tiếp nhé.' },
  CHAT_OTHER_SITE: { status: 403, text: 'Tin này gửi từ một trang khác nên không được nhận.' },
  CHAT_MALFORMED: { status: 400, text: 'Tôi chưa đọc được tin này. Anh/chị tải lại trang rồi gửi lại giúp.' },
  CHAT_EMPTY: { status: 400, text: 'Anh/chị chưa viết gì.' },
  CHAT_TEXT_TOO_LONG: { status: 413, text: 'Tin dài quá 4.000 ký tự. Anh/chị tách thành vài tin ngắn hơn giúp tôi.' },
  CHAT_TOO_OFTEN: { status: 429, text: 'Anh/chị nhắn hơi nhanh. Đợi một chút rồi gửi lại nhé.' },
  CHAT_FILE_EMPTY: { status: 400, text: 'Tệp này trống. Anh/chị chọn lại tệp khác giúp tôi.' },
  CHAT_FILE_TOO_LARGE: { status: 413, text: 'Tệp lớn quá 10 MB. Anh/chị chọn ảnh nhỏ hơn hoặc tách tệp giúp tôi.' },
  CHAT_FILE_KIND: {
    status: 415,
    text: 'Tôi nhận ảnh JPG, PNG và tệp PDF. Anh/chị gửi lại theo một trong ba dạng đó nhé.',
  },
  CHAT_FILE_GONE: { status: 404, text: 'Tệp không còn ở đây. Anh/chị nhắn cho tôi để nhận lại.' },
  CHAT_TOO_MANY_PAGES: { status: 503, text: 'Đang có nhiều người trò chuyện. Anh/chị thử lại sau ít phút nhé.' },
  CHAT_BROKEN: {
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
