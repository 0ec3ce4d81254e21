import type { Telegram } from 'telegraf';

type CallOptions = NonNullable<Parameters<Telegram['callApi']>[2]>;

/** Ends a call after this many milliseconds, or when `stop` fires. The library types an older signal than Node's own. */
export function within(milliseconds: number, stop?: AbortSignal): CallOptions {
  const timeout = AbortSignal.timeout(milliseconds);
  return {
    signal: (stop ? AbortSignal.any([stop, timeout]) : timeout) as unknown as NonNullable<CallOptions['signal']>,
  };
}
