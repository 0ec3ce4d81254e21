import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/platform/database/database.ts';
import { openEmbeddedDatabase } from '../../src/platform/database/embedded.ts';
import { query } from '../platform/query.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Four starts of the whole program, beside other tests. */
const WHOLE_LIFE_MS = 180_000;

let dataDir: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ocop-start-'));
  // Under root the database's own account must be able to enter.
  await chmod(dataDir, 0o711);
});

afterEach(async () => {
  for (const child of running) await kill(child, 'SIGKILL');
  await stopOrphan(dataDir);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

interface Launched {
  readonly child: ChildProcess;
  readonly said: () => string;
}
interface Service extends Launched {
  readonly url: string;
}

function launch(env: Record<string, string> = {}): Launched {
  return run(['src/main.ts', 'serve'], env);
}

/** The part of the program that makes and opens the database: it comes up several times as fast as the whole. */
function launchDatabase(): Launched {
  return run(['test/e2e/open-database.ts', dataDir]);
}

function run(program: readonly string[], env: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, ['--import', 'tsx', ...program], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  return { child, said: () => said };
}

async function start(env: Record<string, string> = {}): Promise<Service> {
  const { child, said } = launch(env);
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', () => {
      const found = /đang chạy tại (http:\/\/\S+)/.exec(said())?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${said()}`)));
  });
  return { child, url, said };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  return (await ended)[0];
}

const postmaster = () => readFile(path.join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').catch(() => null);

/** The database server that a killed process leaves behind, on purpose: the next start joins it. */
async function stopOrphan(folder: string): Promise<void> {
  if (await postmaster()) await (await openEmbeddedDatabase(folder)).close();
}

describe('npm start', () => {
  test('first starts at once share one database, a taken port is told, the last one out stops it all; whoever is killed leaves data that the next one opens', {
    timeout: WHOLE_LIFE_MS,
  }, async () => {
    const [first, second] = await Promise.all([start(), start()]);
    const ready = await fetch(`${first.url}/health/ready`);
    expect(await ready.json()).toEqual({ status: 'ready', checks: { database: true, queue: true } });
    expect(await (await fetch(`${first.url}/metrics`)).text()).toContain('ocop_inbox_waiting 0');
    expect((await fetch(first.url)).headers.get('content-type')).toContain('text/html');

    const third = launch({ PORT: new URL(first.url).port });
    expect((await once(third.child, 'exit'))[0]).toBe(1);
    expect(third.said()).toContain('Cổng mạng đã có chương trình khác dùng. Hãy đổi PORT');
    expect(third.said()).toContain('[port-taken]');

    // Neither the failed start nor the one that leaves takes the database away from the others.
    expect(await kill(first.child, 'SIGTERM')).toBe(0);
    expect((await fetch(`${second.url}/health/ready`)).status).toBe(200);
    expect(await kill(second.child, 'SIGTERM')).toBe(0);
    expect(await postmaster()).toBeNull();

    const again = await start();
    await kill(again.child, 'SIGKILL');
    await opensAgain();
  });

  test('a wrong variable stops the start before anything is made', async () => {
    const { child, said } = launch({ PORT: 'ba nghìn' });
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect(said()).toContain('PORT: phải là số nguyên');
    expect(await postmaster()).toBeNull();
  });
});

/**
 * What a first start does to the disk, one stage further each time before it is killed: each start goes on from what the one
 * before has left.
 */
test('kill -9 again and again during the first start: the next start works', async () => {
  for (const sign of [/cluster\.new/, /(^|,)cluster(,|$)/, /postgres\.log/]) {
    const { child } = launchDatabase();
    await appears(sign);
    await kill(child, 'SIGKILL');
  }
  const { child, said } = launchDatabase();
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', () => {
      if (said().includes('embedded database runs')) resolve();
    });
  });
  // During the migrations.
  await kill(child, 'SIGKILL');
  await opensAgain();
  expect((await readdir(path.join(dataDir, 'postgres'))).sort()).toEqual(['cluster', 'postgres.log']);
});

/** What the next start does with the data, in this process. */
async function opensAgain(): Promise<void> {
  const database = await openDatabase({ databaseUrl: null, dataDir });
  expect(await database.client.person.count()).toBe(0);
  await database.close();
  expect(await postmaster()).toBeNull();
}

/** Watches the folder of the database until its listing shows the sign. */
async function appears(sign: RegExp): Promise<void> {
  for (;;) {
    const names = await readdir(path.join(dataDir, 'postgres')).catch(() => []);
    if (sign.test(names.join(','))) return;
    await sleep(2);
  }
}

test('a server that died with its machine leaves a note that another program may now fit: it is seen through', async () => {
  const database = await openEmbeddedDatabase(dataDir);
  await query(database.url, 'CREATE TABLE kept (x int)');
  const note = (await postmaster()) ?? '';
  await database.close();
  // The number in the note is that of a living program: this one.
  await writeFile(path.join(database.folder, 'postmaster.pid'), note.replace(/^\d+/, String(process.pid)));
  const again = await openEmbeddedDatabase(dataDir);
  expect(await query(again.url, 'SELECT count(*)::int AS rows FROM kept')).toEqual([{ rows: 0 }]);
  await again.close();
});

describe.runIf(process.getuid?.() === 0)('under root, in a folder that nobody else may enter', () => {
  beforeEach(() => chmod(dataDir, 0o700));
  const location = async () => (await readFile(path.join(dataDir, 'postgres.location'), 'utf8')).trim();

  test('the data lies outside and is found again', async () => {
    const database = await openEmbeddedDatabase(dataDir);
    const place = await location();
    await query(database.url, 'CREATE TABLE kept (x int)');
    await database.close();
    const again = await openEmbeddedDatabase(dataDir);
    expect(await query(again.url, 'SELECT count(*)::int AS rows FROM kept')).toEqual([{ rows: 0 }]);
    await again.close();
    await rm(place, { recursive: true });
  });

  test('who removes the folder starts anew, and the old data is only set aside', async () => {
    const database = await openEmbeddedDatabase(dataDir);
    const place = await location();
    await query(database.url, 'CREATE TABLE kept (x int)');
    await database.close();
    await rm(path.join(dataDir, 'postgres.location'));
    const again = await openEmbeddedDatabase(dataDir);
    expect(await query(again.url, `SELECT to_regclass('kept') AS there`)).toEqual([{ there: null }]);
    await again.close();
    const left = (await readdir(path.dirname(place))).filter((name) => name.startsWith(path.basename(place)));
    expect(left).toHaveLength(2);
    for (const name of left) await rm(path.join(path.dirname(place), name), { recursive: true });
  });
});
