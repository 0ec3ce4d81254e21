import { reasonText } from '../../notifications/policy/reasons.ts';
import { topicLabel } from '../../notifications/topics.ts';
import { TOPICS, type Topic } from '../../notifications/types.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import type { RegistrationStatus } from '../../registration/types.ts';
import type { Officer } from '../roles.ts';
import { membersOf } from '../store/members.ts';
import { NAMING_ENTRIES, namesIn, staffNames } from '../store/names.ts';
import { registrationsOf } from '../store/scope.ts';

/** What the office knows of somebody it talks to. Instants are ISO. */
export interface PersonCard {
  readonly accounts: readonly {
    readonly id: string;
    readonly channel: string;
    readonly lastActAt: string | null;
    /** Vietnamese; null: they can be reached there. */
    readonly unreachable: string | null;
  }[];
  /** The newest first. */
  readonly consents: readonly {
    readonly id: string;
    readonly action: 'given' | 'refused' | 'withdrawn';
    readonly channel: string;
    readonly at: string;
    /** Name of the officer who recorded it from paper. */
    readonly recordedBy: string | null;
  }[];
  /** Within the officer's units. */
  readonly registrations: readonly {
    readonly id: string;
    readonly reference: string | null;
    readonly applicant: string;
    readonly product: string;
    readonly status: RegistrationStatus;
  }[];
  /** From the office's own lists, within the officer's units. */
  readonly certificates: readonly {
    readonly id: string;
    readonly product: string;
    readonly stars: number;
    /** ISO date. */
    readonly expiresOn: string | null;
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly title: string;
    readonly startsAt: string;
    readonly reply: 'going' | 'waiting' | 'declined';
    readonly came: boolean;
  }[];
  /** Names of topics that they no longer want. */
  readonly topicsOff: readonly string[];
  readonly notices: readonly SentNotice[];
}

/** What they were told without having asked, or why not. */
export interface SentNotice {
  readonly id: string;
  readonly title: string;
  readonly status: Prisma.DeliveryModel['status'];
  /** Vietnamese; null: there is nothing to explain. */
  readonly reason: string | null;
  readonly way: string | null;
  /** Of the newest thing that happened to it. */
  readonly at: string;
}

const MOST = 20;

/** Call in a transaction that found the person in the officer's scope and logs the look. */
export async function personCard(
  tx: Prisma.TransactionClient,
  officer: Officer,
  personId: string,
): Promise<PersonCard> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      identities: { orderBy: { createdAt: 'asc' } },
      consents: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: MOST },
      registrations: {
        where: registrationsOf(officer),
        orderBy: { createdAt: 'desc' },
        take: MOST,
        select: { id: true, reference: true, status: true, entries: NAMING_ENTRIES },
      },
      memberships: { where: membersOf(officer), select: { certificates: { orderBy: { expiresOn: 'desc' } } } },
      eventReplies: {
        orderBy: { repliedAt: 'desc' },
        take: MOST,
        include: { event: { select: { title: true, startsAt: true } } },
      },
      preferences: { where: { on: false } },
    },
  });
  const deliveries = await tx.delivery.findMany({
    where: { personId },
    orderBy: { seq: 'desc' },
    take: MOST,
    include: { campaign: { select: { title: true } } },
  });
  const names = await staffNames(
    tx,
    person.consents.map(({ recordedBy }) => recordedBy),
  );
  return {
    accounts: person.identities.map(({ id, channel, lastInteractionAt, unreachableSince, unreachableReason }) => ({
      id,
      channel,
      lastActAt: lastInteractionAt?.toISOString() ?? null,
      unreachable: unreachableSince === null ? null : (unreachableReason ?? 'Không gửi tới được.'),
    })),
    consents: person.consents.map(({ id, action, channel, at, recordedBy }) => ({
      id,
      action,
      channel,
      at: at.toISOString(),
      recordedBy: recordedBy === null ? null : (names.get(recordedBy) ?? null),
    })),
    registrations: person.registrations.map(({ entries, ...row }) => ({ ...row, ...namesIn(entries) })),
    certificates: person.memberships.flatMap(({ certificates }) =>
      certificates.map(({ id, productName, stars, expiresOn }) => ({
        id,
        product: productName,
        stars,
        expiresOn: expiresOn?.toISOString().slice(0, 10) ?? null,
      })),
    ),
    events: person.eventReplies.map(({ eventId, status, checkedInAt, event }) => ({
      id: eventId,
      title: event.title,
      startsAt: event.startsAt.toISOString(),
      reply: status,
      came: checkedInAt !== null,
    })),
    topicsOff: person.preferences.filter(({ topic }) => isTopic(topic)).map(({ topic }) => topicLabel(topic as Topic)),
    notices: deliveries.map(noticeOf),
  };
}

const isTopic = (topic: string): topic is Topic => (TOPICS as readonly string[]).includes(topic);

function noticeOf(row: Prisma.DeliveryGetPayload<{ include: { campaign: { select: { title: true } } } }>): SentNotice {
  const { readAt, deliveredAt, sentAt, finishedAt, notBefore } = row;
  return {
    id: String(row.seq),
    title: row.campaign.title,
    status: row.status,
    reason: reasonText(row.reason),
    way: row.way,
    at: (readAt ?? deliveredAt ?? sentAt ?? finishedAt ?? notBefore).toISOString(),
  };
}
