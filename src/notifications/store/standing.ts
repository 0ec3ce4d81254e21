import type { Prisma } from '../../platform/database/generated/client.ts';
import type { CampaignDraft } from '../types.ts';
import { planCampaign } from './campaigns.ts';

/** A standing campaign lasts; its rows have their own end. */
export const STANDING_END = new Date('2100-01-01T00:00:00Z');

export interface StandingCampaign {
  readonly id: string;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly priority: number;
}

/** The campaign of that cause that takes recipients one after the other; made at its first. */
export async function standingCampaign(
  tx: Prisma.TransactionClient,
  draft: CampaignDraft & { readonly sourceKey: string; readonly audience: null },
  now: Date,
): Promise<StandingCampaign> {
  await planCampaign(tx, draft, now);
  return tx.campaign.findUniqueOrThrow({
    where: { sourceKey: draft.sourceKey },
    select: { id: true, startsAt: true, expiresAt: true, priority: true },
  });
}
