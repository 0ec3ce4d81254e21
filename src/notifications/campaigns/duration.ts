import { accountOf, SENDING_ACCOUNTS, type SendingAccount } from '../dispatch/accounts.ts';
import type { Limits } from '../store/limiter.ts';
import type { Way } from '../types.ts';

export interface AccountDuration {
  readonly account: SendingAccount;
  readonly count: number;
  /** Least time that the account's limits allow, without the hours in which nothing is sent. Null: no limit. */
  readonly seconds: number | null;
}

/** How long each account sends; they send side by side. */
export function durations(
  byWay: readonly { readonly way: Way; readonly count: number }[],
  limits: Limits,
): AccountDuration[] {
  return SENDING_ACCOUNTS.map((account) => {
    const count = byWay.filter(({ way }) => accountOf(way) === account).reduce((sum, one) => sum + one.count, 0);
    const limit = limits[account];
    return { account, count, seconds: limit ? Math.ceil(count / limit.perSecond) : null };
  }).filter(({ count }) => count > 0);
}
