import type { Prisma } from '../../platform/database/generated/client.ts';
import { type Ending, storedStatus } from './claims.ts';

/** Writes what was decided about rows that this transaction has locked and nobody has claimed. */
export async function writeDecisions(
  tx: Prisma.TransactionClient,
  decisions: readonly Ending[],
  now: Date,
): Promise<void> {
  const list = JSON.stringify(
    decisions.map((one) => ({ ...one, seq: String(one.seq), status: storedStatus(one.status) })),
  );
  await tx.$executeRaw`
    UPDATE delivery d SET status = given.status, reason = given.reason, channel = given.channel,
      not_before = coalesce(given."notBefore", d.not_before),
      finished_at = CASE WHEN given.status <> 'waiting' THEN ${now}::timestamptz END
    FROM jsonb_to_recordset(${list}::jsonb) AS given(
      seq bigint, status delivery_status, reason text, channel text, "notBefore" timestamptz)
    WHERE d.seq = given.seq`;
}
