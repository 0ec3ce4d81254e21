import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAUSE_MS = 500;
const STARTS = 10;

/** A process of the service under a supervisor: whenever it ends it is started again. */
export interface Supervised {
  readonly name: string;
  /** It has said that it works, since it was started last. */
  readonly working: boolean;
  /** SIGKILL, in the middle of whatever it does. */
  kill(): void;
  /** How often it ended by itself while nobody had killed it. */
  readonly exits: number;
  /** Fails once it has ended by itself so often without having said that it works: nothing will come of it. */
  readonly givenUp: Promise<never>;
  /** Asks it to stop and waits; nothing is started again. */
  stop(): Promise<void>;
}

/** Bundled programs need none. */
const loaderOf = ([file = '']: readonly string[]) => (file.endsWith('.ts') ? ['--import', 'tsx'] : []);

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
  let failedStarts = 0;
  let giveUp: (error: Error) => void = () => {};
  const givenUp = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  // Whoever waits for it hears of it; nobody has to.
  givenUp.catch(() => {});

  const running = (async () => {
    while (!stopping) {
      const log = await open(path.join(logs, `${name}.log`), 'a');
      child = spawn(process.execPath, [...loaderOf(program), ...program], {
        cwd: ROOT,
        env: { ...process.env, ...env },
        stdio: ['ignore', log.fd, log.fd, 'ipc'],
      });
      killed = false;
      child.once('message', () => {
        working = true;
        failedStarts = 0;
      });
      await once(child, 'exit');
      working = false;
      await log.close();
      if (!killed && !stopping) {
        exits += 1;
        failedStarts += 1;
        if (failedStarts === STARTS)
          giveUp(new Error(`${name} does not start: ${await endOf(path.join(logs, `${name}.log`))}`));
        await sleep(PAUSE_MS);
      }
    }
  })();

  return {
    name,
    givenUp,
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

async function endOf(log: string): Promise<string> {
  return (await readFile(log, 'utf8')).slice(-1_000);
}
