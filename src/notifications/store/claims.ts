import { Prisma, type PrismaClient } from '../../platform/database/generated/client.ts';
import type { SendingAccount } from '../dispatch/accounts.ts';
import { TELEGRAM_CHAT_MS } from '../dispatch/limits.ts';
import type { Attempt } from '../policy/types.ts';
import type { Way } from '../types.ts';
import { spokenIn } from './chat-turn.ts';
import { DUE, DUE_COLUMNS, type DueCampaign, type DueRow, lockDue, ofAccount } from './due-rows.ts';

/** What a row is sent by, decided at the last moment. */
export interface Beginning {
  readonly seq: bigint;
  readonly campaignId: string;
  /** By which the row was read: one that was taken back since, and claimed again, is read again too. */
  readonly claim: string | null;
  readonly way: Way;
  readonly identityId: string | null;
  /** Where a reply of a moment ago holds it back; left out: replies go another way. */
  readonly conversation?: string;
}

/** How it ended, for now. */
export interface Ending {
  readonly seq: bigint;
  readonly status: 'waiting' | 'sent' | 'failed' | 'uncertain' | 'skipped' | 'callList';
  /** A code of the policy's, or the channel's own Vietnamese words. */
  readonly reason: string | null;
  readonly messageId?: string;
  /** đồng. */
  readonly cost?: number;
  /** Where it waits. */
  readonly notBefore?: Date;
  readonly channel?: SendingAccount | null;
  readonly tried?: readonly Attempt[];
  /** Not counted as an attempt: the channel was not reached. */
  readonly uncounted?: boolean;
  /** Sealed, for the person's history, where they consented to one. */
  readonly history?: Uint8Array;
}

/** Rows of the ledger in the hands of one worker. Leases run by the database's clock, so that all processes agree. */
export interface Claims {
  /** Running campaigns with something to do for the account (null: to be decided), by priority. */
  due(account: SendingAccount | null, now: Date): Promise<readonly DueCampaign[]>;
  /** When something will be due that is not yet; far away where nothing is planned. */
  nextDue(account: SendingAccount | null, now: Date): Promise<Date>;
  /** Free rows are to be decided anew. Gives how many. */
  undecide(account: SendingAccount, campaigns: readonly string[], now: Date): Promise<number>;
  /**
   * Up to `most` rows of these campaigns in equal shares, the first campaigns first where there are fewer rows than
   * campaigns. Nobody has two rows in hand at once, whichever workers ask: caps count what was told before.
   */
  claim(account: SendingAccount, campaigns: readonly string[], most: number, now: Date): Promise<readonly DueRow[]>;
  /**
   * Marks rows as being sent, before the channel is called. Gives those that may go: their campaign runs, they are still
   * ours, and no reply was given in their chat just now; those wait.
   */
  begin(rows: readonly Beginning[], now: Date): Promise<ReadonlySet<bigint>>;
  end(endings: readonly Ending[], now: Date): Promise<void>;
  renew(seqs: readonly bigint[]): Promise<void>;
  /** Claimed, not begun: anybody may have them. */
  release(seqs: readonly bigint[]): Promise<void>;
}

const UNDECIDED_AT_ONCE = 1_000;
const NOTHING_DUE_MS = 3_600_000;

