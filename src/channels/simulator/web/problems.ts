/**
 * Everything that can go wrong on the chat page: HTTP status, what the person reads (the page keeps their words), and
 * the cause for the operator. `docs/operating.md` tells the same list; a test ties the two together.
 */
export const PROBLEMS = {
  'chat-no-visitor': {
    status: 401,
    text: 'Trang đã mở quá lâu. Anh/chị tải lại trang rồi nhắn tiếp nhé.',
    cause: 'No cookie of ours: the page was not opened first, cookies are blocked, or 90 days have passed.',
  },
  'chat-other-site': {
    status: 403,
    text: 'Tin này gửi từ một trang khác nên không được nhận.',
    cause: 'Another site made the browser send the request (`Sec-Fetch-Site`).',
  },
  'chat-malformed': {
    status: 400,
    text: 'Tôi chưa đọc được tin này. Anh/chị tải lại trang rồi gửi lại giúp.',
    cause: 'The request does not have the form that the page sends: an old page, or another program.',
  },
  'chat-empty': { status: 400, text: 'Anh/chị chưa viết gì.', cause: 'The text holds no visible character.' },
  'chat-text-too-long': {
    status: 413,
    text: 'Tin dài quá 4.000 ký tự. Anh/chị tách thành vài tin ngắn hơn giúp tôi.',
    cause: 'More than 4,000 characters in one message.',
  },
  'chat-too-often': {
    status: 429,
    text: 'Anh/chị nhắn hơi nhanh. Đợi một chút rồi gửi lại nhé.',
    cause:
      'More than 20 messages at once (then one each 2 s) of one visitor, or 300 (then 10 a second) of one address.',
  },
  'chat-file-empty': {
    status: 400,
    text: 'Tệp này trống. Anh/chị chọn lại tệp khác giúp tôi.',
    cause: 'A file of 0 bytes.',
  },
  'chat-file-too-large': {
    status: 413,
    text: 'Tệp lớn quá 10 MB. Anh/chị chọn ảnh nhỏ hơn hoặc tách tệp giúp tôi.',
    cause: 'A file of more than 10 MB.',
  },
  'chat-file-gone': {
    status: 404,
    text: 'Tệp không còn ở đây. Anh/chị nhắn cho tôi để nhận lại.',
    cause:
      'The file belongs to another visitor, was removed, or (a document of ours) the server has been started anew since it was sent.',
  },
  'chat-too-many-pages': {
    status: 503,
    text: 'Đang có nhiều người trò chuyện. Anh/chị thử lại sau ít phút nhé.',
    cause: 'More than 5,000 visitors have a page open at once on this process.',
  },
  'chat-broken': {
    status: 500,
    text: 'Máy chủ đang trục trặc. Tin của anh/chị vẫn còn đây, bấm Gửi lại sau ít phút nhé.',
    cause: 'The message could not be put into the inbox; the log has the error under `chat page`.',
  },
} as const satisfies Record<string, { status: number; text: string; cause: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Thrown by the routes; the page's error handler turns it into `{code, text}` with the status above. */
export class ChatProblem extends Error {
  readonly code: ProblemCode;
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, retryAfter?: number) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
