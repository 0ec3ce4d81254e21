import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import type { BoardEvent, EventBoard, EventDetails } from '../events/event.ts';
import { eventKindId } from '../events/kinds.ts';
import type { Audience } from '../types.ts';

type Tx = Prisma.TransactionClient;

/** Ahead of today that many are looked through; a province holds fewer in a year. */
const MOST_AHEAD = 60;
/** So long after an event its people are still answered about it. */
const AFTER_MS = 30 * 86_400_000;

export function eventOf(row: Prisma.EventModel): EventDetails {
  const { id, title, about, place, unit, startsAt, endsAt, whoMayCome, papers, contact, capacity } = row;
  const { takesReplies, replyBy, status, cancelReason, version } = row;
  return {
    id,
    kind: eventKindId.parse(row.kind),
    title,
    about,
    place,
    unit,
    startsAt,
    endsAt,
    whoMayCome,
    papers,
    contact,
    capacity,
    takesReplies,
    replyBy,
    audience: row.audience as Audience,
    status,
    cancelReason,
    version,
  };
}

export async function findEvent(tx: Tx, id: string): Promise<EventDetails | null> {
  const row = await tx.event.findUnique({ where: { id } });
  return row && eventOf(row);
}

/** The same, and nobody else answers it or changes it until this transaction ends. */
export async function lockEvent(tx: Tx, id: string): Promise<EventDetails | null> {
  await tx.$queryRaw`SELECT 1 FROM event WHERE id = ${id}::uuid FOR UPDATE`;
  return findEvent(tx, id);
}

/**
 * What one person may be told of events: those ahead, and those just past that they answered or were told of.
 * @param named Events that the message is about, whenever they are.
 */
export async function loadBoard(
  client: PrismaClient,
  personId: string,
  now: Date,
  named: readonly string[] = [],
): Promise<EventBoard> {
  const theirs = { some: { personId } };
  const rows = await client.event.findMany({
    where: {
      status: { in: ['published', 'cancelled'] },
      OR: [
        { startsAt: { gt: now } },
        { endsAt: { gt: now } },
        { id: { in: [...named] } },
        { replies: theirs, startsAt: { gt: new Date(now.getTime() - AFTER_MS) } },
      ],
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: MOST_AHEAD,
    include: { replies: { where: { personId } } },
  });
  const counts = await countReplies(
    client,
    rows.map(({ id }) => id),
  );
  return Promise.all(
    rows.map(async ({ replies: [mine], ...row }): Promise<BoardEvent> => {
      const { going, waiting } = counts.get(row.id) ?? NOBODY;
      const place = mine?.status === 'waiting' ? await placeOf(client, mine) : null;
      return {
        event: eventOf(row),
        going,
        waiting,
        mine: mine ? { status: mine.status, place, code: mine.code } : null,
      };
    }),
  );
}

interface Counts {
  readonly going: number;
  readonly waiting: number;
}
const NOBODY: Counts = { going: 0, waiting: 0 };

export async function countReplies(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, Counts>();
  const rows = await tx.eventReply.groupBy({
    by: ['eventId', 'status'],
    where: { eventId: { in: [...ids] }, status: { in: ['going', 'waiting'] } },
    _count: true,
  });
  for (const { eventId, status, _count } of rows) {
    counts.set(eventId, { ...(counts.get(eventId) ?? NOBODY), [status]: _count });
  }
  return counts;
}

/** In the waiting list, from 1. */
export async function placeOf(
  tx: Tx,
  { eventId, seq }: { readonly eventId: string; readonly seq: bigint },
): Promise<number> {
  return (await tx.eventReply.count({ where: { eventId, status: 'waiting', seq: { lt: seq } } })) + 1;
}
