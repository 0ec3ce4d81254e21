import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { releaseLease, takeLease } from '../../platform/database/lease.ts';
import type { Audience, RecipientDraft } from '../types.ts';
import { addRecipients } from './campaigns.ts';
import { holdGrown } from './hold-grown.ts';
import type { SealBody } from './notice-body.ts';

/** Whom an audience stands for, one person once, page by page. */
export interface AudienceReader {
  /**
   * The next recipients behind `after` (null: from the start) in the order of their keys by code point; fewer than `most`
   * are the last ones.
   */
  read(audience: Audience, after: string | null, most: number): Promise<readonly RecipientDraft[]>;
}

export interface ExpandParts {
  readonly client: PrismaClient;
  readonly audiences: AudienceReader;
  readonly seal: SealBody;
  readonly holder: string;
  /** A worker without a sign of life for so long is dead. */
  readonly leaseMs: number;
}

/** Rows written in one transaction: what is held in memory at once, whatever the audience. */
const PAGE = 1_000;
/** So that sending begins at once. */
const FIRST_PAGE = 100;

/** Campaigns whose hour has come run from here on, but for those that need approval by now. Gives their ids. */
export async function startDueCampaigns(client: PrismaClient, now: Date): Promise<readonly string[]> {
  await holdGrown(client, now);
  const started = await client.campaign.updateManyAndReturn({
    where: { status: 'scheduled', startsAt: { lte: now }, expiresAt: { gt: now } },
    data: { status: 'running' },
    select: { id: true },
  });
  return started.map(({ id }) => id);
}

/** When the next campaign starts; null: none is planned. */
export async function nextStart(client: PrismaClient, now: Date): Promise<Date | null> {
  const where = { status: 'scheduled', startsAt: { gt: now } } as const;
  const next = await client.campaign.findFirst({ where, orderBy: { startsAt: 'asc' }, select: { startsAt: true } });
  return next?.startsAt ?? null;
}

/**
 * Writes the next page of rows of a running campaign that lacks some. A crash goes on behind the last page; two workers
 * never write the same campaign. Gives whether there was something to do.
 */
export async function expandNext(
  { client, audiences, seal, holder, leaseMs }: ExpandParts,
  now: Date,
): Promise<boolean> {
  const waiting = await client.campaign.findMany({
    where: { status: 'running', expandedAt: null },
    orderBy: [{ priority: 'asc' }, { startsAt: 'asc' }],
    select: { id: true },
  });
  for (const { id } of waiting) {
    const lease = `expand ${id}`;
    const real = new Date();
    if (!(await takeLease(client, lease, holder, real, new Date(real.getTime() + leaseMs)))) continue;
    const more = await writePage({ client, audiences, seal }, id, now);
    if (!more) await releaseLease(client, lease, holder);
    return true;
  }
  return false;
}

async function writePage(
  { client, audiences, seal }: Omit<ExpandParts, 'holder' | 'leaseMs'>,
  id: string,
  now: Date,
): Promise<boolean> {
  const campaign = await client.campaign.findUnique({ where: { id } });
  if (campaign?.status !== 'running' || campaign.expandedAt) return false;
  const { expandedTo } = campaign;
  const most = expandedTo === null ? FIRST_PAGE : PAGE;
  const page = await audiences.read(campaign.audience as Audience, expandedTo, most);
  const last = page.length < most;
  return client.$transaction(async (tx) => {
    // Who wrote this page before us has moved it on.
    const { count } = await tx.campaign.updateMany({
      where: { id, status: 'running', expandedTo, expandedAt: null },
      data: { expandedTo: page.at(-1)?.recipientKey ?? expandedTo, ...(last ? { expandedAt: now } : {}) },
    });
    if (count === 0) return false;
    await addRecipients(tx, campaign, page, seal);
    return !last;
  });
}
