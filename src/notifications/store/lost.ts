import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { seqsOfStatus } from './due-rows.ts';

/**
 * What a worker that is gone had in hand: `sending` may have been shown, so it is listed and never sent again blindly,
 * however long ago its campaign ended; what was only claimed is free again by itself. Gives how many are uncertain now.
 */
export function loseLapsed(client: PrismaClient, reason: string, now: Date): Promise<number> {
  return client.$executeRaw`
    UPDATE delivery SET status = 'uncertain', reason = ${reason}, finished_at = ${now}, claimed_until = NULL
    WHERE status = 'sending' AND claimed_until < clock_timestamp() AND seq IN (${seqsOfStatus('sending')})`;
}
