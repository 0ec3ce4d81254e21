import type { IncomingEvent } from '../channels/types.ts';
import { messageContext } from '../people/join-persons.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { outboxContext } from './store/sealed.ts';
import type { OutboxDraft, TurnCommit } from './store/store.ts';
import type { Given } from './write-event.ts';

/** What the turn says, into the outbox. */
export async function writeReplies(
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

/** What was said by both, sealed, for the officers and the person. */
export async function keepMessages(
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
      data: { personId, channel, direction: 'out', body: seal(filled(reply.text, given)), at, outboxKey: reply.key },
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
