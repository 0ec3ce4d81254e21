import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEventStore, type EventStore } from '../../../src/channels/zalo/store/event-store.ts';
import { takeEarlyReceipts } from '../../../src/notifications/store/receipts.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { plan } from '../dispatch/crowd.ts';

const NOW = new Date('2026-11-26T02:00:00Z');
const LATER = new Date('2026-11-26T02:05:00Z');

let database: Database;
let events: EventStore;
beforeAll(async () => {
  database = await openEphemeralDatabase();
  events = createEventStore(database.client, createCrypto('receipts-test-key-of-thirty-two-characters'));
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.$executeRaw`TRUNCATE campaign, zalo_echo CASCADE`;
  const campaignId = await plan(database.client, NOW);
  const rest = { campaignId, notBefore: NOW, expiresAt: LATER, priority: 40, channel: 'zalo', sentAt: NOW };
  await database.client.delivery.createMany({
    data: [
      { ...rest, recipientKey: 'a', status: 'sent', messageId: 'zalo-1' },
      { ...rest, recipientKey: 'b', status: 'sending' },
    ],
  });
});

const row = (recipientKey: string) => database.client.delivery.findFirstOrThrow({ where: { recipientKey } });

test('what Zalo tells of a message stands in the ledger, once', async () => {
  await events.noteDelivered('zalo-1', NOW.toISOString());
  expect(await row('a')).toMatchObject({ status: 'delivered', deliveredAt: NOW, readAt: null });
  await events.noteSeen(['zalo-1', 'unknown'], LATER.toISOString());
  await events.noteDelivered('zalo-1', LATER.toISOString());
  expect(await row('a')).toMatchObject({ status: 'read', deliveredAt: NOW, readAt: LATER });
});

test('a receipt that is faster than the end of its send is not lost', async () => {
  await events.noteEcho({ externalId: '1', messageId: 'zalo-2', text: 'Mời', at: NOW.toISOString() });
  await events.noteSeen(['zalo-2'], NOW.toISOString());
  await database.client.delivery.updateMany({
    where: { recipientKey: 'b' },
    data: { status: 'sent', messageId: 'zalo-2' },
  });
  await takeEarlyReceipts(database.client, LATER);
  expect(await row('b')).toMatchObject({ status: 'read', deliveredAt: NOW, readAt: NOW });
});

test('a number of Telegram is no message of Zalo', async () => {
  await database.client.delivery.updateMany({
    where: { recipientKey: 'a' },
    data: { channel: 'telegram', messageId: '7' },
  });
  await events.noteDelivered('7', NOW.toISOString());
  await events.noteSeen(['7'], NOW.toISOString());
  expect(await row('a')).toMatchObject({ status: 'sent', deliveredAt: null, readAt: null });
});

test('a result that is seen after days is on the call list no more; one that was called about stays told so', async () => {
  const called = { callOutcome: 'no-answer', calledBy: 'x', calledAt: NOW };
  await database.client.delivery.updateMany({
    where: { recipientKey: 'a' },
    data: { status: 'callList', reason: 'unread', ...called },
  });
  await events.noteDelivered('zalo-1', NOW.toISOString());
  expect(await row('a')).toMatchObject({ status: 'callList', reason: 'unread' });
  await events.noteSeen(['zalo-1'], LATER.toISOString());
  expect(await row('a')).toMatchObject({ status: 'read', reason: null, readAt: LATER, ...called });
});
