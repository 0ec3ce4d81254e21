import { createHash, randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../errors.ts';
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
import { nativeBinaries } from './native-binaries.ts';
import { canEnter, serverAccount } from './server-account.ts';
import { sharedFolder } from './shared-folder.ts';

/** A database on the embedded server. `close` gives up our use of it; the last process out stops the server. */
export interface EmbeddedDatabase {
  readonly url: string;
  /** The folder of the cluster, for backups and messages. */
  readonly folder: string;
  close(): Promise<void>;
}

const DATABASE = 'ocop';
/** In DATA_DIR: where the data lies when it can't lie there. */
const LOCATION = 'postgres.location';
/** Every process that uses the server holds one session of this name, so that the others can count it. */
const PRESENCE = 'ocop-presence';
const DOOR = 0x0c09;
const START_LIMIT_MS = 120_000;

/**
 * Opens the database under `dataDir`, making and starting what is missing.
 *
 * The data lies in `<dataDir>/postgres`. Under root, when the server's account cannot enter that folder, it lies in
 * `/var/lib/ocop-assistant/data-<hash of dataDir>` and `<dataDir>/postgres.location` says so.
 *
 * A second process joins the server that runs already. A server left behind by a killed process is joined too.
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const account = serverAccount();
  const programs: Programs = { account, binaries: await nativeBinaries(account) };
  const place = await findPlace(dataDir, programs);
  const cluster = path.join(place, 'cluster');
  await removeDrafts(place);
  await ensureCluster(cluster, programs, { durable: true });
  await checkOwner(cluster, programs);

  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    const server = await startOrJoin(place, cluster, programs);
    const presence = server && (await enter(cluster, server));
    if (presence) {
      const url = await ensureDatabase(cluster, server, presence);
      return { url, folder: cluster, close: () => leave(cluster, server, presence) };
    }
    if (performance.now() > deadline) {
      throw new AppError('database-not-started', `The server of ${cluster} did not answer within two minutes.`);
    }
    await sleep(50);
  }
}

async function findPlace(dataDir: string, { account }: Programs): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (cause) {
    throw new AppError('data-folder-denied', `${dataDir}: ${(cause as Error).message}`, { cause });
  }
  const real = await realpath(dataDir);
  const inside = path.join(real, 'postgres');
  const { uid, gid } = account.ids;
  const outside = async () =>
    path.join(await sharedFolder(), `data-${createHash('sha256').update(real).digest('hex').slice(0, 16)}`);

  // What is there already stays where it is, whatever has happened to the permissions since.
  let place = inside;
  if (uid !== undefined && !(await exists(path.join(inside, 'cluster')))) {
    const pointer = path.join(real, LOCATION);
    if ((await exists(pointer)) || !canEnter(account, real)) {
      place = await outside();
      await setAsideOrphaned(place, pointer);
    }
  }
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    if (uid !== undefined && gid !== undefined) await chown(place, uid, gid);
    // Written before there is any data: data without it belongs to a DATA_DIR that has been removed.
    if (place !== inside) await writeFile(path.join(real, LOCATION), `${place}\n`);
  } catch (cause) {
    throw new AppError('data-folder-denied', `${place}: ${(cause as Error).message}`, { cause });
  }
  if (!canEnter(account, place)) {
    throw new AppError('data-folder-denied', `The account postgres cannot enter ${place}.`);
  }
  return place;
}

/**
 * Who removes DATA_DIR means to start anew, and the key of what was sealed went with it. Data outside it is kept, but
 * out of the way. The pointer is looked for last: it is written before any data.
 */
async function setAsideOrphaned(place: string, pointer: string): Promise<void> {
  if (!(await exists(path.join(place, 'cluster'))) || (await exists(pointer))) return;
  await rename(place, `${place}.removed-${randomBytes(4).toString('hex')}`).catch((error: NodeJS.ErrnoException) => {
    // Another process was quicker.
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Half-made clusters of processes that died while making them. */
async function removeDrafts(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const pid = /^cluster\.new-(\d+)-/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid)))) {
      await rm(path.join(place, name), { recursive: true, force: true });
    }
  }
}

async function checkOwner(cluster: string, { account }: Programs): Promise<void> {
  const expected = account.ids.uid ?? process.getuid?.();
  const { uid } = await stat(cluster);
  if (expected !== undefined && uid !== expected) {
    throw new AppError(
      'data-folder-taken',
      `${cluster} belongs to uid ${uid}; this process would use uid ${expected}.`,
    );
  }
}

/** Null while another process is starting or stopping the server: look again shortly. */
async function startOrJoin(place: string, cluster: string, programs: Programs): Promise<RunningServer | null> {
  const postmaster = await readPostmaster(cluster);
  if (postmaster && !(await isStale(cluster, postmaster.pid))) return postmaster.ready ? postmaster : null;
  if (postmaster) await removeStale(cluster, postmaster.pid);
  return startServer(cluster, programs, path.join(place, 'postgres.log'), { max_connections: '100' });
}

/**
 * Whether postmaster.pid was left by a server that died with its machine or container. PostgreSQL looks only whether
 * a process of that number lives; after a restart it is often another program, and it would refuse to start for ever.
 */
async function isStale(cluster: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  // No /proc on this system: the number alone must do.
  if (command === null) return false;
  return !command.includes('postgres') || !command.includes(cluster);
}

async function removeStale(cluster: string, pid: number): Promise<void> {
  // Moved aside before it is judged again: a server that started in between keeps its file.
  const file = path.join(cluster, 'postmaster.pid');
  const aside = `${file}.stale-${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = Number((await readFile(aside, 'utf8')).split('\n')[0]);
  if (moved === pid) await rm(aside, { force: true });
  else await rename(aside, file);
}

/** Opens the presence session, or null when the server went away while we knocked. */
async function enter(cluster: string, server: RunningServer): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: await clusterUrl(cluster, server.port, 'postgres'),
    application_name: PRESENCE,
    keepAlive: true,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    // The same door as `leave`: nobody stops the server between our coming in and our being counted.
    await client.query('SELECT pg_advisory_lock($1)', [DOOR]);
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    await client.query('SELECT pg_advisory_unlock($1)', [DOOR]);
    if (rows[0]?.data_directory === cluster) return client;
  } catch {
    // Not there any more, or another server on that port.
  }
  await client.end().catch(() => {});
  return null;
}

async function ensureDatabase(cluster: string, server: RunningServer, presence: pg.Client): Promise<string> {
  const there = await presence.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (there.rowCount === 0) {
    await presence.query(`CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
      // Two first starts at once: duplicate_database, or the unique index behind it.
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    });
  }
  return clusterUrl(cluster, server.port, DATABASE);
}

async function leave(cluster: string, server: RunningServer, presence: pg.Client): Promise<void> {
  let last = false;
  try {
    await presence.query('SELECT pg_advisory_lock($1)', [DOOR]);
    const others = await presence.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()`,
      [PRESENCE],
    );
    last = others.rowCount === 0;
    // The door stays locked while the server stops: whoever comes now finds it gone and starts it anew.
    if (last) await stopServer(cluster, server, 'fast');
  } catch {
    // The server is gone already.
  }
  await presence.end().catch(() => {});
}
