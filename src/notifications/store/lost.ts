import type { PrismaClient } from '../../platform/database/generated/client.ts';

/** A campaign that was cancelled or ran out while rows of it were under way. */
const ENDED_LATELY_MS = 24 * 3_600_000;

/**
 * What a worker that is gone had in hand: `sending` may have been shown, so it is listed and never sent again blindly;
 * what was only claimed is free again by itself. Gives how many are uncertain now.
 */
export function loseLapsed(client: PrismaClient, reason: string, now: Date): Promise<number> {
  return client.$executeRaw`
    UPDATE delivery SET status = 'uncertain', reason = ${reason}, finished_at = ${now}, claimed_until = NULL
    WHERE status = 'sending' AND claimed_until < clock_timestamp()
      AND campaign_id IN (SELECT id FROM campaign WHERE finished_at IS NULL OR finished_at > ${new Date(now.getTime() - ENDED_LATELY_MS)})`;
}
