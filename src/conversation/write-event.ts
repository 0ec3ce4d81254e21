import { addAttachment } from '../attachments/rows.ts';
import { endHold } from '../handoff/store/requests.ts';
import { countQuestion } from '../knowledge/store/question-counts.ts';
import { keepQuestion } from '../knowledge/store/unanswered-questions.ts';
import { newDoorCode } from '../notifications/store/door-code.ts';
import { answerEvent } from '../notifications/store/event-replies.ts';
import { markUnderstood } from '../notifications/store/notice-acts.ts';
import { bodySealer } from '../notifications/store/notice-body.ts';
import { answerReturns, followRegistration, newestEntry } from '../office/store/office-file.ts';
import { referenceFor } from '../office/store/reference-number.ts';
import { recordConsent } from '../people/consent.ts';
import { openDataRequest } from '../people/data-requests.ts';
import { joinPersons } from '../people/join-persons.ts';
import { issueLinkCode, recordLinkFailure, useLinkCode } from '../people/link-codes.ts';
import { joinMember, joinOfficer } from '../people/memberships.ts';
import { recordPreference } from '../people/preferences.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { FORM } from '../registration/form.ts';
import type { Event } from './decide.ts';
import type { TurnCommit } from './store/store.ts';

/** Somebody else was faster: the turn is taken again with what is there now. */
export class Conflict extends Error {}

/** What only the commit knows, by its place in a text. */
export interface Given {
  reference?: string;
  /** Of the person's reply to an event. */
  code?: string;
  place?: string;
}

/** One event of a turn, in its transaction. @throws {Conflict} */
export async function writeEvent(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  turn: TurnCommit,
  event: Exclude<Event, { type: 'erased' }>,
): Promise<Given | null> {
  const { personId } = turn;
  const { channel } = turn.inbox.event;
  const at = new Date(turn.now);
  switch (event.type) {
    case 'registrationStarted':
      await tx.registration.create({
        data: {
          id: event.registrationId,
          personId,
          form: FORM.id,
          formVersion: FORM.version,
          createdAt: at,
          updatedAt: at,
        },
      });
      return null;
    case 'formUpgraded':
      await tx.registration.update({ where: { id: event.registrationId }, data: { formVersion: event.version } });
      return null;
    case 'answerRecorded': {
      const { seq, field, action, value, words, rule } = event.entry;
      await tx.answerEntry.create({
        data: {
          registrationId: event.registrationId,
          seq,
          field,
          action,
          ...(value === undefined ? {} : { value: value as Prisma.InputJsonValue }),
          words,
          rule,
          channel,
          at: new Date(event.entry.at),
        },
      });
      return null;
    }
    case 'statusChanged':
      return changeStatus(tx, event, at);
    case 'linkCodeIssued':
      await issueLinkCode(tx, crypto, { code: event.code, personId, expiresAt: new Date(event.expiresAt) });
      return null;
    case 'linkFailed':
      await recordLinkFailure(tx, at);
      return null;
    case 'personsJoined':
      if (!(await useLinkCode(tx, crypto, event.code, event.otherPersonId))) throw new Conflict();
      await joinPersons(tx, crypto, { from: event.otherPersonId, into: personId });
      return null;
    case 'memberJoined':
      if (!(await joinMember(tx, { memberId: event.memberId, personId, at }))) throw new Conflict();
      return null;
    case 'officerJoined':
      if (!(await joinOfficer(tx, { staffId: event.staffId, code: event.code, personId }))) throw new Conflict();
      return null;
    case 'consent':
      await recordConsent(tx, { personId, channel, at, ...event });
      return null;
    case 'attachmentAdded': {
      const { registrationId } = event;
      await addAttachment(tx, crypto, event.attachment, { personId, registrationId, at });
      return null;
    }
    case 'attachmentNamed':
      await tx.attachment.updateMany({ where: { id: event.id, personId }, data: { paper: event.paper } });
      return null;
    case 'attachmentRemoved':
      await tx.attachment.deleteMany({ where: { id: event.id, personId } });
      return null;
    case 'preferenceChanged':
      await recordPreference(tx, personId, event, at);
      return null;
    case 'dataRequested':
      await openDataRequest(tx, personId, { ...event, channel, at });
      return null;
    case 'handoffRequested':
      await tx.handoffRequest.create({
        data: { personId, channel, reason: event.reason, unit: event.unit, createdAt: at },
      });
      return null;
    case 'eventAnswered':
      return answerFor(tx, crypto, turn, event);
    case 'noticeUnderstood':
      await markUnderstood(tx, BigInt(event.delivery), at);
      return null;
    case 'officerLeft':
      await endHold(tx, {
        conversation: crypto.conversationKey(channel, turn.inbox.event.externalId),
        personId,
        request: event.request,
        at,
      });
      return null;
    case 'handoffNoted':
      await noteHandoff(tx, crypto, personId, event.words);
      return null;
    case 'questionAsked':
      await countQuestion(tx, event.outcome, event.askedOn);
      return null;
    case 'questionUnanswered':
      await keepQuestion(tx, event.question, event.askedOn);
      return null;
    default:
      return event satisfies never;
  }
}

async function changeStatus(
  tx: Prisma.TransactionClient,
  { registrationId, from, to, why }: Extract<Event, { type: 'statusChanged' }>,
  at: Date,
): Promise<Given | null> {
  const submitted = to === 'submitted';
  const given = submitted ? await referenceFor(tx, registrationId, at) : null;
  const { count } = await tx.registration.updateMany({
    where: { id: registrationId, status: from },
    data: { status: to, updatedAt: at, ...(submitted ? { submittedAt: at, reference: given } : {}) },
  });
  if (count !== 1) throw new Conflict();
  const logSeq = await newestEntry(tx, registrationId);
  await tx.statusChange.create({ data: { registrationId, from, to, who: 'person', why, at, logSeq } });
  // A draft that was never sent is nobody's business but the producer's.
  if (submitted || from !== 'draft') await followRegistration(tx, registrationId);
  if (submitted) await answerReturns(tx, registrationId, at);
  return given === null ? null : { reference: given };
}

/** The last place went to somebody else meanwhile: the turn is taken again, with what is left. */
async function answerFor(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  { personId, now }: TurnCommit,
  { eventId, coming, expects }: Extract<Event, { type: 'eventAnswered' }>,
): Promise<Given> {
  const seal = bodySealer(crypto);
  const answered = await answerEvent(tx, { eventId, personId, coming, at: new Date(now), newCode: newDoorCode, seal });
  if (answered?.outcome.kind !== expects) throw new Conflict();
  const { code, place } = answered;
  return { ...(code === null ? {} : { code }), ...(place === null ? {} : { place: String(place) }) };
}

async function noteHandoff(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  personId: string,
  words: string,
): Promise<void> {
  const open = await tx.handoffRequest.findFirst({
    where: { personId, status: 'open' },
    orderBy: { createdAt: 'desc' },
  });
  if (!open) return;
  await tx.handoffRequest.update({
    where: { id: open.id },
    data: { question: crypto.seal(words, `handoff ${open.id}`) },
  });
}
