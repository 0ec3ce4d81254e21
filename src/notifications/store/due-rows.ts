import { Prisma } from '../../platform/database/generated/client.ts';
import type { SendingAccount } from '../dispatch/accounts.ts';
import type { Attempt } from '../policy/types.ts';

/** A row as it is decided about. */
export interface DueRow {
  readonly seq: bigint;
  readonly campaignId: string;
  readonly recipientKey: string;
  readonly personId: string | null;
  readonly memberId: string | null;
  readonly body: Uint8Array | null;
  readonly attempts: number;
  readonly tried: readonly Attempt[];
  readonly notBefore: Date;
  readonly expiresAt: Date;
  /** Of the worker that holds it. */
  readonly claim: string | null;
}

export interface DueCampaign {
  readonly id: string;
  readonly priority: number;
}

/** Nobody has it in hand, whatever its hour. */
export const DUE = Prisma.sql`d.status = 'waiting' AND (d.claimed_until IS NULL OR d.claimed_until < clock_timestamp())`;

export const ofAccount = (account: SendingAccount | null) =>
  account === null ? Prisma.sql`d.channel IS NULL` : Prisma.sql`d.channel = ${account}`;

export const DUE_COLUMNS = Prisma.sql`
  d.seq, d.campaign_id AS "campaignId", d.recipient_key AS "recipientKey", d.person_id AS "personId",
  d.member_id AS "memberId", d.body, d.attempts, coalesce(d.tried, '[]') AS tried, d.not_before AS "notBefore",
  d.expires_at AS "expiresAt", d.claimed_by AS claim`;

/** Seqs of up to `most` due rows, in equal shares; locked until the transaction ends. */
export async function lockDue(
  tx: Prisma.TransactionClient,
  account: SendingAccount | null,
  campaigns: readonly string[],
  most: number,
  now: Date,
): Promise<{ readonly seq: bigint; readonly personId: string | null }[]> {
  const found: { seq: bigint; personId: string | null }[] = [];
  // What a small campaign leaves of its share goes to the others.
  let open = campaigns.slice(0, most);
  while (open.length > 0 && found.length < most) {
    const share = Math.ceil((most - found.length) / open.length);
    const rows = await tx.$queryRaw<{ seq: bigint; personId: string | null; place: number }[]>`
      SELECT due.seq, due.person_id AS "personId", turn.place::int
      FROM unnest(${open}::uuid[]) WITH ORDINALITY AS turn(id, place) CROSS JOIN LATERAL (
        SELECT d.seq, d.person_id FROM delivery d
        WHERE d.campaign_id = turn.id AND ${DUE} AND ${ofAccount(account)} AND d.not_before <= ${now}
          AND d.seq <> ALL(${found.map(({ seq }) => seq)}::bigint[])
        ORDER BY d.not_before LIMIT ${share} FOR UPDATE SKIP LOCKED
      ) AS due ORDER BY turn.place`;
    found.push(...rows.slice(0, most - found.length).map(({ seq, personId }) => ({ seq, personId })));
    const counts = new Map<number, number>();
    for (const { place } of rows) counts.set(place, (counts.get(place) ?? 0) + 1);
    open = open.filter((_, index) => counts.get(index + 1) === share);
  }
  return found;
}

/**
 * Seqs of rows of that status, whatever their campaign: one look into the index for each campaign `c` that meets the
 * condition, never a walk through the ledger, which keeps everything that was ever sent.
 */
export const seqsOfStatus = (status: 'waiting' | 'sending', condition = Prisma.sql`true`) => Prisma.sql`
  SELECT own.seq FROM campaign c CROSS JOIN LATERAL (
    SELECT o.seq FROM delivery o WHERE o.campaign_id = c.id AND o.status = ${status}::delivery_status OFFSET 0
  ) AS own WHERE ${condition}`;
