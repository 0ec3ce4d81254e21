import type { Crypto } from '../../../src/platform/crypto.ts';
import type { PrismaClient } from '../../../src/platform/database/generated/client.ts';
import type { TelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import type { ZaloSimulator } from '../../simulators/zalo/start.ts';
import type { Ledger } from './check-ledger.ts';
import type { Front } from './front.ts';

export interface Witnesses {
  readonly client: PrismaClient;
  readonly crypto: Crypto;
  readonly front: Front;
  readonly zalo: ZaloSimulator;
  readonly telegram: TelegramSimulator;
}

export async function readLedger({ client, crypto, front, zalo, telegram }: Witnesses): Promise<Ledger> {
  const handed = [...front.handed.values()].map((event) => ({
    ...event,
    conversation: crypto.conversationKey(event.channel, event.externalId),
  }));
  const [inbox, outbox, identities] = await Promise.all([
    client.inboxEvent.findMany({ select: { seq: true, channel: true, key: true, conversation: true, status: true } }),
    client.outboxMessage.findMany({
      select: { seq: true, key: true, conversation: true, status: true, reason: true, messageId: true },
    }),
    client.identity.findMany({ include: { person: { include: { conversation: { select: { version: true } } } } } }),
  ]);
  const shown = handed.map(({ channel, externalId, conversation }): [string, string[]] => [
    conversation,
    channel === 'zalo'
      ? zalo.world.person(externalId).thread.flatMap(({ from, id }) => (from === 'oa' ? [id] : []))
      : telegram.bot.shownTo(Number(externalId)).map(({ messageId }) => String(messageId)),
  ]);
  return {
    handed,
    inbox: inbox.map((row) => ({ ...row, seq: Number(row.seq) })),
    outbox: outbox.map((row) => ({ ...row, seq: Number(row.seq) })),
    turns: new Map(
      identities.map(({ channel, externalId, person }) => [
        crypto.conversationKey(channel, externalId),
        person.conversation?.version ?? 0,
      ]),
    ),
    shown: new Map(shown),
  };
}

/** What the service still has to do. */
export async function countOpen(client: PrismaClient): Promise<number> {
  const [inbox, outbox] = await Promise.all([
    client.inboxEvent.count({ where: { status: 'waiting' } }),
    client.outboxMessage.count({ where: { status: { in: ['waiting', 'sending'] } } }),
  ]);
  return inbox + outbox;
}
