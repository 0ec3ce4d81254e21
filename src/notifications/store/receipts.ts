import type { PrismaClient } from '../../platform/database/generated/client.ts';

/** A receipt is at most so much faster than the end of its send. */
const WAITED_FOR_MS = 3_600_000;

/** Receipts of Zalo that came before their row knew the message's id. */
export async function takeEarlyReceipts(client: PrismaClient, now: Date): Promise<void> {
  await client.$executeRaw`
    UPDATE delivery d SET read_at = coalesce(d.read_at, e.read_at),
      delivered_at = coalesce(d.delivered_at, e.delivered_at, e.read_at),
      reason = CASE WHEN d.status = 'call_list' AND d.reason = 'unread' AND e.read_at IS NOT NULL THEN NULL ELSE d.reason END,
      status = CASE
        WHEN (d.status IN ('sent', 'delivered') OR (d.status = 'call_list' AND d.reason = 'unread')) AND e.read_at IS NOT NULL THEN 'read'::delivery_status
        WHEN d.status = 'sent' THEN 'delivered'
        ELSE d.status END
    FROM zalo_echo e
    WHERE e.at > ${new Date(now.getTime() - WAITED_FOR_MS)} AND d.message_id = e.message_id AND d.channel = 'zalo'
      AND ((e.delivered_at IS NOT NULL AND d.delivered_at IS NULL) OR (e.read_at IS NOT NULL AND d.read_at IS NULL))`;
}
