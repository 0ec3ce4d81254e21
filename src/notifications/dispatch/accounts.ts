import type { Down } from '../policy/types.ts';
import type { Way } from '../types.ts';

/** Whose limits a send counts by. `zbs`: templates by phone, a host of its own that Zalo counts apart. */
export const SENDING_ACCOUNTS = ['zalo', 'zbs', 'telegram', 'simulator'] as const;
export type SendingAccount = (typeof SENDING_ACCOUNTS)[number];

const OF_WAY: Readonly<Record<Way, SendingAccount>> = {
  'zalo-window': 'zalo',
  'zalo-paid': 'zalo',
  'zbs-uid': 'zalo',
  'zbs-phone': 'zbs',
  telegram: 'telegram',
  simulator: 'simulator',
};

export const accountOf = (way: Way): SendingAccount => OF_WAY[way];

/** Everything that goes through accounts which can't be reached. */
export function downWays(accounts: ReadonlyMap<SendingAccount, Date>): Down {
  return new Map(
    (Object.keys(OF_WAY) as Way[]).flatMap((way) => {
      const until = accounts.get(accountOf(way));
      return until ? [[way, until] as const] : [];
    }),
  );
}
