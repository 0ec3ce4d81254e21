import type { Prisma } from '../../platform/database/generated/client.ts';
import type { Officer } from '../roles.ts';
import { recordLook } from '../store/audit.ts';
import { requestsOf } from '../store/conversations.ts';
import { NAMING_ENTRIES, namesIn, staffNames } from '../store/names.ts';
import { registrationsOf } from '../store/scope.ts';
import { type Office, permit } from './office.ts';

/** Somebody who waits for an officer, has one, or had one. Nothing of what they said. */
export interface InboxRow {
  readonly id: string;
  /** Code of the commune; null: the province answers. */
  readonly unit: string | null;
  readonly channel: string;
  readonly reason: string;
  /** ISO instants. */
  readonly since: string;
  readonly claimedAt: string | null;
  readonly finishedAt: string | null;
  /** Their place at their desk, as they were told it: 1 is next. Null when nobody waits any more. */
  readonly place: number | null;
  /** The office was told that nobody came. */
  readonly alerted: boolean;
  /** Name of the officer; null with `claimedAt`: taken in the channel's own app. */
  readonly holder: string | null;
  /** Of their newest registration that this officer may see; empty where there is none. */
  readonly applicant: string;
  readonly product: string;
}

export interface Inbox {
  /** Longest waiting first. */
  readonly waiting: readonly InboxRow[];
  readonly mine: readonly InboxRow[];
  readonly others: readonly InboxRow[];
  /** The latest first. */
  readonly closed: readonly InboxRow[];
}

const MOST_OPEN = 200;
const MOST_CLOSED = 30;

/** Everybody who asked for an officer of these communes; one line in the audit log while the page is open. */
export async function viewInbox(office: Office, officer: Officer): Promise<Inbox> {
  permit(officer, 'conversation.list');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const include = whoAsked(officer);
    const open = await tx.handoffRequest.findMany({
      where: { status: 'open', ...requestsOf(officer) },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: MOST_OPEN,
      include,
    });
    const finished = await tx.handoffRequest.findMany({
      where: { status: { not: 'open' }, ...requestsOf(officer) },
      orderBy: [{ finishedAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
      take: MOST_CLOSED,
      include,
    });
    await recordLook(tx, { who: officer.id, what: 'conversation.list', at });
    const names = await staffNames(
      tx,
      [...open, ...finished].map(({ claimedBy }) => claimedBy),
    );
    const places = placesOf(open);
    const rowOf = (row: Row): InboxRow => shown(row, names, places.get(row.id) ?? null);
    const taken = open.filter(({ claimedAt }) => claimedAt !== null);
    return {
      waiting: open.filter(({ claimedAt }) => claimedAt === null).map(rowOf),
      mine: taken.filter(({ claimedBy }) => claimedBy === officer.id).map(rowOf),
      others: taken.filter(({ claimedBy }) => claimedBy !== officer.id).map(rowOf),
      closed: finished.map(rowOf),
    };
  });
}

function whoAsked(officer: Officer) {
  return {
    person: {
      select: {
        registrations: {
          where: registrationsOf(officer),
          orderBy: { createdAt: 'desc' },
          take: 1,
          select: { entries: NAMING_ENTRIES },
        },
      },
    },
  } as const satisfies Prisma.HandoffRequestInclude;
}

type Row = Prisma.HandoffRequestGetPayload<{ include: ReturnType<typeof whoAsked> }>;

/** Each desk has a queue of its own. */
function placesOf(open: readonly Row[]): ReadonlyMap<string, number> {
  const lengths = new Map<string | null, number>();
  const places = new Map<string, number>();
  for (const { id, unit, claimedAt } of open) {
    if (claimedAt !== null) continue;
    const place = (lengths.get(unit) ?? 0) + 1;
    lengths.set(unit, place);
    places.set(id, place);
  }
  return places;
}

function shown(row: Row, names: ReadonlyMap<string, string>, place: number | null): InboxRow {
  return {
    id: row.id,
    unit: row.unit,
    channel: row.channel,
    reason: row.reason,
    since: row.createdAt.toISOString(),
    claimedAt: row.claimedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    place,
    alerted: row.alertedAt !== null,
    holder: row.claimedBy === null ? null : (names.get(row.claimedBy) ?? null),
    ...namesIn(row.person.registrations[0]?.entries ?? []),
  };
}
