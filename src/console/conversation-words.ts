import type { PersonCard, SentNotice } from '../office/services/person-card.ts';

const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  zalo: 'Zalo',
  telegram: 'Telegram',
  simulator: 'Trang chat',
  office: 'Cán bộ khai hộ',
  paper: 'Bản giấy',
};

export const channelName = (channel: string): string => CHANNEL_WORDS[channel] ?? channel;

/** Why somebody waits for an officer. */
const ASKED_WORDS: Readonly<Record<string, string>> = {
  asked: 'Xin gặp cán bộ',
  'turn-failed': 'Trợ lý gặp trục trặc',
};

export const askedWhy = (reason: string): string => ASKED_WORDS[reason] ?? 'Trợ lý không trả lời được';

export const CONSENT_WORDS: Readonly<Record<PersonCard['consents'][number]['action'], string>> = {
  given: 'Đã đồng ý',
  refused: 'Không đồng ý',
  withdrawn: 'Rút lại đồng ý',
};

export const REPLY_WORDS: Readonly<Record<PersonCard['events'][number]['reply'], string>> = {
  going: 'Sẽ đi',
  waiting: 'Trong danh sách chờ',
  declined: 'Không đi',
};

export const DELIVERY_WORDS: Readonly<Record<SentNotice['status'], string>> = {
  waiting: 'Chờ gửi',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  delivered: 'Đã tới máy',
  read: 'Đã xem',
  failed: 'Không gửi được',
  uncertain: 'Không rõ đã tới chưa',
  skipped: 'Không gửi',
  callList: 'Cần gọi điện',
  cancelled: 'Đã hủy',
};

const MINUTE_MS = 60_000;

/** "5 phút", "3 giờ 10 phút", "2 ngày": how long ago an ISO instant was. */
export function showAge(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / MINUTE_MS));
  if (minutes < 60) return `${minutes} phút`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} ngày`;
  return minutes % 60 === 0 ? `${hours} giờ` : `${hours} giờ ${minutes % 60} phút`;
}
