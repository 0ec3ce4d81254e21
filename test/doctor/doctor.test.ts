import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAccountStore } from '../../src/channels/zalo/store/account-store.ts';
import { readConfig } from '../../src/config.ts';
import { createPrismaStore } from '../../src/conversation/store/prisma-store.ts';
import { checkDatabase, checkDisk } from '../../src/doctor/check-database.ts';
import { checkKey } from '../../src/doctor/check-key.ts';
import { checkModel } from '../../src/doctor/check-model.ts';
import { checkSettings } from '../../src/doctor/check-settings.ts';
import { checkTelegram } from '../../src/doctor/check-telegram.ts';
import { checkZalo, checkZaloWebhook } from '../../src/doctor/check-zalo.ts';
import { checkZaloTemplates } from '../../src/doctor/check-zalo-templates.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { checkQueue, runDoctor } from '../../src/doctor/run-doctor.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { type OpenAiSimulator, startOpenAiSimulator } from '../simulators/openai/server.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../simulators/telegram/start-telegram-simulator.ts';
import { startZaloSimulator, type ZaloSimulator } from '../simulators/zalo/start.ts';

const NOWHERE = 'http://127.0.0.1:1';
const now = () => new Date();
const crypto = createCrypto('x'.repeat(40));

let database: Database;
let telegram: TelegramSimulator;
let zalo: ZaloSimulator;
let openai: OpenAiSimulator;

beforeAll(async () => {
  [database, telegram, zalo, openai] = await Promise.all([
    openEphemeralDatabase(),
    startTelegramSimulator(),
    startZaloSimulator(),
    startOpenAiSimulator({ apiKey: 'k', behaviour: () => ({ commands: [] }) }),
  ]);
});
afterAll(() => Promise.all([database.close(), telegram.close(), zalo.close(), openai.close()]));

/** `check → level`, and that whatever is not well says what to do. */
function levels(findings: readonly Finding[]): Record<string, string> {
  for (const { level, todo } of findings) expect(todo === null).toBe(level === 'ok');
  return Object.fromEntries(findings.map(({ check, level }) => [check, level]));
}

describe('settings', () => {
  const OFFICE = { OFFICE_NAME: 'Văn phòng', OFFICE_CONTACT: '0237 000 000' };
  const BOT = { TELEGRAM_BOT_TOKEN: '1:a' };
  test.each([
    ['nothing set', {}, 'usable', { office: 'warning', desks: 'warning', alerts: 'warning' }],
    ['a channel without an office', BOT, 'usable', { office: 'broken' }],
    ['a file about communes that is wrong', OFFICE, 'unusable', { office: 'ok', desks: 'broken' }],
    ['alerts to a channel that is not there', { ALERT_TELEGRAM_CHAT: '1' }, 'usable', { alerts: 'broken' }],
    [
      'all of it',
      { ...OFFICE, ...BOT, OFFICE_HOURS: '07:30-11:30', ALERT_TELEGRAM_CHAT: '1' },
      'usable',
      { office: 'ok', desks: 'ok', alerts: 'ok' },
    ],
  ] as const)('%s', (_what, env, desks, expected) => {
    expect(levels(checkSettings(readConfig(env), desks))).toMatchObject(expected);
  });

  test('a variable that is wrong is named, and nothing else is looked at', async () => {
    const [finding, ...others] = await runDoctor({ PORT: 'abc' });
    expect(finding).toMatchObject({ check: 'config', level: 'broken', todo: expect.stringContaining('PORT') });
    expect(others).toEqual([]);
  });
});

