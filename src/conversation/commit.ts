import { addAttachment } from '../attachments/rows.ts';
import type { IncomingEvent } from '../channels/types.ts';
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
import { erasePerson } from '../people/erase-person.ts';
import { joinPersons, messageContext } from '../people/join-persons.ts';
import { issueLinkCode, recordLinkFailure, useLinkCode } from '../people/link-codes.ts';
import { joinMember, joinOfficer } from '../people/memberships.ts';
import { recordPreference } from '../people/preferences.ts';
import type { Crypto } from '../platform/crypto.ts';
import { Prisma, type PrismaClient } from '../platform/database/generated/client.ts';
import { FORM } from '../registration/form.ts';
import type { Event } from './decide.ts';
import { outboxContext, sealState } from './store/sealed.ts';
import type { CommitOutcome, OutboxDraft, TurnCommit } from './store/store.ts';

class Conflict extends Error {}

/**
 * One turn in one transaction: state (if nobody was faster), answer log, status, consent, handoff, outbox, and the inbox
 * row done with its body erased. After a crash either all of it happened or the message still waits.
 */
export async function commitTurn(client: PrismaClient, crypto: Crypto, turn: TurnCommit): Promise<CommitOutcome> {
  try {
    const written = await client.$transaction((tx) => write(tx, crypto, turn));
    return { kind: 'committed', ...written };
  } catch (error) {
    // A second writer meets the version, or the key of a row that only one turn may write.
    if (
      error instanceof Conflict ||
      (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
    ) {
      return { kind: 'conflict' };
    }
    throw error;
  }
}

interface Written {
  readonly reference: string | null;
  readonly erasedFiles: readonly string[];
}

/** What only the commit knows, by its place in a text. */
interface Given {
  reference?: string;
  /** Of the person's reply to an event. */
  code?: string;
  place?: string;
}

async function write(tx: Prisma.TransactionClient, crypto: Crypto, turn: TurnCommit): Promise<Written> {
  await writeState(tx, crypto, turn);
  await holdForAnswers(tx, turn);
  const given: Given = {};
  const erasedFiles: string[] = [];
  for (const event of turn.events) {
    if (event.type === 'erased') erasedFiles.push(...(await eraseFor(tx, crypto, turn, event)));
    else Object.assign(given, await writeEvent(tx, crypto, turn, event));
  }
  await writeReplies(tx, crypto, turn, given);
  if (turn.snapshot.state.consent === 'given') await keepMessages(tx, crypto, turn, given);
  const { count } = await tx.inboxEvent.updateMany({
    where: { seq: turn.inbox.seq, status: 'waiting' },
    data: { status: 'done', body: null, externalId: null, finishedAt: new Date(turn.now) },
  });
  if (count !== 1) throw new Conflict();
  return { reference: given.reference ?? null, erasedFiles };
}

async function eraseFor(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  { personId, now }: TurnCommit,
  { extent, certificate }: Extract<Event, { type: 'erased' }>,
): Promise<readonly string[]> {
  const at = new Date(now);
  return (await erasePerson(tx, crypto, { personId, extent, certificate, by: 'person', at })).files;
}

async function writeState(tx: Prisma.TransactionClient, crypto: Crypto, turn: TurnCommit): Promise<void> {
  const { personId, version } = turn;
  const state = sealState(crypto, personId, turn.snapshot.state);
  const updatedAt = new Date(turn.now);
  if (version === 0) {
    await tx.conversation.create({ data: { personId, state, version: 1, updatedAt } });
    return;
  }
  const { count } = await tx.conversation.updateMany({
    where: { personId, version },
    data: { state, version: version + 1, updatedAt },
  });
  if (count !== 1) throw new Conflict();
}

/** Answers go only into a registration that still takes them: an officer may have moved it on during the turn. */
async function holdForAnswers(tx: Prisma.TransactionClient, { events, now }: TurnCommit): Promise<void> {
  const started = new Set(events.map((event) => (event.type === 'registrationStarted' ? event.registrationId : '')));
  const answered = new Set(events.map((event) => (event.type === 'answerRecorded' ? event.registrationId : '')));
  for (const id of answered) {
    if (id === '' || started.has(id)) continue;
    const { count } = await tx.registration.updateMany({
      where: { id, status: { in: ['draft', 'returned'] } },
      data: { updatedAt: new Date(now) },
    });
    if (count !== 1) throw new Conflict();
  }
}

async function writeEvent(
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

async function writeReplies(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  turn: TurnCommit,
  given: Given,
): Promise<void> {
  const { conversation, now } = turn;
  const forget = turn.events.some((event) => event.type === 'erased' && event.extent === 'everything');
  for (const reply of turn.replies)
    await owe(tx, crypto, reply, { event: turn.inbox.event, conversation, now, given, forget });
}

/** Writes a message into the outbox, sealed. */
export async function owe(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  { key, text, buttons, document, requestContact }: OutboxDraft,
  to: {
    event: IncomingEvent;
    conversation: string;
    now: string;
    given?: Given;
    forget?: boolean;
  },
): Promise<void> {
  const body = JSON.stringify({ text: filled(text, to.given ?? {}), buttons, document, requestContact });
  const { channel, externalId } = to.event;
  await tx.outboxMessage.create({
    data: {
      key,
      conversation: to.conversation,
      channel,
      externalId,
      body: crypto.seal(body, outboxContext(key)),
      createdAt: new Date(to.now),
      forget: to.forget ?? false,
    },
  });
}

async function keepMessages(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  turn: TurnCommit,
  given: Given,
): Promise<void> {
  const { channel, content } = turn.inbox.event;
  const { personId } = turn;
  const at = new Date(turn.now);
  const seal = (text: string) => crypto.seal(text, messageContext(personId));
  const said =
    content.kind === 'text'
      ? content.text
      : content.kind === 'button'
        ? (turn.pressed ?? labelOf(turn, content.payload))
        : `[${content.kind}]`;
  if (content.kind !== 'office' && content.kind !== 'officer') {
    await tx.message.create({ data: { personId, channel, direction: 'in', body: seal(said), at } });
  }
  for (const reply of turn.replies) {
    await tx.message.create({
      data: { personId, channel, direction: 'out', body: seal(filled(reply.text, given)), at },
    });
  }
}

function labelOf(turn: TurnCommit, payload: string): string {
  const { offered, earlier } = turn.snapshot.state;
  return [...offered, ...earlier].find((one) => one.payload === payload)?.label ?? '[button]';
}

function filled(text: string, given: Given): string {
  return Object.entries(given).reduce((words, [place, value]) => words.replaceAll(`{${place}}`, value), text);
}
