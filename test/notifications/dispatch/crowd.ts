import type { ChannelId } from '../../../src/channels/types.ts';
import { planCampaign } from '../../../src/notifications/store/campaigns.ts';
import type { AudienceReader } from '../../../src/notifications/store/expansion.ts';
import { type CampaignDraft, PRIORITIES } from '../../../src/notifications/types.ts';
import type { PrismaClient } from '../../../src/platform/database/generated/client.ts';

export interface Somebody {
  readonly personId: string;
  readonly externalId: string;
}

interface Place {
  readonly channel: ChannelId;
  /** When they consented and wrote last. */
  readonly at: Date;
  /** External ids count from here on. */
  readonly from?: number;
}

const FIRST = 1_000_000;

/** Persons with one account each, who consented. */
export async function addCrowd(
  client: PrismaClient,
  count: number,
  { channel, at, from = FIRST }: Place,
): Promise<void> {
  await client.$executeRaw`
    WITH made AS (
      INSERT INTO person (id, created_at) SELECT gen_random_uuid(), ${at} FROM generate_series(1, ${count}) RETURNING id
    ), numbered AS (
      SELECT id, ${from}::bigint - 1 + row_number() OVER () AS number FROM made
    ), accounts AS (
      INSERT INTO identity (id, person_id, channel, external_id, created_at, last_interaction_at)
      SELECT gen_random_uuid(), id, ${channel}, number::text, ${at}, ${at} FROM numbered
    )
    INSERT INTO consent_receipt (id, person_id, purpose, action, version, text, channel, at)
    SELECT gen_random_uuid(), id, 'registration', 'given', '1', 'đồng ý', ${channel}, ${at} FROM numbered`;
}

/** The same, told who they are. */
export async function addPeople(client: PrismaClient, count: number, place: Place): Promise<Somebody[]> {
  await addCrowd(client, count, place);
  const { channel, from = FIRST } = place;
  return client.$queryRaw<Somebody[]>`
    SELECT person_id AS "personId", external_id AS "externalId" FROM identity
    WHERE channel = ${channel} AND external_id::bigint >= ${from}`;
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
