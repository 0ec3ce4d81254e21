import { Prisma, type PrismaClient } from '../../platform/database/generated/client.ts';
import { seqsOfStatus } from './due-rows.ts';

/** Ends campaigns whose date has passed, and those of an audience with a row for everybody and nothing left to do. */
export async function endCampaigns(client: PrismaClient, now: Date): Promise<void> {
  await client.$executeRaw`
    UPDATE campaign c SET status = 'finished', finished_at = ${now}
    WHERE c.status = 'running' AND c.audience IS NOT NULL AND c.expanded_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM delivery d WHERE d.campaign_id = c.id AND d.status IN ('waiting', 'sending'))`;
  await client.$executeRaw`
    UPDATE campaign c SET finished_at = ${now}, status = CASE
      WHEN c.status = 'running' AND c.expanded_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM delivery d WHERE d.campaign_id = c.id AND d.status = 'waiting')
      THEN 'finished'::campaign_status ELSE 'expired' END
    WHERE c.status IN ('awaiting_approval', 'scheduled', 'running', 'paused') AND c.expires_at <= ${now}`;
}

/**
 * No row of an ended campaign waits without a reason, also one that comes back to it late; news of one's own file that came
 * too late is told by a person.
 */
export async function closeRowsOfEnded(client: PrismaClient, now: Date): Promise<void> {
  await client.$executeRaw`
    UPDATE delivery d SET finished_at = ${now}, claimed_until = NULL,
      reason = CASE WHEN c.status = 'cancelled' THEN c.cancel_reason ELSE 'expired' END,
      status = CASE WHEN c.status = 'cancelled' THEN 'cancelled'::delivery_status
        WHEN c.topic = 'own-file' THEN 'call_list' ELSE 'skipped' END
    FROM campaign c
    WHERE c.id = d.campaign_id AND d.status = 'waiting' AND c.status IN ('cancelled', 'expired', 'finished')
      AND d.seq IN (${seqsOfStatus('waiting', Prisma.sql`c.status IN ('cancelled', 'expired', 'finished')`)})`;
}
