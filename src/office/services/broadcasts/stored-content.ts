import { readTemplate } from '../../../notifications/store/notice-body.ts';
import type { Audience, Topic } from '../../../notifications/types.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import type { BroadcastContent } from './content.ts';

export function contentOf(row: Prisma.CampaignModel): BroadcastContent {
  return {
    title: row.title,
    topic: row.topic as Topic,
    text: row.text,
    template: readTemplate(row.template),
    audience: (row.audience ?? {}) as Audience,
    startsAt: row.startsAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
