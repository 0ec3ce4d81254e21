import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOAuthClient } from '../../../src/channels/zalo/client/oauth.ts';
import { createOpenApiClient } from '../../../src/channels/zalo/client/openapi.ts';
import { createAccountStore } from '../../../src/channels/zalo/store/account-store.ts';
import { createRescueFile } from '../../../src/channels/zalo/store/rescue-file.ts';
import { createTokens, type Token, type TokenAlert, type TokenParts } from '../../../src/channels/zalo/tokens.ts';
import { createSettableClock } from '../../../src/platform/clock.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';

const HOUR = 3_600_000;
const TIMEOUT_MS = 5_000;
const crypto = createCrypto('x'.repeat(40));

let database: Database;
let zalo: ZaloSimulator;
let folder: string;
beforeAll(async () => {
  [database, zalo, folder] = await Promise.all([
    openEphemeralDatabase(),
    startZaloSimulator({ ratePerMinute: 100_000 }),
    mkdtemp(path.join(tmpdir(), 'zalo-tokens-')),
  ]);
});
afterAll(async () => {
  await Promise.all([database.close(), zalo.close(), rm(folder, { recursive: true })]);
});

let oaId: string;
let clock: ReturnType<typeof createSettableClock>;
let alerts: TokenAlert[];
beforeEach(() => {
  oaId = randomUUID();
  clock = createSettableClock(new Date('2026-11-26T02:00:00Z'));
  alerts = [];
  zalo.world.faults.clear();
});

const store = () => createAccountStore(database.client, crypto, oaId);
const oauth = () => {
  const { appId, appSecret } = zalo.world.settings;
  return createOAuthClient({ fetch, timeoutMs: TIMEOUT_MS, baseUrl: zalo.url, appId, appSecret });
};

/** The parts of one process; those of one machine share its rescue file. */
function partsOf(machine = 'one', change: Partial<TokenParts> = {}): TokenParts {
  return {
    oauth: oauth(),
    store: store(),
    rescue: createRescueFile(path.join(folder, oaId, machine), crypto, oaId),
    firstRefreshToken: null,
    holder: randomUUID(),
    timeoutMs: TIMEOUT_MS,
    now: clock.now,
    // Waiting for another process takes real time; the clock of the leases stands.
    pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
    alert: (alert) => alerts.push(alert),
    ...change,
  };
}

/** An account that was connected, with a pair that Zalo knows. */
async function connect(): Promise<void> {
  const { access_token, refresh_token } = zalo.world.issuePair();
  const pair = { accessToken: access_token, refreshToken: refresh_token, expiresIn: 90_000 };
  await store().savePair(0, pair, clock.now());
}

async function works(token: Token): Promise<boolean> {
  if (token.kind !== 'token') return false;
  const client = createOpenApiClient({ fetch, timeoutMs: TIMEOUT_MS, baseUrl: zalo.url, proofSecret: null });
  return (await client.account(token.accessToken)).ok;
}

