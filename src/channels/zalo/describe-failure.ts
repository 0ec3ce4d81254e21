import type { FailureCause, SendOutcome } from '../types.ts';
import type { Failure } from './client/failures.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const RATE_LIMITED = -32;
const NIGHT_ENDS = 6 * HOUR_MS + 5 * MINUTE_MS;

const REASONS: Record<Failure['kind'], string> = {
  refresh: 'Zalo không nhận mã truy cập; hệ thống đang làm mới mã.',
  human: 'Kết nối Zalo đã hết hiệu lực; quản trị viên cần kết nối lại.',
  transient: 'Zalo đang bận nên tin chưa gửi được.',
  window: 'Người nhận chưa nhắn cho OA trong 7 ngày nên Zalo không cho gửi tin thường.',
  recipient: 'Người nhận đã chặn, bỏ quan tâm hoặc không nhận tin của OA.',
  quota: 'Đã hết số tin được gửi của kỳ này.',
  night: 'Zalo không cho gửi loại tin này ban đêm.',
  billing: 'Tài khoản Zalo Cloud chưa liên kết hoặc hết tiền.',
  configuration: 'Ứng dụng hoặc OA chưa được thiết lập đủ để gửi tin này.',
  permanent: 'Zalo không nhận nội dung tin này.',
  unreachable: 'Chưa kết nối được tới Zalo.',
  lost: 'Zalo không trả lời khi gửi; không rõ tin đã tới hay chưa.',
};

const CAUSES: Partial<Record<Failure['kind'], FailureCause>> = {
  window: 'window',
  recipient: 'recipient',
  human: 'account',
  quota: 'account',
  billing: 'money',
  configuration: 'account',
  refresh: 'down',
  unreachable: 'down',
};

/** What a failed send means for its message. `now` tells how long a minute or a night still lasts. */
export function describeFailure({ kind, code, host }: Failure, now: Date): Exclude<SendOutcome, { kind: 'sent' }> {
  const reason = code ? `${REASONS[kind]} (Zalo ${host} ${code})` : REASONS[kind];
  const cause = CAUSES[kind];
  const why = cause ? { reason, cause } : { reason };
  switch (kind) {
    case 'lost':
      return { kind: 'uncertain', reason };
    case 'transient':
      return code === RATE_LIMITED
        ? { kind: 'failed', retryable: true, retryAfterMs: untilNextMinute(now), reason, cause: 'rate' }
        : { kind: 'failed', retryable: true, reason };
    case 'night':
      return { kind: 'failed', retryable: true, retryAfterMs: untilMorning(now), reason };
    case 'human':
      // Kept for an administrator who connects the account again within the hour.
      return { kind: 'failed', retryable: true, retryAfterMs: MINUTE_MS, ...why };
    case 'refresh':
    case 'unreachable':
      return { kind: 'failed', retryable: true, ...why };
    case 'window':
    case 'recipient':
    case 'quota':
    case 'billing':
    case 'configuration':
    case 'permanent':
      return { kind: 'failed', retryable: false, ...why };
    default:
      return kind satisfies never;
  }
}

export function untilNextMinute(now: Date): number {
  return MINUTE_MS - (now.getTime() % MINUTE_MS);
}

/** To 06:05 in Viet Nam (UTC+7, no summer time). */
function untilMorning(now: Date): number {
  const timeOfDay = (now.getTime() + 7 * HOUR_MS) % (24 * HOUR_MS);
  return (NIGHT_ENDS - timeOfDay + 24 * HOUR_MS) % (24 * HOUR_MS);
}