describe('database and disk', () => {
  test('well', async () => {
    const { findings, usable } = await checkDatabase(database.url, now);
    expect(usable).toBe(true);
    expect(levels(findings)).toEqual({ database: 'ok', migrations: 'ok', clock: 'ok', inbox: 'ok' });
    expect((await checkQueue(null, database.url)).level).toBe('ok');
  });

  test('not there', async () => {
    const { findings, usable } = await checkDatabase('postgresql://127.0.0.1:1/ocop', now);
    expect([levels(findings), usable]).toEqual([{ database: 'broken' }, false]);
    expect((await checkQueue('redis://127.0.0.1:1', database.url)).level).toBe('broken');
  });

  test.each([
    [10, 'warning'],
    [120, 'broken'],
  ])('a clock that is %i seconds off', async (seconds, level) => {
    const { findings } = await checkDatabase(database.url, () => new Date(Date.now() + seconds * 1_000));
    expect(levels(findings).clock).toBe(level);
  });

  test('a message that nobody works on, and tables of another version', async () => {
    const { client } = database;
    await client.inboxEvent.create({
      data: { channel: 'simulator', key: 'k', conversation: 'c', receivedAt: new Date(Date.now() - 3_600_000) },
    });
    expect(levels((await checkDatabase(database.url, now)).findings).inbox).toBe('broken');
    await client.inboxEvent.deleteMany();
    await client.$executeRaw`UPDATE _prisma_migrations SET migration_name = 'x' || migration_name WHERE id = (SELECT min(id) FROM _prisma_migrations)`;
    const other = await checkDatabase(database.url, now);
    expect([levels(other.findings).migrations, other.usable]).toEqual(['broken', false]);
    await client.$executeRaw`UPDATE _prisma_migrations SET migration_name = substr(migration_name, 2) WHERE migration_name LIKE 'x%'`;
  });

  test.each([
    [5_000, 'ok'],
    [500, 'warning'],
    [50, 'broken'],
    [null, 'warning'],
  ])('%s MB free', async (free, level) => {
    expect((await checkDisk('/', async () => free)).level).toBe(level);
  });

  test('the real disk is read', async () => {
    expect((await checkDisk(tmpdir())).text).toMatch(/còn \d+ MB/);
  });

  test('a key that is not the one of the data', async () => {
    const store = createPrismaStore(database.client, crypto);
    expect((await checkKey(database.client, crypto)).level).toBe('ok');
    const event = { channel: 'simulator', key: 'm1', externalId: 'a', at: now().toISOString() } as const;
    await store.receive({ ...event, content: { kind: 'text', text: 'chào' } }, 'c', event.at);
    const inbox = await store.nextInbox('c');
    const { personId, version, snapshot } = await store.load('simulator', 'a', event.at);
    if (!inbox) throw new Error('nothing waits');
    await store.commit({
      personId,
      version,
      inbox,
      conversation: 'c',
      snapshot,
      events: [],
      replies: [],
      now: event.at,
    });
    expect((await checkKey(database.client, crypto)).level).toBe('ok');
    expect((await checkKey(database.client, createCrypto('y'.repeat(40)))).level).toBe('broken');
  });
});

describe('telegram', () => {
  const SECRET = 'thu-nghiem-thu-nghiem';
  const look = (env: Record<string, string>) =>
    checkTelegram(readConfig({ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot, ...env })).then(
      levels,
    );
  const atWebhook = { TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'https://ocop.example' };
  beforeEach(() => {
    telegram.bot.webhook = null;
  });

  test('not used', async () => {
    expect(levels(await checkTelegram(readConfig({})))).toEqual({ telegram: 'ok' });
  });
  test('polling', async () => {
    const well = { telegram: 'ok', 'telegram-webhook': 'ok', 'telegram-errors': 'ok', 'telegram-waiting': 'ok' };
    expect(await look({})).toEqual(well);
  });
  test('a webhook that is announced, one that is not, one of somebody else', async () => {
    expect(await look(atWebhook)).toMatchObject({ 'telegram-webhook': 'broken' });
    const webhook = { secret: SECRET, maxConnections: 40 };
    telegram.bot.webhook = { ...webhook, url: 'https://ocop.example/webhooks/telegram' };
    expect(await look(atWebhook)).toMatchObject({ 'telegram-webhook': 'ok' });
    expect(await look({})).toMatchObject({ 'telegram-webhook': 'broken' });
  });
  test('a wrong token, and Telegram away', async () => {
    expect(await look({ TELEGRAM_BOT_TOKEN: '1:sai' })).toEqual({ telegram: 'broken' });
    expect(await look({ TELEGRAM_API_ROOT: NOWHERE })).toEqual({ telegram: 'broken' });
  });
  test('what Telegram could not deliver is told', async () => {
    const info = { url: '', pending_update_count: 500, last_error_message: 'Connection timed out', last_error_date: 1 };
    const { url, server } = await answering((path) => (path.endsWith('getMe') ? { username: 'ocop_bot' } : info));
    const seen = await look({ TELEGRAM_API_ROOT: url });
    expect(seen).toMatchObject({ 'telegram-errors': 'broken', 'telegram-waiting': 'warning' });
    server.close();
  });
});

