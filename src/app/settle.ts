import type { Channel } from '../channels/types.ts';
import { settleUncertain } from '../conversation/store/settle-uncertain.ts';
import type { Clock } from '../platform/clock.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { Database } from '../platform/database/database.ts';
import { takeTurns } from '../platform/database/take-turns.ts';
import type { Log } from '../platform/log.ts';

export interface SettlingParts {
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  readonly log: Log;
}

/** Every minute: replies without a known end, looked for in what their channel has told since. */
export function startSettling({ database, crypto, clock, channels, log }: SettlingParts): { stop(): Promise<void> } {
  const { client } = database;
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return takeTurns({
    client,
    lease: 'settling',
    async work() {
      const settled = await settleUncertain(client, crypto, byId, clock.now());
      if (settled > 0) log.info({ settled }, 'replies without an answer found in the channel');
    },
    onError: (error) => log.error({ err: error }, 'replies without an answer not looked for'),
  });
}
