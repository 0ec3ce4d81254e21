import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../src/channels/types.ts';
import { createEventIntake } from '../../../src/channels/zalo/accept-event.ts';
import { registerZaloWebhook, type WebhookCounts } from '../../../src/channels/zalo/register-webhook.ts';
import { createEventStore } from '../../../src/channels/zalo/store/event-store.ts';
import { createPrismaStore } from '../../../src/conversation/store/prisma-store.ts';
import { openPerson } from '../../../src/people/identities.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { createHttpServer } from '../../../src/platform/http.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { createSpool } from '../../../src/platform/spool.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { signEvent } from '../../simulators/zalo/webhooks.ts';
import { DEFAULT_SETTINGS } from '../../simulators/zalo/world.ts';

const { appId, oaId, oaSecretKey } = DEFAULT_SETTINGS;
const NOW = '2026-11-26T02:00:00.000Z';
const crypto = createCrypto('x'.repeat(40));

let database: Database;
let zalo: ZaloSimulator;
let server: FastifyInstance;
let folder: string;
let counts: WebhookCounts;
/** What the database does to the next events. */
let weather: 'fine' | 'away' | 'slow';
/** Changes the weather before each event. */
let storm: (() => typeof weather) | null;
let user: string;

beforeAll(async () => {
  [database, zalo] = await Promise.all([openEphemeralDatabase(), startZaloSimulator()]);
});
afterAll(async () => {
  await Promise.all([database.close(), zalo.close()]);
});

const conversation = (externalId: string) => crypto.conversationKey('zalo', externalId);

function intake() {
  const store = createPrismaStore(database.client, crypto);
  const receive = (event: IncomingEvent) => store.receive(event, conversation(event.externalId), NOW);
  return createEventIntake(oaId, { ...createEventStore(database.client, crypto), receive }, silentLog);
}

beforeEach(async () => {
  weather = 'fine';
  storm = null;
  user = String(10n ** 18n + BigInt(`0x${randomUUID().slice(0, 8)}`));
  counts = { accepted: 0, refused: 0, probes: 0, spooled: 0 };
  folder = await mkdtemp(path.join(tmpdir(), 'zalo-webhook-'));
  const { accept } = intake();
  server = createHttpServer({ log: silentLog, checks: {}, metrics: async () => [], behindProxy: false });
  await registerZaloWebhook(server, {
    appId,
    oaId,
    oaSecretKey,
    accept(body) {
      if (weather === 'away') return Promise.reject(new Error('away'));
      return weather === 'slow' ? new Promise<void>(() => {}) : accept(body);
    },
    spool: createSpool(folder, crypto),
    // Read once for each event, before it is taken.
    get budgetMs() {
      weather = storm?.() ?? weather;
      return weather === 'slow' ? 30 : 30_000;
    },
    counts,
  });
  zalo.world.settings = { ...zalo.world.settings, webhookUrl: `${await server.listen({ port: 0 })}/webhooks/zalo` };
  zalo.world.addPerson(user, 'Lê Thị Hoa', '84987654321');
});
afterEach(async () => {
  await zalo.webhooks.pump();
  await server.close();
  await rm(folder, { recursive: true });
});

const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/webhooks/zalo',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  });
const signed = (body: string, timestamp = '1795658400000') => ({
  'x-zevent-signature': `mac=${signEvent(appId, body, timestamp, oaSecretKey)}`,
});
const textEvent = (text: string) =>
  JSON.stringify({
    app_id: appId,
    event_name: 'user_send_text',
    timestamp: '1795658400000',
    sender: { id: user },
    recipient: { id: oaId },
    message: { msg_id: randomUUID(), text },
  });
const inbox = () =>
  database.client.inboxEvent.findMany({ where: { conversation: conversation(user) }, orderBy: { seq: 'asc' } });
const heard = async () =>
  (await inbox())
    .filter(({ body }) => body !== null)
    .map(({ body, key }) => {
      const event = JSON.parse(crypto.open(body as Uint8Array, `inbox zalo ${key}`)) as IncomingEvent;
      return event.content;
    });

