import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Claims } from '../store/claims.ts';
import type { DueCampaign, DueRow } from '../store/due-rows.ts';
import type { SendingAccount } from './accounts.ts';
import { type Considered, type ConsiderParts, consider } from './consider.ts';
import type { Again } from './loop.ts';

export interface StockParts extends ConsiderParts {
  readonly client: PrismaClient;
  readonly claims: Claims;
  /** Rows in hand at most. */
  readonly most: number;
  readonly now: () => Date;
}

/** Rows of one account that this worker has claimed and learnt about, and has not begun to send. */
export interface Stock {
  readonly size: number;
  readonly seqs: readonly bigint[];
  /** Until there are rows (null), else when to look again. */
  fill(): Promise<Again | null>;
  /** Fetches more while those in hand go out. */
  fillAhead(): void;
  /** The first ones, by facts that are fresh. */
  take(count: number): Promise<readonly Considered[]>;
  /** Anybody may have them. */
  letGo(): Promise<void>;
  /** What is being fetched has come. */
  settled(): Promise<void>;
}

/** Facts are read again after this: somebody may have written, left or turned a topic off meanwhile. */
const FACTS_HOLD_MS = 5_000;
/** All that is due is in other hands. */
const TAKEN_MS = 250;

interface Learnt extends Considered {
  /** By `performance.now()`. */
  readonly at: number;
}

export function createStock(account: SendingAccount, parts: StockParts): Stock {
  const { client, claims, most, now } = parts;
  const rows: Learnt[] = [];
  let fetching: Promise<Again | null> | null = null;
  let turn = 0;

  const fetch = () => {
    fetching ??= fetchMore().finally(() => {
      fetching = null;
    });
    return fetching;
  };

  async function fetchMore(): Promise<Again | null> {
    const due = await claims.due(account, now());
    if (due.length === 0) return claims.nextDue(account, now());
    const claimed = await claimFairly(due, most - rows.length);
    const learnt = await learn(claimed);
    rows.push(...learnt);
    return claimed.length > 0 ? null : new Date(now().getTime() + TAKEN_MS);
  }

  /** The most urgent campaigns first; among equals everybody in turn has the same share. */
  async function claimFairly(due: readonly DueCampaign[], room: number): Promise<DueRow[]> {
    const claimed: DueRow[] = [];
    turn += 1;
    for (const priority of [...new Set(due.map((one) => one.priority))]) {
      const equals = due.filter((one) => one.priority === priority).map(({ id }) => id);
      const first = turn % equals.length;
      const inTurn = [...equals.slice(first), ...equals.slice(0, first)];
      claimed.push(...(await claims.claim(account, inTurn, room - claimed.length, now())));
      if (claimed.length >= room) break;
    }
    return claimed;
  }

  /** Rows about which nothing can be learnt are let go: their claim ends by itself. */
  async function learn(claimed: readonly DueRow[]): Promise<Learnt[]> {
    const at = performance.now();
    const { considered, unreadable } = await consider(client, claimed, parts, now());
    await claims.end(unreadable, now());
    return considered.map((one) => ({ ...one, at }));
  }

  return {
    get size() {
      return rows.length;
    },
    get seqs() {
      return rows.map(({ row }) => row.seq);
    },
    async fill() {
      while (rows.length === 0) {
        const again = await fetch();
        if (again !== null) return rows.length > 0 ? null : again;
      }
      return null;
    },
    fillAhead() {
      // Whoever needs the rows asks again, and meets what went wrong.
      if (rows.length <= most / 2) fetch().catch(() => {});
    },
    async take(count) {
      const taken = rows.splice(0, count);
      const stale = taken.some(({ at }) => performance.now() - at > FACTS_HOLD_MS);
      return stale ? learn(taken.map(({ row }) => row)) : taken;
    },
    async letGo() {
      await claims.release(rows.splice(0).map(({ row }) => row.seq));
    },
    async settled() {
      await fetching?.catch(() => {});
    },
  };
}
