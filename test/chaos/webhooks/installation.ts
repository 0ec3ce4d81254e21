import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EphemeralServer, startEphemeralServer } from '../../../src/platform/database/ephemeral.ts';
import { freePort } from '../../free-port.ts';
import { type Line, openLine } from '../../simulators/line.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { bundleProgram } from '../bundle-program.ts';
import { type Supervised, supervise } from '../processes.ts';
import { type Front, type FrontOptions, openFront } from './front.ts';

export const SECRET_KEY = 'chaos-secret-key-of-a-throw-away-installation';
/** Conversations that one worker has in hand. */
export const CONCURRENCY = 8;
const UNLIMITED = { perSecond: 1e9, burst: 1e9 };

export interface InstallationOptions extends Omit<FrontOptions, 'port'> {
  readonly workers: number;
  /** Variables that differ from those of all installations. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One `web`, some `worker` and their PostgreSQL on this machine, beside simulated platforms. */
export interface Installation {
  readonly database: EphemeralServer;
  /** Through which the service reaches the database. */
  readonly line: Line;
  readonly zalo: ZaloSimulator;
  readonly telegram: TelegramSimulator;
  readonly front: Front;
  readonly web: Supervised;
  /** Of `web` itself, past `front`. */
  readonly webUrl: string;
  readonly workers: readonly Supervised[];
  /** Resolves as soon as `web` answers. */
  untilUp(): Promise<void>;
  /** Events that wait on disk. */
  spooled(): Promise<number>;
  /** Where the processes write. */
  readonly folder: string;
  stopProcesses(): Promise<void>;
  close(): Promise<void>;
}

export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const port = await freePort();
  const [database, zalo, telegram, front, folder] = await Promise.all([
    startEphemeralServer({ keepsCommits: true }),
    startZaloSimulator({ ratePerMinute: 1e9, accessTokenMs: 90 * 24 * 3_600_000 }),
    startTelegramSimulator({ perChat: UNLIMITED, overall: UNLIMITED }),
    openFront({ ...options, port }),
    mkdtemp(path.join(tmpdir(), 'ocop-chaos-')),
  ]);
  await chmod(folder, 0o711);
  const line = await openLine(Number(new URL(database.url).port));
  const reached = new URL(database.url);
  reached.port = String(line.port);
  zalo.world.settings = { ...zalo.world.settings, webhookUrl: `${front.url}/webhooks/zalo` };
  // Telegram goes on trying for a day.
  telegram.webhook.weather = { copies: 1, retries: Array(1_000).fill(300) };

  const env = {
    ...zaloEnv(zalo),
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: front.url,
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: reached.href,
    REDIS_URL: '',
    SECRET_KEY,
    OFFICE_NAME: 'Văn phòng thử',
    OFFICE_CONTACT: '0237 000 000',
    WORKER_CONCURRENCY: String(CONCURRENCY),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: 'chaos-webhook-secret',
    LOG_LEVEL: 'warn',
    ...options.env,
  };
  const program = await bundleProgram(new URL('../../../src/main.ts', import.meta.url), folder);
  const web = supervise('web', [program, 'web'], env, folder);
  const workers = Array.from({ length: options.workers }, (_, index) =>
    supervise(`worker-${index + 1}`, [program, 'worker'], env, folder),
  );
  const webUrl = `http://127.0.0.1:${port}`;
  const stopProcesses = async () => void (await Promise.all([web, ...workers].map((one) => one.stop())));
  return {
    database,
    line,
    zalo,
    telegram,
    front,
    web,
    webUrl,
    workers,
    untilUp: () => Promise.race([untilAnswered(`${webUrl}/health/live`), web.givenUp]),
    spooled: () =>
      readdir(path.join(folder, 'data', 'spool', 'zalo')).then(
        (names) => names.filter((name) => /^\d/.test(name)).length,
        () => 0,
      ),
    folder,
    stopProcesses,
    async close() {
      await stopProcesses();
      await Promise.all([front.close(), zalo.close(), telegram.close()]);
      await line.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function zaloEnv({ url, world }: ZaloSimulator): Record<string, string> {
  const { appId, appSecret, oaId, oaSecretKey } = world.settings;
  return {
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: oaSecretKey,
    ZALO_REFRESH_TOKEN: world.issuePair().refresh_token,
    ZALO_REQUESTS_PER_MINUTE: '4000',
    ZALO_OAUTH_URL: url,
    ZALO_OPENAPI_URL: url,
    ZALO_BUSINESS_URL: url,
  };
}

async function untilAnswered(url: string): Promise<void> {
  for (;;) {
    const answered = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
