import { randomUUID } from 'node:crypto';
import type { Channel } from '../channels/types.ts';
import { accountOf, type SendingAccount } from '../notifications/dispatch/accounts.ts';
import { limitsOf } from '../notifications/dispatch/limits.ts';
import { sendDue } from '../notifications/dispatch/send-due.ts';
import { DEFAULT_SETTINGS } from '../notifications/policy/settings.ts';
import { createAudienceReader } from '../notifications/store/audience-reader.ts';
import { nextStart } from '../notifications/store/expansion.ts';
import { createLimiter } from '../notifications/store/limiter.ts';
import { bodySealer } from '../notifications/store/notice-body.ts';
import { runSchedule } from '../notifications/store/schedule.ts';
import type { Clock } from '../platform/clock.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { Database } from '../platform/database/database.ts';

export interface NoticesNow {
  /** Lays down what is due by itself at the clock's instant, and sends everything that is due. */
  run(): Promise<void>;
  /** When the next thing is due; null: nothing is planned. */
  next(): Promise<Date | null>;
}

/**
 * Notices in the foreground, by the channels given and without templates: for a terminal whose clock is moved by hand, and
 * for tests.
 */
export function createNoticesNow({
  database: { client },
  crypto,
  clock,
  channels,
}: {
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
}): NoticesNow {
  const open = new Set<SendingAccount>(channels.map(({ id }) => id));
  const parts = {
    client,
    crypto,
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    templates: null,
    prices: async () => ({ uid: null, phone: null }),
    settings: { ...DEFAULT_SETTINGS, order: DEFAULT_SETTINGS.order.filter((way) => open.has(accountOf(way))) },
    limiter: createLimiter(client, limitsOf({ zaloPerMinute: 100, telegramPerSecond: 25 })),
    concurrency: 4,
    chance: () => 0.5,
    holder: randomUUID(),
    audiences: createAudienceReader(client),
    now: () => clock.now(),
  };
  return {
    async run() {
      await runSchedule(client, bodySealer(crypto), clock.now());
      await sendDue(parts);
    },
    async next() {
      const waits = { status: 'waiting', notBefore: { gt: clock.now() } } as const;
      const [start, row] = await Promise.all([
        nextStart(client, clock.now()),
        client.delivery.findFirst({ where: waits, orderBy: { notBefore: 'asc' }, select: { notBefore: true } }),
      ]);
      if (!start || !row) return start ?? row?.notBefore ?? null;
      return start < row.notBefore ? start : row.notBefore;
    },
  };
}
