import type { Rate } from './client/http.ts';

/** - `reply`: somebody waits for it. `notice`: it may come a minute later. */
export type Purpose = 'reply' | 'notice';

const MINUTE_MS = 60_000;
/** Of every minute's calls, kept for those who are waiting for an answer. */
const REPLY_SHARE = 0.4;

/**
 * Keeps an account within its calls a minute. Zalo's own count, told in every answer, covers the other processes too;
 * before the first answer of a minute the full allowance is assumed.
 */
export interface RateGate {
  /** 0: go on. Else milliseconds until the next minute. */
  wait(purpose: Purpose): number;
  /** After every answer. */
  note(rate: Rate | null): void;
}

export function createRateGate({ limit, now }: { limit: number; now: () => Date }): RateGate {
  let minute = -1;
  let remaining = limit;
  let reserve = Math.ceil(limit * REPLY_SHARE);

  function turn(): number {
    const at = now().getTime();
    const current = Math.floor(at / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      remaining = limit;
    }
    return (current + 1) * MINUTE_MS - at;
  }

  return {
    wait(purpose) {
      const untilNext = turn();
      if (remaining <= (purpose === 'notice' ? reserve : 0)) return untilNext;
      remaining -= 1;
      return 0;
    },
    note(rate) {
      if (!rate) return;
      turn();
      reserve = Math.ceil(rate.limit * REPLY_SHARE);
      remaining = Math.min(remaining, rate.remaining);
    },
  };
}
