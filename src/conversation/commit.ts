import { erasePerson } from '../people/erase-person.ts';
import type { Crypto } from '../platform/crypto.ts';
import { Prisma, type PrismaClient } from '../platform/database/generated/client.ts';
import type { Event } from './decide.ts';
import { sealState } from './store/sealed.ts';
import type { CommitOutcome, TurnCommit } from './store/store.ts';
import { Conflict, type Given, writeEvent } from './write-event.ts';
import { keepMessages, writeReplies } from './write-replies.ts';

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
