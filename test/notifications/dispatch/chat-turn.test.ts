import { Telegram } from 'telegraf';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import { untilChatIsFree } from '../../../src/notifications/store/chat-turn.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { startTelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import { addPeople, plan, type Somebody } from './crowd.ts';
import { listChannel, startWorker, testCrypto, until } from './worker.ts';

/** A Thursday, 9 o'clock in Viet Nam. */
const MORNING = new Date('2026-11-26T02:00:00Z');
const after = (milliseconds: number) => new Date(MORNING.getTime() + milliseconds);

let database: Database;
let now: Date;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  now = MORNING;
  await database.client.$executeRaw`TRUNCATE person, campaign, send_limit, lease, message, outbox_message CASCADE`;
});

const people = (count: number) => addPeople(database.client, count, { channel: 'telegram', at: MORNING });

/** What the conversation is answering somebody. */
async function reply(externalId: string) {
  const { seq } = await database.client.outboxMessage.create({
    data: {
      key: `reply ${externalId}`,
      conversation: testCrypto.conversationKey('telegram', externalId),
      channel: 'telegram',
      externalId,
      status: 'sending',
      createdAt: now,
    },
  });
  return {
    end: () => database.client.outboxMessage.update({ where: { seq }, data: { status: 'sent', finishedAt: now } }),
  };
}

test('a notice leaves a second to the reply before it, and keeps nobody else waiting', async () => {
  const [talking] = (await people(3)) as [Somebody, ...Somebody[]];
  const answer = await reply(talking.externalId);
  const telegram = listChannel('telegram');
  const id = await plan(database.client, MORNING);
  const dispatcher = startWorker({ client: database.client, channels: [telegram], now: () => now });
  onTestFinished(() => dispatcher.stop());

  const toTalking = () => telegram.shown.some(({ externalId }) => externalId === talking.externalId);
  const held = (notBefore: Date) => () =>
    database.client.delivery
      .findFirst({ where: { campaignId: id, personId: talking.personId, status: 'waiting', notBefore } })
      .then((row) => row !== null);
  await until(async () => telegram.shown.length === 2);
  await until(held(after(1_000)));
  now = after(1_000);
  await answer.end();
  await until(held(after(2_000)));
  expect(toTalking()).toBe(false);
  now = after(2_001);
  await until(async () => toTalking());
});

test('a reply leaves a second to the notice before it, and comes then', async () => {
  const simulator = await startTelegramSimulator();
  onTestFinished(() => simulator.close());
  const [told, other] = (await people(2)) as [Somebody, Somebody];
  for (const { externalId } of [told, other]) simulator.bot.meet(Number(externalId), 'Người thử');
  const telegram = createTelegramChannel({
    telegram: new Telegram(simulator.token, { apiRoot: simulator.apiRoot, webhookReply: false }),
    onFailure() {},
    untilChatIsFree: (externalId) => untilChatIsFree(database.client, externalId, now),
  });
  const id = await plan(database.client, MORNING);
  const dispatcher = startWorker({ client: database.client, channels: [telegram], now: () => now });
  await until(async () => (await database.client.campaign.findUniqueOrThrow({ where: { id } })).status === 'finished');
  await dispatcher.stop();

  const words = { key: 'reply', text: 'Dạ, mai ạ.', buttons: [] };
  now = after(400);
  expect(await telegram.send(told.externalId, words)).toMatchObject({
    kind: 'failed',
    retryable: true,
    retryAfterMs: 600,
    cause: 'rate',
  });
  now = after(1_000);
  expect(await telegram.send(told.externalId, words)).toMatchObject({ kind: 'sent' });
  expect(simulator.bot.shownTo(Number(told.externalId))).toHaveLength(2);
  expect(simulator.bot.shownTo(Number(other.externalId))).toHaveLength(1);
});
