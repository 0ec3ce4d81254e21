import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
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
import { bundleProgram } from '../bundle-program.ts';
import { type Supervised, supervise } from '../processes.ts';
import { openEchoes } from './echoes.ts';

/** Sends of one channel under way in one worker. */
export const CONCURRENCY = 8;
/** Both are sent on. */
export const CHANNELS = 2;
const SPEED = 20;
const LEASE_MS = 3_000;
const SECRET_KEY = 'chaos-secret-key-of-a-throw-away-installation';
/** Of the account's calls a minute; the rest is for replies. */
const ZALO_PER_MINUTE = 2_000;

export interface Installation {
  readonly database: Database;
  readonly clock: ScaledClock;
  readonly zalo: ZaloSimulator;
  readonly telegram: TelegramSimulator;
  readonly workers: readonly Supervised[];
  /** The first of so many external ids that nobody has had. */
  takeIds(count: number): number;
  /** Nobody is left from the run before. */
  empty(): Promise<void>;
  start(workers: number, how: Working): void;
  /** What a worker has logged. */
  saidBy(worker: string): Promise<string>;
  /** Ends the workers that were started. */
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

export type Backend = 'postgres' | 'redis';

export interface Working {
  readonly backend: Backend;
  readonly fault: string | null;
}

/** Some workers and their PostgreSQL and Redis on this machine, beside simulated platforms that keep their limits. */
export async function openInstallation(): Promise<Installation> {
  const clock = scaledClock(thisMorning(), SPEED);
  const redis = await startRedis();
  if (!redis) throw new Error('redis-server is not installed');
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
  };
  await connectZalo(env, database, clock);
  const program = await bundleProgram(new URL('worker.ts', import.meta.url), folder);
  let nextId = 1_000_000;
  let workers: Supervised[] = [];
  const stopWorkers = async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
  };
  return {
    database,
    clock,
    zalo,
    telegram,
    get workers() {
      return workers;
    },
    takeIds(count) {
      nextId += count;
      return nextId - count;
    },
    async empty() {
      await database.client.$executeRaw`TRUNCATE person, campaign, send_limit, lease CASCADE`;
    },
    start(count, { backend, fault }) {
      const how = { ...env, REDIS_URL: backend === 'redis' ? redis.url : '', CHAOS_FAULT: fault ?? '' };
      workers = Array.from({ length: count }, (_, index) => supervise(`worker-${index + 1}`, [program], how, folder));
    },
    saidBy: (worker) => readFile(path.join(folder, `${worker}.log`), 'utf8'),
    stopWorkers,
    async close() {
      await stopWorkers();
      await Promise.all([zalo.close(), telegram.close()]);
      await echoes.close();
      await database.close();
      await server.close();
      redis.stop();
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
