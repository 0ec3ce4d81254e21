/** What is told on the page after something was done. Only the code stands in the address. */
export const NOTICES = {
  'signed-out': { tone: 'good', text: 'Anh/chị đã thoát.' },
  'signed-out-everywhere': { tone: 'good', text: 'Đã thoát khỏi mọi thiết bị. Xin đăng nhập lại.' },
  'password-changed': { tone: 'good', text: 'Đã đổi mật khẩu. Các phiên khác đã kết thúc.' },
  'administrator-added': { tone: 'good', text: 'Đã tạo quản trị viên. Xin đăng nhập.' },
} as const satisfies Record<string, { readonly tone: 'good' | 'warning'; readonly text: string }>;

export type NoticeCode = keyof typeof NOTICES;
export type Notice = (typeof NOTICES)[NoticeCode];

/** Null for a code that nobody gave. */
export function noticeOf(code: string | null): Notice | null {
  return code !== null && Object.hasOwn(NOTICES, code) ? NOTICES[code as NoticeCode] : null;
}
