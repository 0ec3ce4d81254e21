import type { EventDetails } from '../../../notifications/events/event.ts';
import { countReplies, eventOf } from '../../../notifications/store/events.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { eventsOf, runs } from '../../store/events.ts';
import { type Office, permit } from '../office.ts';

const MOST_ROWS = 200;

export interface EventRow extends EventDetails {
  readonly going: number;
  readonly waiting: number;
  /** This officer may change it and see who comes. */
  readonly own: boolean;
}

/** Ahead, soonest first; with `past` those behind, newest first. */
export async function listEvents(
  office: Office,
  officer: Officer,
  { past = false }: { readonly past?: boolean | undefined } = {},
): Promise<EventRow[]> {
  permit(officer, 'event.list');
  const now = office.now();
  const rows = await office.client.event.findMany({
    where: { AND: [eventsOf(officer), { startsAt: past ? { lte: now } : { gt: now } }] },
    orderBy: [{ startsAt: past ? 'desc' : 'asc' }, { id: 'asc' }],
    take: MOST_ROWS,
  });
  const counts = await countReplies(
    office.client,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...eventOf(row),
    ...(counts.get(row.id) ?? { going: 0, waiting: 0 }),
    own: runs(officer, row.unit),
  }));
}

export interface EventView extends EventRow {
  readonly declined: number;
  readonly checkedIn: number;
  /** What was and will be told of it, and how far that is. */
  readonly notices: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    /** ISO instant. */
    readonly startsAt: string;
    /** How many recipients stand where. */
    readonly recipients: Readonly<Record<string, number>>;
  }[];
}

/** For whoever is about to change it. @throws AppError `event-not-found`, also for what only others run. */
export async function viewOwnEvent(office: Office, officer: Officer, id: string): Promise<EventView> {
  const event = await viewEvent(office, officer, id);
  if (!event.own) throw new AppError('event-not-found', `event ${id}`);
  return event;
}

/** @throws AppError `event-not-found`. */
export async function viewEvent(office: Office, officer: Officer, id: string): Promise<EventView> {
  permit(officer, 'event.view');
  const { client } = office;
  const row = await client.event.findFirst({ where: { AND: [eventsOf(officer), { id }] } });
  if (!row) throw new AppError('event-not-found', `event ${id}`);
  const [counts, declined, checkedIn, campaigns] = await Promise.all([
    countReplies(client, [id]),
    client.eventReply.count({ where: { eventId: id, status: 'declined' } }),
    client.eventReply.count({ where: { eventId: id, checkedInAt: { not: null } } }),
    client.campaign.findMany({ where: { eventId: id }, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] }),
  ]);
  const groups = await client.delivery.groupBy({
    by: ['campaignId', 'status'],
    where: { campaignId: { in: campaigns.map((one) => one.id) } },
    _count: true,
  });
  return {
    ...eventOf(row),
    ...(counts.get(id) ?? { going: 0, waiting: 0 }),
    own: runs(officer, row.unit),
    declined,
    checkedIn,
    notices: campaigns.map(({ id: campaignId, title, status, startsAt }) => ({
      id: campaignId,
      title,
      status,
      startsAt: startsAt.toISOString(),
      recipients: Object.fromEntries(
        groups.filter((one) => one.campaignId === campaignId).map((one) => [one.status, one._count]),
      ),
    })),
  };
}
