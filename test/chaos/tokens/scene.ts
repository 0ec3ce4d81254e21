import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccountStore } from '../../../src/channels/zalo/store/account-store.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { startEphemeralServer } from '../../../src/platform/database/ephemeral.ts';
import { openLine } from '../../simulators/line.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { type Refresher, startRefresher } from './processes.ts';

export const MACHINES = ['one', 'two'] as const;
export type Machine = (typeof MACHINES)[number];

const SECRET_KEY = 'chaos-secret-key-of-a-throw-away-installation';
const TIMEOUT_MS = 2_000;
/** So long a call takes on its way there and back: room for a kill in its midst. */
const OAUTH_MS = 40;
const DATABASE_MS = 4;

/** One account of Zalo, its row in PostgreSQL, and a process on each of two machines. */
export interface Scene {
  readonly world: ZaloSimulator['world'];
  readonly at: (machine: Machine) => Refresher;
  account(): ReturnType<ReturnType<typeof createAccountStore>['read']>;
  /** Whether Zalo would still take the refresh token that is kept. */
  pairLives(): Promise<boolean>;
  /** An administrator connects the account anew. */
  consent(): Promise<void>;
  /** A pair that was won lies on that machine's disk. */
  hasRescue(machine: Machine): Promise<boolean>;
  start(machine: Machine): Promise<void>;
  close(): Promise<void>;
}

export async function openScene({ forgetsPair }: { readonly forgetsPair: boolean }): Promise<Scene> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ocop-chaos-tokens-'));
  const [server, zalo] = await Promise.all([
    startEphemeralServer({ keepsCommits: true }),
    startZaloSimulator({ ratePerMinute: 1e9 }),
  ]);
  const near = await openLine(Number(new URL(server.url).port));
  const far = await openLine(Number(new URL(zalo.url).port));
  near.delayMs = DATABASE_MS;
  far.delayMs = OAUTH_MS;
  const database = await openDatabase({ databaseUrl: server.url, dataDir: '' });
  const { world } = zalo;
  const { appId, appSecret, oaId } = world.settings;
  const account = createAccountStore(database.client, createCrypto(SECRET_KEY), oaId);
  const databaseUrl = new URL(server.url);
  databaseUrl.port = String(near.port);
  const options = {
    databaseUrl: databaseUrl.href,
    oauthUrl: `http://127.0.0.1:${far.port}`,
    appId,
    appSecret,
    oaId,
    secretKey: SECRET_KEY,
    timeoutMs: TIMEOUT_MS,
    forgetsPair,
  };
  const living = new Map<Machine, Refresher>();
  const folderOf = (machine: Machine) => path.join(folder, machine);

  async function start(machine: Machine): Promise<void> {
    living.set(machine, await startRefresher({ ...options, folder: folderOf(machine) }));
  }

  const scene: Scene = {
    world,
    at: (machine) => living.get(machine) as Refresher,
    account: account.read,
    async pairLives() {
      const { pair } = await account.read();
      return pair !== null && world.refreshTokens.get(pair.refreshToken)?.used === false;
    },
    async consent() {
      const { version } = await account.read();
      const { access_token, refresh_token, expires_in } = world.issuePair();
      const pair = { accessToken: access_token, refreshToken: refresh_token, expiresIn: Number(expires_in) };
      await account.savePair(version, pair, new Date());
    },
    hasRescue: (machine) =>
      stat(path.join(folderOf(machine), 'zalo-token.sealed')).then(
        () => true,
        () => false,
      ),
    start,
    async close() {
      await Promise.all([...living.values()].map((one) => one.kill()));
      await database.close();
      await Promise.all([near.close(), far.close(), zalo.close(), server.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await scene.consent();
  await Promise.all(MACHINES.map(start));
  return scene;
}
