import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { NativeBinaries } from './native-binaries.ts';
import type { ServerAccount } from './server-account.ts';

/** The role that owns everything, and the file inside the cluster that holds its password (readable by its owner). */
const ROLE = 'ocop';
const PASSWORD_FILE = 'ocop-password';

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

export interface Programs {
  readonly account: ServerAccount;
  readonly binaries: NativeBinaries;
}

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Programs started here see nothing of our environment (keys, tokens) and speak English whatever the machine's language. */
const QUIET_ENV = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC', ...systemRoot() };

function systemRoot(): Record<string, string> {
  return process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {};
}

/**
 * Makes a cluster at `folder` unless there is one. It is made aside and renamed, so a cluster that exists is whole,
 * whenever the process is killed; when two processes make one at once, the first rename wins and both use it.
 * `durable: false` leaves the disk's cache alone (throw-away clusters).
 */
export async function ensureCluster(folder: string, programs: Programs, options: { durable: boolean }): Promise<void> {
  if (await exists(path.join(folder, 'PG_VERSION'))) return;
  const draft = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await initialise(draft, programs, options);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(path.join(folder, 'PG_VERSION')))) throw error;
  }
}

async function initialise(folder: string, { account, binaries }: Programs, { durable }: { durable: boolean }) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid, gid } = account.ids;
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) {
    await chown(folder, uid, gid);
    await chown(passwordFile, uid, gid);
  }
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${folder}`,
        `--username=${ROLE}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync', '--wal-segsize=1']),
      ],
      account,
    );
    await rename(passwordFile, path.join(folder, PASSWORD_FILE));
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function run(program: string, args: readonly string[], account: ServerAccount): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account.ids,
      cwd: '/',
      env: QUIET_ENV,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (cause) => reject(new AppError('database-not-started', cause.message, { cause })));
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new AppError('database-not-started', `${program}: ${output.trim()}`)),
    );
  });
}

export async function clusterUrl(folder: string, port: number, database: string): Promise<string> {
  const password = (await readFile(path.join(folder, PASSWORD_FILE), 'utf8')).trim();
  return `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

/** What postmaster.pid says; `ready` once the server takes connections. Null when no server has (or had) the cluster. */
export async function readPostmaster(folder: string): Promise<(RunningServer & { ready: boolean }) | null> {
  const text = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number.isInteger(port) ? port : 0, ready: lines[7]?.trim() === 'ready' && port > 0 };
}

/**
 * Starts a server on a free port of this machine only. It outlives our own signals (a Ctrl-C goes to the whole
 * terminal group): we stop it when our last turn is over. Its log never holds statements or values.
 * Null when another process holds the cluster.
 */
export async function startServer(
  folder: string,
  { account, binaries }: Programs,
  logFile: string,
  settings: Readonly<Record<string, string>>,
): Promise<RunningServer | null> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const log = await open(logFile, 'w', 0o600);
    const options = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
      ...settings,
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...options], {
      ...account.ids,
      cwd: folder,
      env: QUIET_ENV,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let ended: string | null = null;
    child.on('error', (error) => {
      ended = error.message;
    });
    child.on('exit', (status, signal) => {
      ended ??= `ended with ${signal ?? status}`;
    });
    child.unref();
    await log.close();

    for (;;) {
      if (ended !== null) break;
      const postmaster = await readPostmaster(folder);
      if (postmaster?.ready && postmaster.pid === child.pid) return { pid: postmaster.pid, port: postmaster.port };
      await sleep(10);
    }
    const output = await readFile(logFile, 'utf8').catch(() => '');
    if (/lock file "postmaster.pid" already exists/.test(output)) return null;
    if (/could not bind/.test(output) && attempt < 5) continue;
    throw new AppError('database-not-started', `postgres ${ended}: ${output.trim().split('\n').slice(-5).join('\n')}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * `fast` ends the sessions and writes everything down; `immediate` is for clusters that are thrown away. Over when
 * the server has given up its cluster (an orphan nobody waits for stays in the process table, so its pid says little).
 */
export async function stopServer(folder: string, server: RunningServer, how: 'fast' | 'immediate'): Promise<void> {
  try {
    process.kill(server.pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch {
    return;
  }
  while (isAlive(server.pid) && (await readPostmaster(folder))?.pid === server.pid) await sleep(10);
}
