/**
 * Why a notice waits, is not sent, or is left to a call: every code that stands in the ledger, with what the office reads.
 * Nobody writes a reason of their own. docs/notifications.md shows the same table; a test keeps the two equal.
 */
const WAIT = {
  'not-yet': 'Chưa tới giờ gửi đã hẹn.',
  'quiet-hours': 'Ngoài giờ gửi tin; tin đi vào buổi sáng.',
  'template-hours': 'Chỉ còn gửi được bằng tin mẫu Zalo, mà tin mẫu chỉ gửi ban ngày.',
  'cap-day': 'Hôm nay người này đã nhận đủ số tin một ngày.',
  'cap-week': 'Tuần này người này đã nhận đủ số tin một tuần.',
  'channel-down': 'Kênh đang gián đoạn; tin đi khi kênh trở lại.',
} as const;

/** The wait would have ended after the notice's own date. */
const LATE = {
  'late-not-yet': 'Giờ hẹn gửi muộn hơn hạn của tin.',
  'late-quiet-hours': 'Tin hết hạn trước giờ được phép gửi.',
  'late-template-hours': 'Tin hết hạn trước giờ được gửi tin mẫu Zalo.',
  'late-cap': 'Người này đã nhận đủ số tin; tin hết hạn trước khi được gửi tiếp.',
  'late-channel-down': 'Kênh gián đoạn cho tới khi tin hết hạn.',
} as const;

const END = {
  ...LATE,
  expired: 'Tin đã quá hạn.',
  'consent-refused': 'Người này không đồng ý cho lưu thông tin và nhận tin.',
  'consent-withdrawn': 'Người này đã rút đồng ý.',
  'topic-off': 'Người này đã thôi nhận chủ đề này.',
  unreachable: 'Người này đã chặn hoặc bỏ quan tâm ở mọi kênh.',
  'window-closed': 'Đã lâu người này không nhắn Zalo, và không có cách khác để gửi.',
  'no-way': 'Kênh của người này hiện không dùng để gửi tin.',
  'ways-failed': 'Mọi cách gửi đều bị kênh từ chối.',
  'not-linked': 'Người này chưa có tài khoản nào nối với trợ lý.',
  'no-consent': 'Người này chưa được hỏi ý kiến về việc nhận tin.',
  'maybe-arrived': 'Lần gửi trước không rõ đã tới hay chưa; không gửi lại để khỏi trùng.',
} as const;

/** It was not wanted any more before it was sent. */
export const CANCEL_REASONS = {
  'event-cancelled': 'Sự kiện đã hủy.',
  'event-moved': 'Sự kiện đã đổi lịch; tin mới thay tin này.',
  'event-declined': 'Người này đã báo không đi.',
  'draft-settled': 'Phiếu đã gửi hoặc đã thôi; không cần nhắc nữa.',
  'certificate-refiled': 'Phiếu đánh giá lại của sản phẩm này đã gửi; không cần nhắc nữa.',
  'result-corrected': 'Kết quả đã sửa; tin mới thay tin này.',
  'member-removed': 'Cơ quan đã bỏ chủ thể này khỏi danh sách.',
  'broadcast-cancelled': 'Cơ quan đã hủy thông báo.',
  'person-erased': 'Người này đã xóa dữ liệu của mình.',
} as const;

/** It was sent, and yet somebody of the office has to call. */
const CALL = { unread: 'Kết quả đã gửi mà chưa ai đọc hay bấm “Đã hiểu”; cán bộ gọi báo.' } as const;

export type WaitReason = keyof typeof WAIT;
export type EndReason = keyof typeof END;
export type CancelReason = keyof typeof CANCEL_REASONS;
export type CallReason = keyof typeof CALL;
export type DeliveryReason = WaitReason | EndReason;

export const DELIVERY_REASONS: Readonly<Record<DeliveryReason, string>> = { ...WAIT, ...END };

const ALL: Readonly<Record<string, string>> = { ...DELIVERY_REASONS, ...CANCEL_REASONS, ...CALL };

/** What the office reads for a reason of the ledger: a code has its sentence here; a channel's own words stand for themselves. */
export function reasonText(reason: string): string;
export function reasonText(reason: string | null): string | null;
export function reasonText(reason: string | null): string | null {
  return reason === null ? null : (ALL[reason] ?? reason);
}

/** What a wait becomes when it would outlast its notice. */
export const LATE_FOR: Readonly<Record<WaitReason, keyof typeof LATE>> = {
  'not-yet': 'late-not-yet',
  'quiet-hours': 'late-quiet-hours',
  'template-hours': 'late-template-hours',
  'cap-day': 'late-cap',
  'cap-week': 'late-cap',
  'channel-down': 'late-channel-down',
};

/** The table for docs/notifications.md. */
export function reasonTable(): string {
  const rows = (reasons: Readonly<Record<string, string>>, what: string) =>
    Object.entries(reasons).map(([code, text]) => `| \`${code}\` | ${what} | ${text} |`);
  return [
    '| Mã | Việc | Nghĩa |',
    '|---|---|---|',
    ...rows(WAIT, 'chờ'),
    ...rows(END, 'không gửi, hoặc vào danh sách gọi'),
    ...rows(CANCEL_REASONS, 'hủy'),
    ...rows(CALL, 'gọi'),
  ].join('\n');
}
