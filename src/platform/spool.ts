import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Crypto } from './crypto.ts';
import { inBatches } from './in-batches.ts';

/**
 * A folder of sealed files for what must not be lost while the database is away. What is of one lane (a person, say) goes
 * out in its order; a file goes once its content is taken, so after a crash it may be taken twice.
 */
export interface Spool {
  put(text: string, lane: string): Promise<void>;
  /** Whether nothing of this lane lies there. Whoever takes something past a lane that is not empty overtakes what lies in it. */
  isEmpty(lane: string): Promise<boolean>;
  /**
   * Hands out everything that lies there, and what comes meanwhile, several lanes at once; stops when something is not
   * taken. How many were.
   */
  drain(take: (text: string) => Promise<void>): Promise<number>;
}

const LANES_AT_ONCE = 8;
let put = 0;

export function createSpool(folder: string, crypto: Crypto): Spool {
  const context = (name: string) => `spool ${name}`;
  /** Files are named by it: it must not tell whose they are. */
  const laneKey = (lane: string) => crypto.conversationKey('spool', lane).slice(0, 16);
  const unseal = (bytes: Uint8Array, name: string): string | null => {
    try {
      return crypto.open(bytes, context(name));
    } catch {
      return null;
    }
  };
  /** Whether something of that lane lies there; many who ask at once share one look at the folder. */
  const look = inBatches(
    async (keys: readonly string[]) => {
      const lanes = new Set((await contents()).map(laneOf));
      return keys.map((key) => lanes.has(key));
    },
    () => true,
  );
  return {
    async put(text, lane) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      put += 1;
      const order = `${String(Date.now()).padStart(15, '0')}-${String(put).padStart(9, '0')}`;
      const name = `${order}-${randomBytes(6).toString('hex')}-${laneKey(lane)}`;
      const draft = path.join(folder, `.${name}`);
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(crypto.seal(text, context(name)));
        await handle.sync();
      } finally {
        await handle.close();
      }
      // Whoever drains sees whole files only.
      await rename(draft, path.join(folder, name));
    },

    async isEmpty(lane) {
      return !(await look(laneKey(lane)));
    },

    async drain(take) {
      let taken = 0;
      for (;;) {
        const lanes = groupByLane(await contents());
        if (lanes.length === 0) return taken;
        const problems: unknown[] = [];
        const work = async () => {
          for (let lane = lanes.shift(); lane && problems.length === 0; lane = lanes.shift()) {
            await drainLane(lane).catch((error) => problems.push(error));
          }
        };
        await Promise.all(Array.from({ length: LANES_AT_ONCE }, work));
        if (problems.length > 0) throw problems[0];
      }

      async function drainLane(names: readonly string[]): Promise<void> {
        for (const name of names) {
          const file = path.join(folder, name);
          const bytes = await readFile(file).catch(noneIfMissing);
          // Another process drains the same folder.
          if (bytes === null) continue;
          const text = unseal(bytes, name);
          if (text === null) {
            // Of another key, or damaged: kept aside for the operator, so that the ones behind it go on.
            await rename(file, path.join(folder, `unreadable-${name}`));
            continue;
          }
          await take(text);
          await rm(file, { force: true });
          taken += 1;
        }
      }
    },
  };

  /** Oldest first. */
  async function contents(): Promise<string[]> {
    const names = await readdir(folder).catch(noneIfMissing);
    return (names ?? []).filter((name) => /^\d/.test(name)).sort();
  }
}

/** `<time>-<number>-<chance>-<lane>` */
const laneOf = (name: string): string => name.split('-').slice(3).join('-');

function groupByLane(names: readonly string[]): string[][] {
  const lanes = new Map<string, string[]>();
  for (const name of names) {
    const lane = lanes.get(laneOf(name));
    if (lane) lane.push(name);
    else lanes.set(laneOf(name), [name]);
  }
  return [...lanes.values()];
}

function noneIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
