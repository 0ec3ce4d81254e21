import { attachmentOf } from '../attachments/rows.ts';
import type { Topic } from '../notifications/types.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';
import type { Attachment } from '../registration/attachments.ts';
import { foldAnswers } from '../registration/fold.ts';
import { entryOf } from '../registration/stored-entry.ts';
import type { AnswerEntry, Answers } from '../registration/types.ts';
import { messageContext } from './join-persons.ts';

/** Everything kept about one person, opened. Instants are ISO. */
export interface PersonalData {
  readonly accounts: readonly { readonly channel: string; readonly externalId: string; readonly since: string }[];
  readonly consents: readonly { readonly action: string; readonly channel: string; readonly at: string }[];
  readonly registrations: readonly {
    readonly reference: string | null;
    readonly status: string;
    readonly answers: Answers;
    readonly log: readonly AnswerEntry[];
    readonly files: readonly Attachment[];
  }[];
  readonly messages: readonly { readonly at: string; readonly from: 'person' | 'assistant'; readonly text: string }[];
  /** What they want to be told, and what not. */
  readonly preferences: readonly { readonly topic: Topic; readonly on: boolean; readonly at: string }[];
  /** Events that they answered. */
  readonly replies: readonly { readonly event: string; readonly status: string; readonly at: string }[];
  /** What they were told without having asked; `at` null: not sent. */
  readonly notices: readonly { readonly title: string; readonly at: string | null }[];
  /** What the office's own list says of them, since they showed that it is they. */
  readonly memberships: readonly {
    readonly name: string;
    readonly phone: string | null;
    readonly unit: string;
    readonly certificates: readonly string[];
  }[];
  readonly requests: readonly { readonly what: string; readonly at: string; readonly text: string | null }[];
}

export async function collectPersonalData(
  client: PrismaClient,
  crypto: Crypto,
  personId: string,
): Promise<PersonalData | null> {
  const row = await client.person.findUnique({
    where: { id: personId },
    include: {
      identities: { orderBy: { createdAt: 'asc' } },
      consents: { orderBy: { at: 'asc' } },
      registrations: {
        orderBy: { createdAt: 'asc' },
        include: { entries: { orderBy: { seq: 'asc' } }, attachments: { orderBy: { at: 'asc' } } },
      },
      messages: { orderBy: { seq: 'asc' } },
      handoffs: { orderBy: { createdAt: 'asc' } },
      dataRequests: { orderBy: { receivedAt: 'asc' } },
      memberships: { orderBy: { linkedAt: 'asc' }, include: { certificates: true } },
      preferences: { orderBy: { at: 'asc' } },
      eventReplies: { orderBy: { repliedAt: 'asc' }, include: { event: { select: { title: true } } } },
    },
  });
  if (!row) return null;
  const notices = await client.delivery.findMany({
    where: { personId },
    orderBy: { seq: 'asc' },
    select: { sentAt: true, campaign: { select: { title: true } } },
  });
  return {
    accounts: row.identities.map(({ channel, externalId, createdAt }) => ({
      channel,
      externalId,
      since: createdAt.toISOString(),
    })),
    consents: row.consents.map(({ action, channel, at }) => ({ action, channel, at: at.toISOString() })),
    registrations: row.registrations.map(({ reference, status, entries, attachments }) => {
      const log = entries.map(entryOf);
      const files = attachments.map((one) => attachmentOf(one, crypto));
      return { reference, status, answers: foldAnswers(log).answers, log, files };
    }),
    messages: row.messages.map(({ at, direction, body }) => ({
      at: at.toISOString(),
      from: direction === 'in' ? 'person' : 'assistant',
      text: crypto.open(body, messageContext(personId)),
    })),
    preferences: row.preferences.map(({ topic, on, at }) => ({ topic: topic as Topic, on, at: at.toISOString() })),
    replies: row.eventReplies.map(({ event, status, repliedAt }) => ({
      event: event.title,
      status,
      at: repliedAt.toISOString(),
    })),
    notices: notices.map(({ campaign, sentAt }) => ({ title: campaign.title, at: sentAt?.toISOString() ?? null })),
    memberships: row.memberships.map(({ name, phone, unit, certificates }) => ({
      name,
      phone,
      unit,
      certificates: certificates.map(({ productName, stars, number }) =>
        [productName, `${stars} sao`, ...(number ? [`số ${number}`] : [])].join(', '),
      ),
    })),
    requests: [
      ...row.handoffs.map(({ id, reason, createdAt, question }) => ({
        what: reason,
        at: createdAt.toISOString(),
        text: question ? crypto.open(question, `handoff ${id}`) : null,
      })),
      ...row.dataRequests.map(({ right, receivedAt }) => ({ what: right, at: receivedAt.toISOString(), text: null })),
    ],
  };
}
