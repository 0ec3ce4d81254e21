import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chown, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { migrateQueue } from '../queue/migrate-queue.ts';
import {
  clusterUrl,
  ensureCluster,
  exists,
  isAlive,
  type Programs,
  type RunningServer,
  readPostmaster,
  startServer,
  stopServer,
} from './cluster.ts';
import { applyMigrations, readMigrations } from './migrations.ts';
import { nativeBinaries } from './native-binaries.ts';
import { serverAccount } from './server-account.ts';
import { temporaryFolder } from './shared-folder.ts';

/** For clusters that are thrown away: nothing is worth a wait for the disk. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '16MB',
  max_connections: '60',
  autovacuum: 'off',
};
/** What was committed outlives a server that is killed (not a machine that is). */
const KEEPS_COMMITS = { ...SETTINGS, synchronous_commit: 'on', autovacuum: 'on' };
/** As a service runs: a commit is on the disk. */
const SYNCS = { ...KEEPS_COMMITS, fsync: 'on', full_page_writes: 'on' };
const DATABASE = 'postgres';

export interface EphemeralServer {
  /** As of the last start. */
  readonly url: string;
  /** `immediate` ends it as a crash would. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  /** After `stop`; on another port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A server of its own with an empty, migrated database, removed at `close` (or when the process ends). It is a copy
 * of a template that is made once per release of server and migrations: `<temp>/ocop-assistant-<uid>/template-<key>`.
 */
export async function startEphemeralServer({ keepsCommits = false, syncs = false } = {}): Promise<EphemeralServer> {
  const programs = await findPrograms();
  const base = await temporaryFolder();
  await removeOrphans(base);
  const template = await ensureTemplate(base, programs);
  const make = (cluster: string) => copyCluster(template, cluster, programs);
  return runThrowAway(base, programs, make, syncs ? SYNCS : keepsCommits ? KEEPS_COMMITS : SETTINGS);
}

/** A throw-away server with an empty database, for trying migrations on. */
export async function openScratchDatabase(): Promise<EphemeralServer> {
  const programs = await findPrograms();
  const make = (cluster: string) => ensureCluster(cluster, programs, { durable: false });
  return runThrowAway(await temporaryFolder(), programs, make);
}

async function findPrograms(): Promise<Programs> {
  const account = serverAccount();
  return { account, binaries: await nativeBinaries(account) };
}

async function runThrowAway(
  base: string,
  programs: Programs,
  make: (cluster: string) => Promise<void>,
  settings: Readonly<Record<string, string>> = SETTINGS,
): Promise<EphemeralServer> {
  const place = await makePlace(base, 'run', programs);
  const cluster = path.join(place, 'cluster');
  await make(cluster);
  const start = () => startIn(cluster, place, programs, settings);
  let server: RunningServer | null = await start();
  let url = await clusterUrl(cluster, server.port, DATABASE);
  // Nobody stays behind when the process leaves without closing (an error, process.exit).
  const atExit = () => {
    if (server) killNow(server);
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', atExit);
  const stop = async (how: 'fast' | 'immediate') => {
    if (server) await stopServer(cluster, server, how);
    server = null;
  };
  return {
    get url() {
      return url;
    },
    stop,
    async start() {
      server ??= await start();
      url = await clusterUrl(cluster, server.port, DATABASE);
    },
    async close() {
      await stop('immediate');
      await rm(place, { recursive: true, force: true, maxRetries: 5 });
      process.removeListener('exit', atExit);
    },
  };
}

async function startIn(
  cluster: string,
  place: string,
  programs: Programs,
  settings: Readonly<Record<string, string>> = SETTINGS,
): Promise<RunningServer> {
  const server = await startServer(cluster, programs, path.join(place, 'postgres.log'), settings);
  if (!server) throw new Error(`${cluster} is used by another process`);
  return server;
}

/** `<base>/<kind>-<our pid>-<random>`, owned by the server's account. */
async function makePlace(base: string, kind: 'run' | 'draft', { account }: Programs): Promise<string> {
  const place = path.join(base, `${kind}-${process.pid}-${randomBytes(6).toString('hex')}`);
  await mkdir(place, { mode: 0o700 });
  const { uid, gid } = account.ids;
  if (uid !== undefined && gid !== undefined) await chown(place, uid, gid);
  return place;
}

async function ensureTemplate(base: string, programs: Programs): Promise<string> {
  const { migrationDirectories } = await readMigrations();
  const key = createHash('sha256')
    .update(JSON.stringify([1, programs.binaries.version, migrateQueue.version, migrationDirectories]))
    .digest('hex')
    .slice(0, 16);
  const template = path.join(base, `template-${key}`);
  if (await exists(template)) return template;

  const place = await makePlace(base, 'draft', programs);
  const cluster = path.join(place, 'cluster');
  await ensureCluster(cluster, programs, { durable: false });
  const server = await startIn(cluster, place, programs);
  const url = await clusterUrl(cluster, server.port, DATABASE);
  await applyMigrations(url);
  await migrateQueue(url);
  await stopServer(cluster, server, 'fast');
  await rename(cluster, template).catch(async (error) => {
    if (!(await exists(template))) throw error;
  });
  await rm(place, { recursive: true, force: true });
  return template;
}

async function copyCluster(from: string, to: string, { account }: Programs): Promise<void> {
  // cp keeps the owner's rights and is several times faster than copying file by file from here.
  if (process.platform !== 'win32') {
    const copied = spawnSync('cp', ['-Rp', from, to], { ...account.ids, cwd: '/', stdio: 'ignore' });
    if (copied.status === 0) return;
  }
  await cp(from, to, { recursive: true });
}

/** Servers and folders of processes that were killed. */
async function removeOrphans(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = Number(/^(?:run|draft)-(\d+)-/.exec(name)?.[1]);
    if (!pid || pid === process.pid || isAlive(pid)) continue;
    const place = path.join(base, name);
    const server = await readPostmaster(path.join(place, 'cluster'));
    if (server) killNow(server);
    await rm(place, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  }
}

function killNow(server: RunningServer): void {
  try {
    process.kill(server.pid, 'SIGQUIT');
  } catch {
    // Gone already.
  }
}
