import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { Channel } from '../../../src/channels/types.ts';
import { createEventStore } from '../../../src/channels/zalo/store/event-store.ts';
import { createOutbox } from '../../../src/conversation/store/outbox.ts';
import { outboxContext } from '../../../src/conversation/store/sealed.ts';
import { settleUncertain } from '../../../src/conversation/store/settle-uncertain.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { openEphemeralDatabase } from '../../../src/platform/database/database.ts';

const crypto = createCrypto('x'.repeat(40));
const database = await openEphemeralDatabase();
const { client } = database;
afterAll(() => database.close());

const START = Date.parse('2026-11-26T02:00:00.000Z');
const after = (minutes: number) => new Date(START + minutes * 60_000);
const LIMITS = { text: 2_000, caption: 0, buttons: 5, buttonLabel: 100 };
const outbox = createOutbox(client, crypto);
const echoes = createEventStore(client, crypto);

/** Zalo tells what it showed; Telegram tells nothing. */
const channels = new Map<Channel['id'], Channel>([
  [
    'zalo',
    { id: 'zalo', limits: LIMITS, send: async () => ({ kind: 'sent', messageId: '' }), findSent: echoes.findEcho },
  ],
  ['telegram', { id: 'telegram', limits: LIMITS, send: async () => ({ kind: 'sent', messageId: '' }) }],
]);
const settle = (at: Date) => settleUncertain(client, crypto, channels, at);

/** A message that a process was sending when it died. */
async function lost(text: string, { channel = 'zalo', externalId = randomUUID() } = {}) {
  const key = randomUUID();
  const conversation = crypto.conversationKey(channel, externalId);
  const body = crypto.seal(JSON.stringify({ text, buttons: [], document: null }), outboxContext(key));
  await client.outboxMessage.create({
    data: { key, conversation, channel, externalId, body, status: 'sending', createdAt: after(0) },
  });
  await outbox.markLost(conversation, 'Máy dừng giữa lúc gửi.', after(1).toISOString());
  return { key, externalId, row: () => client.outboxMessage.findUniqueOrThrow({ where: { key } }) };
}

const tell = (externalId: string, text: string, messageId: string, at: Date) =>
  echoes.noteEcho({ externalId, messageId, text, at: at.toISOString() });

test('an event that comes hours after the process died settles its reply', async () => {
  const reply = await lost('Đã ghi tên sản phẩm.');
  expect(await settle(after(2))).toBe(0);
  expect(await reply.row()).toMatchObject({ status: 'uncertain', messageId: null });
  await tell(reply.externalId, 'Câu khác.', 'other', after(60));
  await tell(reply.externalId, 'Đã ghi tên sản phẩm.', 'late', after(180));
  expect(await settle(after(181))).toBe(1);
  expect(await reply.row()).toMatchObject({ status: 'sent', messageId: 'late', reason: null, body: null });
});

test('of two replies with the same words each is settled by an event of its own', async () => {
  const first = await lost('Dạ.');
  const second = await lost('Dạ.', { externalId: first.externalId });
  await tell(first.externalId, 'Dạ.', 'one', after(1));
  expect(await settle(after(2))).toBe(1);
  expect(await second.row()).toMatchObject({ status: 'uncertain' });
  await tell(first.externalId, 'Dạ.', 'two', after(3));
  expect(await settle(after(4))).toBe(1);
  expect([await first.row(), await second.row()]).toMatchObject([{ messageId: 'one' }, { messageId: 'two' }]);
});

test('after a day, or where the channel tells nothing, it stays uncertain and its words go', async () => {
  const onZalo = await lost('Không ai kể.');
  const onTelegram = await lost('Không ai kể.', { channel: 'telegram' });
  await settle(after(2));
  expect(await onTelegram.row()).toMatchObject({ status: 'uncertain', body: null });
  expect((await onZalo.row()).body).not.toBeNull();
  await settle(after(24 * 60 + 1));
  expect(await onZalo.row()).toMatchObject({ status: 'uncertain', reason: 'Máy dừng giữa lúc gửi.', body: null });
});