/** A Bot API that says this. */
async function answering(result: (path: string) => object): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const body = JSON.stringify({ ok: true, result: result(request.url ?? '') });
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, server };
}

describe('zalo', () => {
  const env = () => {
    const { appId, appSecret, oaId, oaSecretKey } = zalo.world.settings;
    return {
      ZALO_APP_ID: appId,
      ZALO_APP_SECRET: appSecret,
      ZALO_OA_ID: oaId,
      ZALO_OA_SECRET_KEY: oaSecretKey,
      ZALO_OPENAPI_URL: zalo.url,
      ZALO_BUSINESS_URL: zalo.url,
    };
  };
  const look = (more: Record<string, string> = {}) => {
    const config = readConfig({ ...env(), ...more });
    const { read } = createAccountStore(database.client, crypto, config.zalo?.oaId ?? '');
    return checkZalo(config, read, new Date(zalo.world.now())).then(levels);
  };
  async function connect() {
    const { oaId } = zalo.world.settings;
    const store = createAccountStore(database.client, crypto, oaId);
    const { version } = await store.read();
    const { access_token: accessToken, refresh_token: refreshToken } = zalo.world.issuePair();
    await store.savePair(version, { accessToken, refreshToken, expiresIn: 90_000 }, new Date(zalo.world.now()));
    return store;
  }

  test('not used, not connected, connected', async () => {
    expect(levels(await checkZalo(readConfig({}), () => Promise.reject(new Error('unread')), now()))).toEqual({
      zalo: 'ok',
    });
    expect(await look()).toEqual({ zalo: 'broken' });
    await connect();
    expect(await look()).toEqual({ zalo: 'ok', 'zalo-type': 'ok', 'zalo-package': 'ok', 'zalo-quota': 'ok' });
  });

  test('an account of a state agency, and one that is not verified', async () => {
    await connect();
    const { settings } = zalo.world;
    zalo.world.settings = { ...settings, oaType: 4 };
    expect(await look()).toMatchObject({ 'zalo-type': 'ok' });
    zalo.world.settings = { ...settings, verified: false };
    expect(await look()).toMatchObject({ 'zalo-type': 'broken' });
    zalo.world.settings = settings;
  });

  test('what is left to send; no number, or no right to ask, is no fault', async () => {
    await connect();
    const { world } = zalo;
    const withTemplates = { ZALO_TEMPLATES: 'event=201' };
    expect(await look(withTemplates)).toMatchObject({ 'zalo-quota': 'ok', 'zalo-templates-quota': 'ok' });
    world.packageLeft = 0;
    world.zbsLeft = 0;
    expect(await look(withTemplates)).toMatchObject({ 'zalo-quota': 'warning', 'zalo-templates-quota': 'warning' });
    const { settings } = world;
    world.settings = { ...settings, quotaShape: 'without-numbers' };
    expect(await look()).toMatchObject({ zalo: 'ok', 'zalo-quota': 'ok' });
    world.settings = settings;
    world.faults.set('quota', { error: -223 });
    expect(await look()).toMatchObject({ zalo: 'ok', 'zalo-quota': 'ok' });
    expect(await look(withTemplates)).toMatchObject({ 'zalo-templates-quota': 'broken' });
    world.faults.clear();
    world.packageLeft = 500;
    world.zbsLeft = 500;
  });

  test('templates: by what the program read of them, and how long ago', () => {
    const read = { purpose: 'event', templateId: '201', status: 'ENABLE', checkedAt: new Date('2026-11-26T02:00:00Z') };
    const level = (templates: string, known: Partial<typeof read>[] = [{}], at = '2026-11-26T02:10:00Z') => {
      const config = readConfig({ ...env(), ...(templates ? { ZALO_TEMPLATES: templates } : {}) });
      const rows = known.map((one) => ({ ...read, ...one }));
      return levels(checkZaloTemplates(config, rows, new Date(at)))['zalo-templates'];
    };
    expect(checkZaloTemplates(readConfig({}), [], now())).toEqual([]);
    expect(level('')).toBe('ok');
    expect(level('event=201')).toBe('ok');
    expect(level('tinla=201')).toBe('broken');
    expect(level('event=201', [])).toBe('warning');
    expect(level('event=202')).toBe('warning');
    expect(level('event=201', [{ status: 'REJECT' }])).toBe('warning');
    expect(level('event=201', [{}], '2026-11-28T02:00:00Z')).toBe('warning');
  });

  test('a package that ends within two weeks', async () => {
    await connect();
    const { settings } = zalo.world;
    const [year, month, day] = new Date(zalo.world.now() + 5 * 24 * 3_600_000).toISOString().slice(0, 10).split('-');
    zalo.world.settings = { ...settings, packageUntil: `${day}/${month}/${year}` };
    expect(await look()).toMatchObject({ 'zalo-package': 'warning' });
    zalo.world.settings = settings;
  });

  test('away, a token that is old, an account that must be connected again', async () => {
    const store = await connect();
    expect(await look({ ZALO_OPENAPI_URL: NOWHERE })).toEqual({ zalo: 'broken' });
    zalo.world.advance(26 * 3_600_000);
    expect(await look()).toEqual({ zalo: 'warning' });
    await store.markBroken((await store.read()).version, 'Zalo không còn nhận mã làm mới.', now());
    expect(await look()).toEqual({ zalo: 'broken' });
  });

  test('the webhook as seen from here', async () => {
    const seen = (publicUrl?: string) =>
      checkZaloWebhook(readConfig({ ...env(), ...(publicUrl ? { PUBLIC_URL: publicUrl } : {}) })).then(levels);
    const { url, server } = await answering(() => ({}));
    expect(await seen(url)).toEqual({ 'zalo-webhook': 'ok' });
    server.close();
    expect(await seen(zalo.url)).toEqual({ 'zalo-webhook': 'broken' });
    expect(await seen(NOWHERE)).toEqual({ 'zalo-webhook': 'broken' });
    expect(await seen()).toEqual({ 'zalo-webhook': 'broken' });
  });
});

describe('the model', () => {
  const look = (env: Record<string, string>) =>
    checkModel(readConfig({ OPENAI_BASE_URL: openai.baseUrl, OPENAI_DATA_LOCATION: 'local', ...env }).openai).then(
      levels,
    );
  const both = { OPENAI_API_KEY: 'k', OPENAI_CHAT_MODEL: 'm', OPENAI_EMBEDDING_MODEL: 'e' };

  test.each([
    ['off', {}, { model: 'ok' }],
    ['well', both, { model: 'ok', embedding: 'ok' }],
    ['a wrong key', { ...both, OPENAI_API_KEY: 'sai' }, { model: 'broken', embedding: 'broken' }],
    ['away', { ...both, OPENAI_BASE_URL: NOWHERE }, { model: 'broken', embedding: 'broken' }],
  ] as const)('%s', async (_what, env, expected) => expect(await look(env)).toEqual(expected));

  test('words instead of the shape that was asked for', async () => {
    openai.behave(() => 'xin chào');
    expect(await look({ ...both, OPENAI_EMBEDDING_MODEL: '' })).toEqual({ model: 'broken' });
  });
});
