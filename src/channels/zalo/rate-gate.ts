import type { Rate } from './client/http.ts';

/** The account's calls of a minute, replies and notices, counted for all processes together. */
export interface CallCounter {
  /** 0: this call is counted, go on. Else milliseconds until there is room. */
  take(now: Date): Promise<number>;
  /** Zalo has counted so many of this minute: other programs may have made some. */
  count(calls: number, now: Date): Promise<void>;
}

/** Keeps replies within the account's calls a minute. Notices have reserved theirs before they come here. */
export interface RateGate {
  /** 0: go on. Else milliseconds until the next minute. */
  waitForReply(): Promise<number>;
  /** After every answer. */
  note(rate: Rate | null): void;
}

export interface RateGateParts {
  readonly counter: CallCounter;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}

export function createRateGate({ counter, now, log }: RateGateParts): RateGate {
  return {
    waitForReply: () => counter.take(now()),
    note(rate) {
      // Until half of the minute's calls are used up nobody comes near the limit, whoever else makes some.
      if (!rate || rate.remaining * 2 > rate.limit) return;
      counter
        .count(rate.limit - rate.remaining, now())
        .catch((error: unknown) => log.warn({ err: error }, 'calls of Zalo not counted'));
    },
  };
}
