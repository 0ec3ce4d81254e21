import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openZalo } from '../../../src/channels/zalo/open-zalo.ts';
import { readConfig } from '../../../src/config.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openDatabase } from '../../../src/platform/database/database.ts';
import { startEphemeralServer } from '../../../src/platform/database/ephemeral.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { startRedis } from '../../platform/redis.ts';
import { type ScaledClock, scaledClock, thisMorning } from '../../scaled-clock.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { type Supervised, supervise } from '../processes.ts';
import { openEchoes } from './echoes.ts';

/** Sends of one channel under way in one worker. */
export const CONCURRENCY = 8;
/** Both are sent on. */
export const CHANNELS = 2;
const SPEED = 20;
const LEASE_MS = 4_000;
const SECRET_KEY = 'chaos-secret-key-of-a-throw-away-installation';
/** Of the account's calls a minute; the rest is for replies. */
const ZALO_PER_MINUTE = 2_000;

export interface Installation {
  readonly database: Database;
  readonly clock: ScaledClock;
  readonly zalo: ZaloSimulator;
  readonly telegram: TelegramSimulator;
  readonly workers: readonly Supervised[];
  start(workers: number): void;
  close(): Promise<void>;
}

export type Backend = 'postgres' | 'redis';

/** Some workers and their PostgreSQL (and Redis) on this machine, beside simulated platforms that keep their limits. */
export async function openInstallation(backend: Backend, fault: string | null): Promise<Installation> {
  const clock = scaledClock(thisMorning(), SPEED);
  const redis = backend === 'redis' ? await startRedis() : null;
  if (backend === 'redis' && !redis) throw new Error('redis-server is not installed');
  const [server, zalo, telegram, folder] = await Promise.all([
    startEphemeralServer({ keepsCommits: true }),
    startZaloSimulator({ ratePerMinute: ZALO_PER_MINUTE, accessTokenMs: 90 * 24 * 3_600_000 }),
    startTelegramSimulator({ now: () => clock.now().getTime() }),
    mkdtemp(path.join(tmpdir(), 'ocop-chaos-')),
  ]);
  await chmod(folder, 0o711);
  zalo.world.now = () => clock.now().getTime();
  const database = await openDatabase({ databaseUrl: server.url, dataDir: '' });
  const { appId, appSecret, oaId, oaSecretKey } = zalo.world.settings;
  const echoes = await openEchoes(database.client, createCrypto(SECRET_KEY), oaId);
  zalo.world.settings = { ...zalo.world.settings, webhookUrl: echoes.url };
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: server.url,
    REDIS_URL: redis?.url ?? '',
    SECRET_KEY,
    OFFICE_NAME: 'Văn phòng thử',
    OFFICE_CONTACT: '0237 000 000',
    NOTICE_CONCURRENCY: String(CONCURRENCY),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: oaSecretKey,
    ZALO_REFRESH_TOKEN: zalo.world.issuePair().refresh_token,
    ZALO_REQUESTS_PER_MINUTE: String(ZALO_PER_MINUTE),
    ZALO_OAUTH_URL: zalo.url,
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_BUSINESS_URL: zalo.url,
    LOG_LEVEL: 'warn',
    CHAOS_CLOCK: clock.described,
    CHAOS_LEASE_MS: String(LEASE_MS),
    CHAOS_FAULT: fault ?? '',
  };
  await connectZalo(env, database, clock);
  const workers: Supervised[] = [];
  return {
    database,
    clock,
    zalo,
    telegram,
    workers,
    start(count) {
      for (let number = 1; number <= count; number += 1) {
        workers.push(supervise(`worker-${number}`, ['test/chaos/broadcast/worker.ts'], env, folder));
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all([zalo.close(), telegram.close()]);
      await echoes.close();
      await database.close();
      await server.close();
      redis?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The first pair of tokens is there before anybody is killed: a refresh that is cut off is another chaos. */
async function connectZalo(
  env: Readonly<Record<string, string>>,
  database: Database,
  clock: ScaledClock,
): Promise<void> {
  const config = readConfig(env);
  if (!config.zalo) throw new Error('no Zalo account is configured');
  const { tokens } = openZalo(config.zalo, {
    database,
    crypto: createCrypto(SECRET_KEY),
    clock,
    dataDir: config.dataDir,
    log: silentLog,
    linkTo: null,
    calls: { take: async () => 0, count: async () => {} },
  });
  const token = await tokens.current();
  if (token.kind !== 'token') throw new Error(`Zalo gave no token: ${token.kind}`);
}
