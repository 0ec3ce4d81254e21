import { actsFrom, type CampaignAct } from '../../../notifications/campaigns/transitions.ts';
import { reasonText } from '../../../notifications/policy/reasons.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import type { Officer } from '../../roles.ts';
import { recordLook } from '../../store/audit.ts';
import { broadcastsOf, findBroadcast } from '../../store/broadcasts.ts';
import { type Office, permit } from '../office.ts';
import { contentOf } from './stored-content.ts';

type Status = Prisma.CampaignModel['status'];

export interface BroadcastRow {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  readonly status: Status;
  /** How many it is for; null before it was submitted. */
  readonly recipients: number | null;
  /** How many it was for when it was handed in, where it grew so much until its start that somebody has to approve it. */
  readonly grownFrom: number | null;
  /** ISO instants. */
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly version: number;
}

const PAGE_SIZE = 50;

/** Newest first. Nobody's name is in it, so looking is not logged. */
export async function listBroadcasts(office: Office, officer: Officer, { page }: { readonly page: number }) {
  permit(officer, 'broadcast.list');
  const found = await office.client.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM campaign c WHERE ${broadcastsOf(officer)}
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${PAGE_SIZE + 1} OFFSET ${(page - 1) * PAGE_SIZE}`;
  const rows = await office.client.campaign.findMany({
    where: { id: { in: found.slice(0, PAGE_SIZE).map(({ id }) => id) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return { page, more: found.length > PAGE_SIZE, rows: rows.map(rowOf) };
}

function rowOf(row: Prisma.CampaignModel): BroadcastRow {
  const { id, title, topic, status, recipients, grownFrom, startsAt, expiresAt, createdAt, createdBy, version } = row;
  return {
    id,
    title,
    topic,
    status,
    recipients,
    grownFrom,
    startsAt: startsAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
    createdBy,
    version,
  };
}

export interface Tally {
  readonly status: Prisma.DeliveryModel['status'];
  readonly reason: string | null;
  /** Vietnamese; null: nothing stands in the way. */
  readonly text: string | null;
  readonly way: string | null;
  readonly count: number;
  /** đồng. */
  readonly cost: number;
}

export interface BroadcastView extends BroadcastRow {
  readonly content: ReturnType<typeof contentOf>;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly finishedAt: string | null;
  /** Every recipient has a row. */
  readonly expanded: boolean;
  /** What may be done with it now, by somebody who may. */
  readonly acts: readonly CampaignAct[];
  readonly tallies: readonly Tally[];
}

const OFFICE_ACTS: readonly CampaignAct[] = [
  'edit',
  'discard',
  'submit',
  'approve',
  'sendBack',
  'recall',
  'pause',
  'resume',
  'cancel',
  'retry',
];

/** One broadcast and how far it has come: how many stand where, and why. */
export async function viewBroadcast(office: Office, officer: Officer, id: string): Promise<BroadcastView> {
  permit(officer, 'broadcast.view');
  return office.client.$transaction(async (tx) => {
    const row = await findBroadcast(tx, officer, id);
    const tallies = await tx.delivery.groupBy({
      by: ['status', 'reason', 'way'],
      where: { campaignId: id },
      _count: true,
      _sum: { cost: true },
      orderBy: { _count: { seq: 'desc' } },
    });
    await recordLook(tx, { who: officer.id, what: 'broadcast.view', campaignId: id, at: office.now() });
    return {
      ...rowOf(row),
      content: contentOf(row),
      approvedBy: row.approvedBy,
      approvedAt: row.approvedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
      expanded: row.expandedAt !== null,
      acts: actsFrom(row.status).filter((act) => OFFICE_ACTS.includes(act)),
      tallies: tallies.map(({ status, reason, way, _count, _sum }) => ({
        status,
        reason,
        text: reason && reasonText(reason),
        way,
        count: _count,
        cost: _sum.cost ?? 0,
      })),
    };
  });
}
