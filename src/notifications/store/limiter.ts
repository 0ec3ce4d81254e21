import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { SendingAccount } from '../dispatch/accounts.ts';
import {
  type AccountLimit,
  type Allowance,
  block,
  countCalls,
  FRESH,
  grantNotices,
  grantReply,
  isDown,
  reached,
  returnNotices,
} from '../dispatch/allowance.ts';

/** - `granted`: how many may be sent now. `at`: when to ask again. `failures`: not reached so often in a row. */
export interface Reservation {
  readonly granted: number;
  readonly at: Date;
  readonly failures: number;
}

/** The allowance of every account, in the database: all workers of all processes share it. */
export interface Limiter {
  /** Notices that leave within a second, two bursts at least; null: no limit. */
  soon(account: SendingAccount): number | null;
  /** Up to `want` notices, now. An account without a limit grants everything unless it is blocked. */
  reserve(account: SendingAccount, want: number, now: Date): Promise<Reservation>;
  giveBack(account: SendingAccount, count: number): Promise<void>;
  /** 0: go on. Else milliseconds. */
  takeReply(account: SendingAccount, now: Date): Promise<number>;
  countCalls(account: SendingAccount, calls: number, now: Date): Promise<void>;
  /** `until` null: not reached; each time in a row for longer. */
  block(account: SendingAccount, until: Date | null, now: Date): Promise<void>;
  /** After `block`, and a send that came through. */
  reached(account: SendingAccount): Promise<void>;
  /** Accounts that have not been reached for some time, with the next try. */
  down(now: Date): Promise<ReadonlyMap<SendingAccount, Date>>;
}

export type Limits = Readonly<Partial<Record<SendingAccount, AccountLimit>>>;

export function createLimiter(client: PrismaClient, limits: Limits): Limiter {
  /** Under the row's lock: whoever comes second sees what the first one took. */
  async function change<T>(
    account: SendingAccount,
    step: (allowance: Allowance) => { readonly next: Allowance; readonly value: T },
  ): Promise<T> {
    return client.$transaction(async (tx) => {
      const rows = await tx.$queryRaw<(Allowance & { readonly account: string })[]>`
        SELECT account, free_at AS "freeAt", minute, calls, blocked_until AS "blockedUntil", failures
        FROM send_limit WHERE account = ${account} FOR UPDATE`;
      const before = rows[0] ?? (await create(tx, account));
      const { next, value } = step(before);
      if (next !== before) {
        const { freeAt, minute, calls, blockedUntil, failures } = next;
        await tx.sendLimit.update({ where: { account }, data: { freeAt, minute, calls, blockedUntil, failures } });
      }
      return value;
    });
  }

  return {
    soon(account) {
      const limit = limits[account];
      return limit ? Math.max(limit.burst * 2, Math.ceil(limit.perSecond)) : null;
    },

    async reserve(account, want, now) {
      const limit = limits[account];
      if (limit === undefined) {
        const row = await client.sendLimit.findUnique({ where: { account } });
        const blocked = row?.blockedUntil != null && row.blockedUntil > now ? row.blockedUntil : null;
        return { granted: blocked ? 0 : want, at: blocked ?? now, failures: row?.failures ?? 0 };
      }
      return change(account, (allowance) => {
        const { granted, at, next } = grantNotices(allowance, limit, want, now);
        return { next, value: { granted, at, failures: next.failures } };
      });
    },

    async giveBack(account, count) {
      const limit = limits[account];
      if (limit === undefined || count <= 0) return;
      await change(account, (allowance) => ({ next: returnNotices(allowance, limit, count), value: null }));
    },

    async takeReply(account, now) {
      const perMinute = limits[account]?.perMinute ?? null;
      if (perMinute === null) return 0;
      return change(account, (allowance) => {
        const { at, next } = grantReply(allowance, perMinute, now);
        return { next, value: at.getTime() - now.getTime() };
      });
    },

    async countCalls(account, calls, now) {
      await change(account, (allowance) => ({ next: countCalls(allowance, calls, now), value: null }));
    },

    async block(account, until, now) {
      await change(account, (allowance) => ({ next: block(allowance, until, now), value: null }));
    },

    async reached(account) {
      await change(account, (allowance) => ({ next: reached(allowance), value: null }));
    },

    async down(now) {
      const rows = await client.sendLimit.findMany({ where: { blockedUntil: { gt: now } } });
      return new Map(
        rows
          .filter((row) => isDown(row, now))
          .map((row) => [row.account as SendingAccount, row.blockedUntil as Date] as const),
      );
    },
  };
}

async function create(tx: Pick<PrismaClient, 'sendLimit' | '$queryRaw'>, account: SendingAccount): Promise<Allowance> {
  await tx.sendLimit.createMany({ data: [{ account, freeAt: FRESH.freeAt }], skipDuplicates: true });
  const rows = await tx.$queryRaw<Allowance[]>`
    SELECT free_at AS "freeAt", minute, calls, blocked_until AS "blockedUntil", failures
    FROM send_limit WHERE account = ${account} FOR UPDATE`;
  return rows[0] ?? FRESH;
}
