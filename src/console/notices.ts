/** What is told on the page after something was done. Only the code stands in the address. */
export const NOTICES = {
  'signed-out': { tone: 'good', text: 'Anh/chị đã thoát.' },
  'signed-out-everywhere': { tone: 'good', text: 'Đã thoát khỏi mọi thiết bị. Xin đăng nhập lại.' },
  'password-changed': { tone: 'good', text: 'Đã đổi mật khẩu. Các phiên khác đã kết thúc.' },
  'administrator-added': { tone: 'good', text: 'Đã tạo quản trị viên. Xin đăng nhập.' },
  'conversation-claimed': { tone: 'good', text: 'Anh/chị đã nhận. Trợ lý im lặng cho tới khi anh/chị trả lại.' },
  'conversation-claimed-untold': {
    tone: 'warning',
    text: 'Anh/chị đã nhận, nhưng không kênh nào tới được người này. Xin gọi điện.',
  },
  'conversation-replied': { tone: 'good', text: 'Đã gửi trả lời.' },
  'conversation-handed-back': { tone: 'good', text: 'Đã trả cuộc trò chuyện lại cho trợ lý.' },
  'conversation-closed': { tone: 'good', text: 'Đã đóng cuộc trò chuyện.' },
  'answer-saved': { tone: 'good', text: 'Đã lưu câu soạn sẵn.' },
  'answer-removed': { tone: 'good', text: 'Đã xóa câu soạn sẵn.' },
} as const satisfies Record<string, { readonly tone: 'good' | 'warning'; readonly text: string }>;

export type NoticeCode = keyof typeof NOTICES;
export type Notice = (typeof NOTICES)[NoticeCode];

/** Null for a code that nobody gave. */
export function noticeOf(code: string | null): Notice | null {
  return code !== null && Object.hasOwn(NOTICES, code) ? NOTICES[code as NoticeCode] : null;
}
