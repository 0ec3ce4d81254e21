import type { Prisma } from '../../platform/database/generated/client.ts';
import { type CampaignDraft, PRIORITIES } from '../types.ts';
import { planCampaign } from './campaigns.ts';

/** A standing campaign lasts; its rows have their own end. */
export const STANDING_END = new Date('2100-01-01T00:00:00Z');

export interface StandingCampaign {
  readonly id: string;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  readonly priority: number;
}

/** The campaign of that cause that takes recipients one after the other, each with words of their own; made at its first. */
export async function standingCampaign(
  tx: Prisma.TransactionClient,
  draft: Pick<CampaignDraft, 'kind' | 'topic' | 'title' | 'priority'> & {
    readonly sourceKey: string;
    readonly eventId?: string;
  },
  now: Date,
): Promise<StandingCampaign> {
  const { sourceKey } = draft;
  await planCampaign(
    tx,
    {
      ...draft,
      eventId: draft.eventId ?? null,
      text: draft.title,
      buttons: [],
      template: null,
      audience: null,
      startsAt: now,
      expiresAt: STANDING_END,
      createdBy: 'product',
    },
    now,
  );
  return tx.campaign.findUniqueOrThrow({
    where: { sourceKey },
    select: { id: true, startsAt: true, expiresAt: true, priority: true },
  });
}

/** Of what the product reminds each person of by itself. */
export const STANDING = {
  drafts: {
    kind: 'draft-reminder',
    topic: 'reminder',
    title: 'Nhắc phiếu khai dở',
    sourceKey: 'standing:draft-reminder',
    priority: PRIORITIES.reminder,
  },
  certificates: {
    kind: 'certificate-reminder',
    topic: 'reminder',
    title: 'Nhắc giấy chứng nhận sắp hết hạn',
    sourceKey: 'standing:certificate-reminder',
    priority: PRIORITIES.reminder,
  },
  results: {
    kind: 'result',
    topic: 'own-file',
    title: 'Báo kết quả đánh giá',
    sourceKey: 'standing:result',
    priority: PRIORITIES.result,
  },
} as const satisfies Record<string, Parameters<typeof standingCampaign>[1]>;
