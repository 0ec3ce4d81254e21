const CALL = 'Không kênh nào tới được chủ thể: anh/chị gọi điện báo giúp.';

/** What is told on the page after something was done. Only the code stands in the address. */
export const NOTICES = {
  'signed-out': { tone: 'good', text: 'Anh/chị đã thoát.' },
  'signed-out-everywhere': { tone: 'good', text: 'Đã thoát khỏi mọi thiết bị. Xin đăng nhập lại.' },
  'password-changed': { tone: 'good', text: 'Đã đổi mật khẩu. Các phiên khác đã kết thúc.' },
  'second-factor-off': { tone: 'warning', text: 'Đã tắt xác nhận hai bước.' },
  'password-set': { tone: 'good', text: 'Đã đặt mật khẩu. Xin đăng nhập.' },
  'link-sent': { tone: 'good', text: 'Nếu email này có tài khoản, đường dẫn đặt lại mật khẩu đã được gửi tới.' },
  'staff-changed': { tone: 'good', text: 'Đã lưu. Có tác dụng ngay.' },
  'second-factor-removed': { tone: 'warning', text: 'Đã tắt xác nhận hai bước của tài khoản này.' },
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
  accepted: { tone: 'good', text: 'Đã chấp nhận hồ sơ và cấp mã sản phẩm.' },
  forwarded: { tone: 'good', text: 'Đã ghi là gửi lên tỉnh. Chủ thể đã được báo.' },
  'forwarded-untold': { tone: 'warning', text: `Đã ghi là gửi lên tỉnh. ${CALL}` },
  'paper-received': { tone: 'good', text: 'Đã ghi nhận bản giấy. Chủ thể đã được báo.' },
  'paper-received-untold': { tone: 'warning', text: `Đã ghi nhận bản giấy. ${CALL}` },
  returned: { tone: 'good', text: 'Đã trả lại để bổ sung. Chủ thể đã được báo và chỉ bị hỏi các mục ấy.' },
  'returned-untold': { tone: 'warning', text: `Đã trả lại để bổ sung. ${CALL}` },
  withdrawn: { tone: 'good', text: 'Đã dừng hồ sơ. Chủ thể đã được báo.' },
  'withdrawn-untold': { tone: 'warning', text: `Đã dừng hồ sơ. ${CALL}` },
  'result-entered': { tone: 'good', text: 'Đã ghi kết quả. Chủ thể đã được báo.' },
  'result-entered-untold': { tone: 'warning', text: `Đã ghi kết quả. ${CALL}` },
  'assessments-saved': { tone: 'good', text: 'Đã lưu đánh giá.' },
  'note-added': { tone: 'good', text: 'Đã lưu ghi chú.' },
  assigned: { tone: 'good', text: 'Đã đổi người xử lý.' },
  'behalf-saved': { tone: 'good', text: 'Đã lưu các mục vừa khai.' },
  'behalf-sent': { tone: 'good', text: 'Đã gửi phiếu. Việc tiếp theo: ghi nhận bản giấy.' },
  'event-saved': { tone: 'good', text: 'Đã lưu sự kiện.' },
  'event-published': { tone: 'good', text: 'Đã công bố. Lời mời đang được gửi; lịch nhắc đã đặt.' },
  'event-cancelled': { tone: 'good', text: 'Đã hủy. Người đã được báo nhận tin hủy.' },
  'checked-in': { tone: 'good', text: 'Đã ghi có mặt. Mời người tiếp theo.' },
  'checked-in-already': { tone: 'warning', text: 'Mã này đã điểm danh trước đó.' },
  'checked-in-without-place': { tone: 'warning', text: 'Đã ghi có mặt, nhưng người này không có chỗ đăng ký.' },
  'broadcast-saved': { tone: 'good', text: 'Đã lưu bản nháp. Anh/chị xem lại rồi gửi; chưa ai nhận được gì.' },
  'broadcast-discarded': { tone: 'good', text: 'Đã bỏ bản nháp.' },
  'broadcast-submitted': { tone: 'good', text: 'Đã nhận lệnh gửi. Số người đã nhận hiện dần ở dưới.' },
  'broadcast-handed-in': { tone: 'good', text: 'Đã gửi duyệt. Một cán bộ khác duyệt thì tin mới đi.' },
  'broadcast-recalled': { tone: 'good', text: 'Đã rút lại thành bản nháp. Chưa ai nhận được gì.' },
  'broadcast-sent-back': { tone: 'good', text: 'Đã trả lại người soạn.' },
  'broadcast-paused': { tone: 'good', text: 'Đã tạm dừng. Không tin mới nào đi cho tới khi gửi tiếp.' },
  'broadcast-pausing': {
    tone: 'warning',
    text: 'Đã tạm dừng. Không tin mới nào đi; vài tin đang trên đường vẫn có thể tới.',
  },
  'broadcast-resumed': { tone: 'good', text: 'Đang gửi tiếp.' },
  'broadcast-cancelled': { tone: 'good', text: 'Đã hủy thông báo. Ai nhận rồi thì giữ nguyên.' },
  'broadcast-retried': { tone: 'good', text: 'Đang gửi lại những tin hỏng.' },
  'broadcast-tried': { tone: 'good', text: 'Đã gửi thử tới khung chat của anh/chị.' },
  'call-marked': { tone: 'good', text: 'Đã ghi kết quả cuộc gọi.' },
  'document-withdrawn': { tone: 'good', text: 'Đã rút văn bản. Trong vài giây trợ lý thôi dùng.' },
  'document-rolled-back': {
    tone: 'good',
    text: 'Đã dùng lại phiên bản ấy. Trong vài giây trợ lý trả lời theo bản này.',
  },
  'draft-begun': { tone: 'good', text: 'Đã thành bản thảo. Trợ lý chưa dùng bản này.' },
  'draft-saved': { tone: 'good', text: 'Đã lưu bản thảo.' },
  'draft-submitted': { tone: 'good', text: 'Đã gửi duyệt. Một cán bộ khác xem rồi áp dụng.' },
  'draft-published': { tone: 'good', text: 'Đã áp dụng. Trong vài giây trợ lý trả lời theo bản này.' },
  'draft-given-back': { tone: 'good', text: 'Đã trả lại người soạn.' },
  'draft-dropped': { tone: 'good', text: 'Đã bỏ bản thảo.' },
  'targets-saved': { tone: 'good', text: 'Đã lưu chỉ tiêu năm.' },
  'desk-saved': { tone: 'good', text: 'Đã lưu. Trong nửa phút trợ lý nói theo.' },
} as const satisfies Record<string, { readonly tone: 'good' | 'warning'; readonly text: string }>;

export type NoticeCode = keyof typeof NOTICES;
export type Notice = (typeof NOTICES)[NoticeCode];

/** Null for a code that nobody gave. */
export function noticeOf(code: string | null): Notice | null {
  return code !== null && Object.hasOwn(NOTICES, code) ? NOTICES[code as NoticeCode] : null;
}
