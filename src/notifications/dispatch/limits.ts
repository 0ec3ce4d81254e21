import type { Limits } from '../store/limiter.ts';

/** Of the Zalo account's calls a minute, kept for those who are waiting for an answer. */
const REPLY_SHARE = 0.4;
/** Zalo counts templates by phone apart, by the day; this many a second is what a small server may ask. */
const ZBS_PER_SECOND = 5;
const BURST = 5;
/** Telegram takes one message a second to a chat (https://core.telegram.org/bots/faq), whoever of us speaks. */
export const TELEGRAM_CHAT_MS = 1_000;

export interface SendingRates {
  /** Calls a minute of the Zalo account, replies too. */
  readonly zaloPerMinute: number;
  /** Notices a second of the Telegram bot. */
  readonly telegramPerSecond: number;
}

export function limitsOf({ zaloPerMinute, telegramPerSecond }: SendingRates): Limits {
  const zaloPerSecond = Math.max(1, Math.floor(zaloPerMinute * (1 - REPLY_SHARE))) / 60;
  return {
    zalo: { perSecond: zaloPerSecond, burst: BURST, perMinute: zaloPerMinute },
    zbs: { perSecond: ZBS_PER_SECOND, burst: BURST, perMinute: null },
    telegram: { perSecond: telegramPerSecond, burst: BURST, perMinute: null },
  };
}
