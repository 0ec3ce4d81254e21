import type { CampaignStatus } from '../notifications/campaigns/transitions.ts';
import type { Way } from '../notifications/types.ts';
import type { Reach } from '../office/services/broadcasts/reach.ts';
import type { Tone } from './components/badge.tsx';

export const CAMPAIGN_WORDS: Readonly<Record<CampaignStatus, readonly [string, Tone]>> = {
  draft: ['Bản nháp', 'neutral'],
  awaitingApproval: ['Chờ duyệt', 'wait'],
  scheduled: ['Chờ tới giờ', 'wait'],
  running: ['Đang gửi', 'wait'],
  paused: ['Tạm dừng', 'late'],
  finished: ['Đã xong', 'good'],
  cancelled: ['Đã hủy', 'neutral'],
  expired: ['Hết hạn', 'neutral'],
};

export const WAY_WORDS: Readonly<Record<Way, string>> = {
  'zalo-window': 'Zalo, cửa sổ đang mở',
  'zalo-paid': 'Zalo, tin có phí',
  'zbs-uid': 'Tin mẫu Zalo',
  'zbs-phone': 'Tin mẫu Zalo theo số điện thoại',
  telegram: 'Telegram',
  simulator: 'Trang chat',
};

/** They send side by side. */
export const ACCOUNT_WORDS: Readonly<Record<Reach['durations'][number]['account'], string>> = {
  zalo: 'Zalo',
  zbs: 'tin mẫu theo số điện thoại',
  telegram: 'Telegram',
  simulator: 'trang chat',
};

export const wayWords = (way: string | null): string => (way === null ? '' : (WAY_WORDS[way as Way] ?? way));

export function showMoney(dong: number): string {
  return dong === 0 ? 'không mất tiền' : `${dong.toLocaleString('vi-VN')} đ`;
}

/** "khoảng 3 phút", of seconds; null: no limit slows it. */
export function showDuration(seconds: number | null): string {
  if (seconds === null || seconds < 60) return 'dưới 1 phút';
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `khoảng ${minutes} phút` : `khoảng ${Math.ceil(minutes / 60)} giờ`;
}
