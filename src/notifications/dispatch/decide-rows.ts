import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Claims, Ending } from '../store/claims.ts';
import { writeDecisions } from '../store/decisions.ts';
import { DUE_COLUMNS, type DueRow, lockDue } from '../store/due-rows.ts';
import type { Limiter } from '../store/limiter.ts';
import { accountOf, downWays } from './accounts.ts';
import { type ConsiderParts, consider } from './consider.ts';
import { endingOf } from './endings.ts';
import type { Again } from './loop.ts';

export interface DecideParts extends ConsiderParts {
  readonly client: PrismaClient;
  readonly claims: Pick<Claims, 'due' | 'nextDue'>;
  readonly limiter: Pick<Limiter, 'down'>;
  readonly now: () => Date;
  /** Rows wait to be sent. */
  readonly onDecided: () => void;
}

const AT_ONCE = 500;
const TAKEN_MS = 250;
const TRANSACTION_MS = 30_000;

/**
 * First look at new rows: what will not be sent gets its reason, what waits its hour, what can go its account. The last
 * word is spoken when it is sent.
 */
export function createDecideRows(parts: DecideParts): () => Promise<Again> {
  const { client, claims, limiter, now } = parts;
  return async () => {
    const due = await claims.due(null, now());
    if (due.length === 0) return claims.nextDue(null, now());
    const urgent = due.filter(({ priority }) => priority === due[0]?.priority).map(({ id }) => id);
    const down = downWays(await limiter.down(now()));
    const at = now();
    const decided = await client.$transaction(
      async (tx) => {
        const seqs = (await lockDue(tx, null, urgent, AT_ONCE, at)).map(({ seq }) => seq);
        const rows = await tx.$queryRaw<
          DueRow[]
        >`SELECT ${DUE_COLUMNS} FROM delivery d WHERE d.seq = ANY(${seqs}::bigint[])`;
        const { considered, unreadable } = await consider(tx, rows, parts, at);
        const endings = considered.map(({ row, decide }): Ending => {
          const decision = decide(down, at);
          if (decision.act !== 'send') return endingOf(row.seq, decision);
          return { seq: row.seq, status: 'waiting', reason: null, channel: accountOf(decision.way) };
        });
        await writeDecisions(tx, [...endings, ...unreadable], at);
        return rows.length;
      },
      { timeout: TRANSACTION_MS, maxWait: TRANSACTION_MS },
    );
    if (decided > 0) parts.onDecided();
    return decided > 0 ? 'now' : new Date(now().getTime() + TAKEN_MS);
  };
}
