import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAUSE_MS = 500;

/** A process of the service under a supervisor: whenever it ends it is started again. */
export interface Supervised {
  readonly name: string;
  /** It has said that it works, since it was started last. */
  readonly working: boolean;
  /** SIGKILL, in the middle of whatever it does. */
  kill(): void;
  /** How often it ended by itself while nobody had killed it. */
  readonly exits: number;
  /** Asks it to stop and waits; nothing is started again. */
  stop(): Promise<void>;
}

/**
 * @param program File and arguments, from the root of the project.
 * @param logs Folder for `<name>.log`, which goes on over all its lives.
 */
export function supervise(
  name: string,
  program: readonly string[],
  env: Readonly<Record<string, string>>,
  logs: string,
): Supervised {
  let child: ChildProcess | null = null;
  let stopping = false;
  let killed = false;
  let working = false;
  let exits = 0;

  const running = (async () => {
    while (!stopping) {
      const log = await open(path.join(logs, `${name}.log`), 'a');
      child = spawn(process.execPath, ['--import', 'tsx', ...program], {
        cwd: ROOT,
        env: { ...process.env, ...env },
        stdio: ['ignore', log.fd, log.fd, 'ipc'],
      });
      killed = false;
      child.once('message', () => {
        working = true;
      });
      await once(child, 'exit');
      working = false;
      await log.close();
      if (!killed && !stopping) {
        exits += 1;
        await sleep(PAUSE_MS);
      }
    }
  })();

  return {
    name,
    get exits() {
      return exits;
    },
    get working() {
      return working;
    },
    kill() {
      working = false;
      killed = true;
      child?.kill('SIGKILL');
    },
    async stop() {
      stopping = true;
      child?.kill('SIGTERM');
      await running;
    },
  };
}