describe('tokens', () => {
  test('the first start uses the refresh token of the configuration, once', async () => {
    const { refresh_token } = zalo.world.issuePair();
    const tokens = createTokens(partsOf('one', { firstRefreshToken: refresh_token }));
    expect(await works(await tokens.current())).toBe(true);
    const calls = zalo.world.tokenCalls;
    expect(await works(await tokens.current())).toBe(true);
    expect(zalo.world.tokenCalls).toBe(calls);
  });

  test('without any token an administrator is asked for', async () => {
    expect(await createTokens(partsOf()).current()).toMatchObject({
      kind: 'broken',
      reason: expect.stringContaining('/connect/zalo'),
    });
  });

  test('is renewed after 20 hours, long before the 25 are over', async () => {
    await connect();
    const tokens = createTokens(partsOf());
    const first = await tokens.current();
    clock.advance(19 * HOUR);
    expect(await tokens.current()).toEqual(first);
    clock.advance(HOUR);
    const second = await tokens.current();
    expect(second).not.toEqual(first);
    expect(await works(second)).toBe(true);
  });

  test('many workers at once make one call', async () => {
    await connect();
    const calls = zalo.world.tokenCalls;
    const workers = Array.from({ length: 8 }, () => createTokens(partsOf()));
    const [shared] = workers;
    const renewed = await Promise.all([...workers, shared, shared].map((one) => one?.renew(1)));
    expect(zalo.world.tokenCalls - calls).toBe(1);
    expect(new Set(renewed.map((token) => JSON.stringify(token))).size).toBe(1);
    expect(alerts).toEqual([]);
  });

  test('an old token goes on while another process is renewing it', async () => {
    await connect();
    clock.advance(21 * HOUR);
    await store().takeLease('somebody else', clock.now(), new Date(clock.now().getTime() + HOUR));
    expect(await createTokens(partsOf()).current()).toMatchObject({ kind: 'token', version: 1 });
  });

  test('a dead refresh token is said aloud, and ends with a new consent', async () => {
    await connect();
    for (const token of zalo.world.refreshTokens.values()) token.used = true;
    const tokens = createTokens(partsOf());
    expect(await tokens.renew(1)).toMatchObject({ kind: 'broken', reason: expect.stringContaining('/connect/zalo') });
    expect(alerts).toMatchObject([{ kind: 'consent-needed' }]);
    const calls = zalo.world.tokenCalls;
    expect(await tokens.current()).toMatchObject({ kind: 'broken' });
    expect(zalo.world.tokenCalls).toBe(calls);
    const { access_token, refresh_token } = zalo.world.issuePair();
    await tokens.accept({ accessToken: access_token, refreshToken: refresh_token, expiresIn: 90_000 });
    expect(await works(await tokens.current())).toBe(true);
  });

  test('a refusal in an HTTP 200 never overwrites the pair', async () => {
    await connect();
    zalo.world.faults.set('oauth', { error: -14002, times: 1 });
    const tokens = createTokens(partsOf());
    expect(await tokens.renew(1)).toMatchObject({ kind: 'unavailable' });
    expect(alerts).toMatchObject([{ kind: 'refresh-refused', failure: { code: -14002 } }]);
    expect(await works(await tokens.renew(1))).toBe(true);
  });

  test('an answer that was cut is told of; if the pair is gone with it, an administrator is asked for', async () => {
    await connect();
    const tokens = createTokens(partsOf());
    zalo.world.faults.set('oauth', { drop: 'before', times: 1 });
    await tokens.renew(1);
    expect(alerts.map(({ kind }) => kind)).toEqual(['refresh-interrupted']);
    expect(await works(await tokens.renew(1))).toBe(true);
    zalo.world.faults.set('oauth', { drop: 'after', times: 1 });
    await tokens.renew(2);
    expect(await tokens.renew(2)).toMatchObject({ kind: 'broken' });
    expect(alerts.at(-1)).toMatchObject({ kind: 'consent-needed' });
  });

  test('a database that is away when the pair comes does not lose it', async () => {
    await connect();
    const away = { ...store(), savePair: () => Promise.reject(new Error('database away')) };
    await expect(createTokens(partsOf('one', { store: away })).renew(1)).rejects.toThrow('database away');
    const calls = zalo.world.tokenCalls;
    expect(await works(await createTokens(partsOf()).renew(1))).toBe(true);
    expect(zalo.world.tokenCalls).toBe(calls);
  });
});

/** Every call that a renewal waits for, in its order. */
const CALLS = [
  'read',
  'takeLease',
  'read',
  'beginRefresh',
  'refresh',
  'write',
  'savePair',
  'clear',
  'read',
  'releaseLease',
];
const KILLS = CALLS.flatMap((call, index) => [[index, 'before', call] as const, [index, 'after', call] as const]);

/** A process that stops for ever at one call, before or after it has its effect: no `finally` runs, as in a kill. */
function partsKilledAt(index: number, when: 'before' | 'after', machine: string, killed: () => void): TokenParts {
  const parts = partsOf(machine);
  const seen: string[] = [];
  const mortal = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const method = Reflect.get(object, name) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          seen.push(String(name));
          const now = seen.length - 1 === index;
          if (now && when === 'before') return die();
          const result = await method.apply(object, args);
          return now ? die() : result;
        };
      },
    });
  const die = () => {
    expect(seen).toEqual(CALLS.slice(0, index + 1));
    killed();
    return new Promise<never>(() => {});
  };
  return { ...parts, store: mortal(parts.store), oauth: mortal(parts.oauth), rescue: mortal(parts.rescue) };
}

describe.each([
  { start: 'connected', survivor: 'one' },
  { start: 'connected', survivor: 'two' },
  { start: 'first start', survivor: 'one' },
])('a process killed around a refresh ($start), found again on machine $survivor', ({ start, survivor }) => {
  test.each(KILLS)('at call %i, %s %s', async (index, when, _call) => {
    const first = start === 'first start';
    const firstRefreshToken = first ? zalo.world.issuePair().refresh_token : null;
    if (!first) await connect();
    const version = first ? 0 : 1;
    await new Promise<void>((resolve) => {
      const parts = partsKilledAt(index, when, 'one', resolve);
      void createTokens({ ...parts, firstRefreshToken }).renew(version);
    });
    clock.advance(2 * TIMEOUT_MS + 10_001);

    const after = await createTokens(partsOf(survivor, { firstRefreshToken })).renew(version);
    const asked = index > 4 || (index === 4 && when === 'after');
    const written = index > 5 || (index === 5 && when === 'after');
    const saved = index > 6 || (index === 6 && when === 'after');
    if (saved || !asked || (written && survivor === 'one')) expect(await works(after)).toBe(true);
    else {
      expect(after).toMatchObject({ kind: 'broken' });
      expect(alerts.at(-1)).toMatchObject({ kind: 'consent-needed' });
    }
    const begun = index > 3 || (index === 3 && when === 'after');
    expect(alerts.some(({ kind }) => kind === 'refresh-interrupted')).toBe(begun && !saved);
  });
});