export function createClaims(client: PrismaClient, holder: string, leaseMs: number): Claims {
  const lease = Prisma.sql`clock_timestamp() + make_interval(secs => ${leaseMs / 1_000})`;
  let claimsMade = 0;
  const ours = Prisma.sql`split_part(d.claimed_by, '/', 1) = ${holder}`;
  return {
    due: (account, now) => client.$queryRaw<DueCampaign[]>`
      SELECT c.id, c.priority FROM campaign c
      WHERE c.status = 'running' AND EXISTS (
        SELECT 1 FROM delivery d
        WHERE d.campaign_id = c.id AND ${DUE} AND ${ofAccount(account)} AND d.not_before <= ${now})
      ORDER BY c.priority, c.id`,

    async nextDue(account, now) {
      const [row] = await client.$queryRaw<{ at: Date | null }[]>`
        SELECT min(due.not_before) AS at FROM campaign c CROSS JOIN LATERAL (
          SELECT d.not_before FROM delivery d
          WHERE d.campaign_id = c.id AND d.status = 'waiting' AND ${ofAccount(account)} AND d.not_before > ${now}
          ORDER BY d.not_before LIMIT 1
        ) AS due WHERE c.status = 'running'`;
      return row?.at ?? new Date(now.getTime() + NOTHING_DUE_MS);
    },

    undecide: (account, campaigns, now) =>
      client.$transaction(async (tx) => {
        const rows = await lockDue(tx, account, campaigns, UNDECIDED_AT_ONCE, now);
        return tx.$executeRaw`UPDATE delivery SET channel = NULL WHERE seq = ANY(${rows.map(({ seq }) => seq)}::bigint[])`;
      }),

    claim: (account, campaigns, most, now) => {
      claimsMade += 1;
      const claim = `${holder}/${claimsMade}`;
      return client.$transaction(async (tx) => {
        const locked = onePerPerson(await lockDue(tx, account, campaigns, most, now));
        const persons = locked.map(({ personId }) => personId).filter((id) => id !== null);
        // Held to the end of the transaction: a claim of the same person elsewhere comes before or after this one.
        const free = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM unnest(${persons}::text[]) AS id WHERE pg_try_advisory_xact_lock(hashtextextended(id, 6))`;
        const alone = new Set(free.map(({ id }) => id));
        const seqs = locked.filter(({ personId }) => personId === null || alone.has(personId)).map(({ seq }) => seq);
        return tx.$queryRaw<DueRow[]>`
          UPDATE delivery d SET claimed_by = ${claim}, claimed_until = ${lease}
          WHERE d.seq = ANY(${seqs}::bigint[]) AND (
            SELECT count(*) FROM delivery other
            WHERE other.person_id = d.person_id AND other.seq <> d.seq AND other.status IN ('waiting', 'sending')
              AND other.claimed_until > clock_timestamp()) = 0
          RETURNING ${DUE_COLUMNS}`;
      });
    },

    async begin(rows, now) {
      if (rows.length === 0) return new Set();
      const list = JSON.stringify(rows.map((row) => ({ ...row, seq: String(row.seq) })));
      // The share lock makes a pause wait for us, or us see it: after it nothing begins.
      const begun = await client.$queryRaw<{ seq: bigint }[]>`
        WITH given AS (
          SELECT *, ${spokenIn(Prisma.sql`next.conversation`, now)} AS waits
          FROM jsonb_to_recordset(${list}::jsonb) AS next(
            seq bigint, claim text, way text, "identityId" uuid, conversation text)
        ), later AS (
          UPDATE delivery d SET not_before = ${new Date(now.getTime() + TELEGRAM_CHAT_MS)}, claimed_until = NULL
          FROM given WHERE given.waits AND d.seq = given.seq AND d.status = 'waiting' AND d.claimed_by = given.claim
        ), running AS (
          SELECT id FROM campaign WHERE status = 'running' AND id = ANY(${[...new Set(rows.map(({ campaignId }) => campaignId))]}::uuid[])
          FOR SHARE
        )
        UPDATE delivery d SET status = 'sending', way = given.way, identity_id = given."identityId", sent_at = ${now},
          attempts = d.attempts + 1, reason = NULL, claimed_until = ${lease}
        FROM given, running
        WHERE NOT given.waits AND d.seq = given.seq AND d.campaign_id = running.id AND d.status = 'waiting'
          AND d.claimed_by = given.claim AND d.claimed_until > clock_timestamp()
        RETURNING d.seq`;
      return new Set(begun.map(({ seq }) => seq));
    },

    async end(endings, now) {
      if (endings.length === 0) return;
      // What somebody else took for lost is settled by whoever knows how it ended.
      await client.$executeRaw`
        WITH given AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(endings.map(plain))}::jsonb) AS one(
            seq bigint, status delivery_status, reason text, "messageId" text, cost int, "notBefore" timestamptz,
            moved boolean, channel text, tried jsonb, uncounted boolean, history text)
        ), ended AS (
          UPDATE delivery d SET status = given.status, reason = given.reason,
            message_id = coalesce(given."messageId", d.message_id), cost = coalesce(given.cost, d.cost),
            not_before = coalesce(given."notBefore", d.not_before),
            channel = CASE WHEN given.moved THEN given.channel ELSE d.channel END,
            tried = coalesce(given.tried, d.tried),
            attempts = d.attempts - CASE WHEN given.uncounted THEN 1 ELSE 0 END,
            sent_at = CASE WHEN given.status IN ('sent', 'uncertain') THEN d.sent_at END,
            finished_at = CASE WHEN given.status <> 'waiting' THEN ${now}::timestamptz END,
            claimed_until = NULL
          FROM given
          WHERE d.seq = given.seq AND ${ours} AND d.status IN ('waiting', 'sending', 'uncertain')
          RETURNING d.person_id, given.history, d.channel, d.sent_at
        )
        INSERT INTO message (person_id, channel, direction, body, at)
        SELECT person_id, CASE channel WHEN 'zbs' THEN 'zalo' ELSE channel END, 'out', decode(history, 'base64'), sent_at
        FROM ended WHERE history IS NOT NULL AND person_id IS NOT NULL`;
    },

    async renew(seqs) {
      if (seqs.length === 0) return;
      await client.$executeRaw`
        UPDATE delivery d SET claimed_until = ${lease}
        WHERE seq = ANY(${seqs}::bigint[]) AND ${ours} AND status IN ('waiting', 'sending')
          AND claimed_until > clock_timestamp()`;
    },

    async release(seqs) {
      if (seqs.length === 0) return;
      await client.$executeRaw`
        UPDATE delivery d SET claimed_until = NULL
        WHERE seq = ANY(${seqs}::bigint[]) AND ${ours} AND status = 'waiting'`;
    },
  };
}

/** As the database spells it. */
export const storedStatus = (status: Ending['status']) => (status === 'callList' ? 'call_list' : status);

/** The values of `end`'s record; a channel of null is one, a channel left out is none. */
function plain({ seq, status, channel, history, ...rest }: Ending) {
  return {
    ...rest,
    seq: String(seq),
    status: storedStatus(status),
    moved: channel !== undefined,
    channel: channel ?? null,
    history: history ? Buffer.from(history).toString('base64') : null,
  };
}

function onePerPerson<T extends { readonly personId: string | null }>(rows: readonly T[]): T[] {
  const seen = new Set<string>();
  return rows.filter(({ personId }) => {
    if (personId === null) return true;
    if (seen.has(personId)) return false;
    seen.add(personId);
    return true;
  });
}
