import type { Crypto } from '../platform/crypto.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { eraseNotices } from './notices.ts';
import { stripRegistration } from './strip-registration.ts';

/** How much of a person goes. `unsent`: an office is working on a registration, which stays until it decides. */
export type Extent = 'everything' | 'unsent';

export interface Erased {
  readonly files: readonly string[];
  readonly counts: { readonly [kind: string]: number };
}

export interface ErasureOrder {
  readonly personId: string;
  readonly extent: Extent;
  /** `person`, `command-line`, or the id of a StaffUser. */
  readonly by: string;
  /** UUID: what the person is given as proof. */
  readonly certificate: string;
  readonly at: Date;
}

const UNSENT = ['draft', 'withdrawn'] as const;

/**
 * Erases a person in one transaction: registrations, files, messages, boxes and, with `everything`, accounts, consent and
 * the person. What was sent to an office stays without anybody in it. A row proves it, without whom it concerned. The
 * caller removes the files after the commit.
 */
export async function erasePerson(tx: Prisma.TransactionClient, crypto: Crypto, order: ErasureOrder): Promise<Erased> {
  const { personId, extent, by, certificate, at } = order;
  const counts: Record<string, number> = {};
  const ofPerson = { where: { personId } };
  const identities = await tx.identity.findMany(ofPerson);
  const conversation = { in: identities.map((one) => crypto.conversationKey(one.channel, one.externalId)) };

  const registrations = extent === 'everything' ? ofPerson.where : { personId, status: { in: [...UNSENT] } };
  counts.exports = await cancelExports(tx, registrations, at);
  const files = await tx.attachment.findMany({ where: { registration: registrations }, select: { id: true } });
  await tx.attachment.deleteMany({ where: { id: { in: files.map(({ id }) => id) } } });
  counts.files = files.length;
  if (extent === 'everything') counts.stripped = await stripSent(tx, personId, at);
  counts.registrations = (await tx.registration.deleteMany({ where: { personId, status: { in: [...UNSENT] } } })).count;
  counts.messages = (await tx.message.deleteMany(ofPerson)).count;
  counts.notices = await eraseNotices(tx, personId, at);
  counts.replies = (await tx.eventReply.deleteMany(ofPerson)).count;
  // The office's own list stays the office's; this person is no longer behind it.
  await tx.member.updateMany({ ...ofPerson, data: { personId: null, linkedAt: null } });
  counts.preferences = (await tx.topicPreference.deleteMany(ofPerson)).count;
  await tx.officerHold.deleteMany({ where: { conversation } });
  counts.handoffs = (await tx.handoffRequest.deleteMany(ofPerson)).count;
  // What still waits is not read yet: it opens a conversation of its own.
  counts.received = (await tx.inboxEvent.deleteMany({ where: { conversation, status: { not: 'waiting' } } })).count;
  counts.sent = (await tx.outboxMessage.deleteMany({ where: { conversation } })).count;
  if (extent === 'everything') {
    counts.accounts = identities.length;
    const done = { doneAt: at, doneBy: by };
    await tx.dataRequest.updateMany({ where: { personId, doneAt: null }, data: done });
    await tx.dataRequest.updateMany({ ...ofPerson, data: { refusal: null } });
    await tx.person.delete({ where: { id: personId } });
  }
  await tx.erasure.create({ data: { id: certificate, at, by, counts } });
  return { files: files.map(({ id }) => id), counts };
}

/** Files that officers had written with one of these in it: nobody fetches them any more, and their bytes go soon after. */
async function cancelExports(
  tx: Prisma.TransactionClient,
  registrations: Prisma.RegistrationWhereInput,
  at: Date,
): Promise<number> {
  const erased = await tx.registration.findMany({ where: registrations, select: { id: true } });
  const { count } = await tx.export.updateMany({
    where: { wanted: { hasSome: erased.map(({ id }) => id) }, status: { in: ['waiting', 'running', 'ready'] } },
    data: { status: 'cancelled', finishedAt: at },
  });
  return count;
}

/** A registration must have a person: one who is nobody, with no account and no consent. */
async function stripSent(tx: Prisma.TransactionClient, personId: string, at: Date): Promise<number> {
  const sent = await tx.registration.findMany({
    where: { personId, status: { notIn: [...UNSENT] } },
    select: { id: true },
  });
  for (const { id } of sent) {
    const nobody = await tx.person.create({ data: { createdAt: at }, select: { id: true } });
    await stripRegistration(tx, id, nobody.id);
  }
  return sent.length;
}