describe('the signature', () => {
  test('is over the bytes as they came', async () => {
    const body = `${textEvent('chào').slice(0, -1)} , "more" :  1 }`;
    expect((await post(body, signed(body))).statusCode).toBe(200);
    const again = JSON.stringify(JSON.parse(body));
    expect((await post(again, signed(body))).statusCode).toBe(401);
    expect(await inbox()).toHaveLength(1);
  });

  test.each([
    ['none', {}],
    ['of another key', { 'x-zevent-signature': `mac=${'0'.repeat(64)}` }],
    ['no hash at all', { 'x-zevent-signature': 'mac=abc' }],
  ])('%s: 401, counted, nothing kept', async (_what, headers) => {
    expect((await post(textEvent('chào'), headers)).statusCode).toBe(401);
    expect(counts).toMatchObject({ refused: 1, accepted: 0 });
    expect(await inbox()).toEqual([]);
  });

  test('spaces around the mark and capitals are the same signature', async () => {
    const body = textEvent('chào');
    const mac = signEvent(appId, body, '1795658400000', oaSecretKey).toUpperCase();
    expect((await post(body, { 'x-zevent-signature': `mac = ${mac}` })).statusCode).toBe(200);
  });

  test('the console’s own check is unsigned and without an event: 200, dropped', async () => {
    for (const probe of ['{}', '', '{"app_id":"1"}']) expect((await post(probe)).statusCode).toBe(200);
    expect((await server.inject('/webhooks/zalo')).statusCode).toBe(200);
    expect(counts).toMatchObject({ probes: 3, refused: 0, accepted: 0 });
    for (const noise of ['[]', 'null', '"x"', '{', '\u0000']) expect((await post(noise)).statusCode).toBe(401);
  });

  test('whatever the content type says; up to 1 MB', async () => {
    const types = ['text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded', 'nonsense'];
    for (const type of types) {
      const body = textEvent('chào');
      expect((await post(body, { ...signed(body), 'content-type': type })).statusCode).toBe(200);
    }
    const large = textEvent('a'.repeat(1_000_000));
    expect((await post(large, signed(large))).statusCode).toBe(200);
    const [last] = (await heard()).slice(-1);
    expect(last?.kind === 'text' && last.text.length).toBe(4_000);
    const tooLarge = textEvent('a'.repeat(1_100_000));
    expect((await post(tooLarge, signed(tooLarge))).statusCode).toBe(413);
  });
});

