import { randomUUID } from 'node:crypto';
import type { ChannelId } from '../../../src/channels/types.ts';
import { planCampaign } from '../../../src/notifications/store/campaigns.ts';
import type { AudienceReader } from '../../../src/notifications/store/expansion.ts';
import { type CampaignDraft, PRIORITIES } from '../../../src/notifications/types.ts';
import type { PrismaClient } from '../../../src/platform/database/generated/client.ts';

export interface Somebody {
  readonly personId: string;
  readonly externalId: string;
}

const BATCH = 5_000;

/** Persons with one account each, who consented and wrote at `at`. External ids count from `from` on. */
export async function addPeople(
  client: PrismaClient,
  count: number,
  { channel, at, from = 1_000_000 }: { readonly channel: ChannelId; readonly at: Date; readonly from?: number },
): Promise<Somebody[]> {
  const people = Array.from({ length: count }, (_, index) => ({
    personId: randomUUID(),
    externalId: String(from + index),
  }));
  for (let start = 0; start < count; start += BATCH) {
    const batch = people.slice(start, start + BATCH);
    await client.person.createMany({ data: batch.map(({ personId }) => ({ id: personId, createdAt: at })) });
    await client.identity.createMany({
      data: batch.map((one) => ({ ...one, channel, createdAt: at, lastInteractionAt: at })),
    });
    await client.consentReceipt.createMany({
      data: batch.map(({ personId }) => ({
        personId,
        purpose: 'registration',
        action: 'given' as const,
        version: '1',
        text: 'đồng ý',
        channel,
        at,
      })),
    });
  }
  return people;
}

/** Everybody who has an account on a channel, whatever the audience asks for. */
export function everybody(client: PrismaClient, channel?: ChannelId): AudienceReader {
  return {
    async read(_audience, after, most) {
      const rows = await client.identity.findMany({
        where: {
          ...(channel ? { channel } : {}),
          ...(after ? { personId: { gt: after.replace('person:', '') } } : {}),
        },
        orderBy: { personId: 'asc' },
        distinct: ['personId'],
        take: most,
        select: { personId: true },
      });
      return rows.map(({ personId }) => ({ recipientKey: `person:${personId}`, personId, memberId: null }));
    },
  };
}

export async function plan(client: PrismaClient, now: Date, change: Partial<CampaignDraft> = {}): Promise<string> {
  const draft: CampaignDraft = {
    kind: 'broadcast',
    topic: 'training',
    title: 'Lớp tập huấn',
    text: 'Mời {name} dự lớp tập huấn đóng gói bao bì sáng thứ Bảy tại nhà văn hóa xã.',
    buttons: [],
    template: null,
    sourceKey: null,
    eventId: null,
    audience: {},
    priority: PRIORITIES.broadcast,
    startsAt: now,
    expiresAt: new Date(now.getTime() + 7 * 24 * 3_600_000),
    createdBy: 'test',
    ...change,
  };
  const id = await planCampaign(client, draft, now);
  if (id === null) throw new Error('not planned');
  return id;
}