describe('events from Zalo', () => {
  const pump = () => zalo.webhooks.pump();

  test('duplicates and replays count once, in any order', async () => {
    const { modes } = zalo.webhooks;
    modes.hold = true;
    modes.duplicates = 2;
    for (const text of ['một', 'hai', 'ba']) zalo.people.say(user, text);
    await zalo.webhooks.release((items) => items.toReversed());
    modes.duplicates = 0;
    await zalo.webhooks.replayAll();
    expect((await heard()).map((content) => content.kind === 'text' && content.text)).toEqual(['ba', 'hai', 'một']);
  });

  test('an event that was not answered comes again with num_retry, and counts once', async () => {
    const url = zalo.world.settings.webhookUrl;
    zalo.world.settings = { ...zalo.world.settings, webhookUrl: 'http://127.0.0.1:1/' };
    zalo.people.say(user, 'mạng đứt');
    await pump();
    zalo.world.settings = { ...zalo.world.settings, webhookUrl: url };
    expect(await inbox()).toEqual([]);
    zalo.world.advance(30_000);
    await pump();
    expect(await heard()).toEqual([{ kind: 'text', text: 'mạng đứt' }]);
  });

  test('a database that is away or slow: kept on disk, answered in time, taken later', async () => {
    for (const state of ['away', 'slow'] as const) {
      weather = state;
      zalo.people.say(user, state);
      await pump();
      expect(zalo.webhooks.answers.at(-1)).toBe(200);
    }
    expect(counts).toMatchObject({ accepted: 2, spooled: 2 });
    expect(await inbox()).toEqual([]);
    const spool = createSpool(folder, crypto);
    await spool.drain(intake().accept);
    expect(await heard()).toEqual([
      { kind: 'text', text: 'away' },
      { kind: 'text', text: 'slow' },
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('with events on disk a person’s next ones queue behind them, though the database is back; nobody else’s do', async () => {
    weather = 'away';
    zalo.people.say(user, 'một');
    await pump();
    weather = 'fine';
    zalo.people.say(user, 'hai');
    zalo.people.say(`${user}1`, 'người khác');
    await pump();
    expect(counts).toMatchObject({ accepted: 3, spooled: 2 });
    await createSpool(folder, crypto).drain(intake().accept);
    zalo.people.say(user, 'ba');
    await pump();
    expect((await heard()).map((content) => content.kind === 'text' && content.text)).toEqual(['một', 'hai', 'ba']);
  });

  test('an id that no database can keep holds up nothing', async () => {
    zalo.webhooks.emit({
      event_name: 'user_send_text',
      sender: { id: user },
      recipient: { id: oaId },
      message: { msg_id: `\0${randomUUID()}`, text: 'chào' },
    });
    await pump();
    expect(await heard()).toEqual([{ kind: 'text', text: 'chào' }]);
    expect(counts.spooled).toBe(0);
  });

  test('500 events, a fifth of them twice, shuffled, over a database that comes and goes: none lost, none double', async () => {
    const { modes } = zalo.webhooks;
    const shuffle = <T>(items: readonly T[]): readonly T[] =>
      items
        .map((item, index) => ({ item, at: createHash('sha256').update(`${index}`).digest('hex') }))
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ item }) => item);
    modes.hold = true;
    for (let n = 0; n < 500; n += 1) {
      modes.duplicates = n % 5 === 0 ? 1 : 0;
      zalo.people.say(user, `tin ${n}`);
    }
    modes.duplicates = 0;
    let event = 0;
    storm = () => {
      event += 1;
      return event % 40 < 10 ? 'away' : event % 25 === 0 ? 'slow' : 'fine';
    };
    const before = zalo.webhooks.answers.length;
    await zalo.webhooks.release(shuffle);
    expect(zalo.webhooks.answers.slice(before)).toEqual(Array(600).fill(200));
    expect(counts.spooled).toBeGreaterThan(100);
    await createSpool(folder, crypto).drain(intake().accept);
    const texts = (await heard()).map((content) => (content.kind === 'text' ? content.text : content.kind));
    expect(texts.sort()).toEqual(Array.from({ length: 500 }, (_, n) => `tin ${n}`).sort());
  });

  test('contact data in both shapes, a follow, and a withdrawal are heard', async () => {
    zalo.people.follow(user);
    zalo.people.submitInfo(user, 'new');
    zalo.world.advance(1);
    zalo.people.submitInfo(user, 'old');
    zalo.people.withdraw(user);
    await pump();
    expect(await heard()).toEqual([
      { kind: 'text', text: 'xin chào' },
      { kind: 'contact', phone: '84987654321', own: true },
      { kind: 'contact', phone: '84987654321', own: true },
      { kind: 'erase' },
    ]);
  });

  test('who leaves is not written to until they write again', async () => {
    await openPerson(database.client, 'zalo', user, NOW);
    const identity = () => database.client.identity.findFirstOrThrow({ where: { externalId: user } });
    zalo.people.say(user, 'chào');
    zalo.world.advance(5);
    zalo.people.unfollow(user);
    await pump();
    expect(await identity()).toMatchObject({ unreachableReason: expect.stringContaining('bỏ quan tâm') });
    zalo.world.advance(5);
    zalo.people.say(user, 'tôi đây');
    await pump();
    expect(await identity()).toMatchObject({ unreachableSince: null, unreachableReason: null });
  });

  test('an officer’s words hold the conversation for a day, or until handed back, which is heard in its turn', async () => {
    const hold = () => database.client.officerHold.findUnique({ where: { conversation: conversation(user) } });
    zalo.people.officerSays(user, '#xong');
    zalo.world.advance(5);
    zalo.people.say(user, 'tôi cần gặp cán bộ');
    zalo.people.officerSays(user, 'Chào chị, tôi là cán bộ xã.');
    zalo.world.advance(1_000);
    zalo.people.say(user, 'thưa cán bộ');
    await pump();
    const held = await hold();
    expect(Number(held?.until) - Number(held?.since)).toBe(24 * 3_600_000);
    zalo.people.officerSays(user, '#xong');
    await pump();
    await zalo.webhooks.replayAll();
    expect(await heard()).toEqual([
      { kind: 'text', text: 'tôi cần gặp cán bộ' },
      { kind: 'text', text: 'thưa cán bộ' },
      { kind: 'officer', act: 'handed-back', words: '' },
    ]);
  });

  test('echoes of our own messages are no messages, and settle a send without an answer', async () => {
    const events = createEventStore(database.client, crypto);
    const since = new Date(zalo.world.now());
    zalo.webhooks.echo('oa_send_text', zalo.world.person(user), { id: `e-${user}`, text: 'Đã ghi.' });
    zalo.webhooks.modes.receipts = true;
    zalo.webhooks.echo('oa_send_text', zalo.world.person(user), { id: `f-${user}`, text: 'Khác.' });
    zalo.webhooks.modes.receipts = false;
    await pump();
    expect(await inbox()).toEqual([]);
    expect(await events.findEcho(user, 'Đã ghi.', since)).toBe(`e-${user}`);
    expect(await events.findEcho(user, 'Chưa gửi.', since)).toBeNull();
    expect(await events.findEcho('1', 'Đã ghi.', since)).toBeNull();
    expect(await events.findEcho(user, 'Đã ghi.', new Date(zalo.world.now() + 3_600_000))).toBeNull();
  });

  test('an event that we do not know is taken and forgotten', async () => {
    zalo.webhooks.emit({ event_name: 'widget_interaction_accepted', oa_id: oaId });
    await pump();
    expect(zalo.webhooks.answers.at(-1)).toBe(200);
    expect(counts.accepted).toBe(1);
  });
});
