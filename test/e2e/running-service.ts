import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The program as `npm start` runs it, on a free port with a data folder of its own that is gone after `stop`. */
export interface RunningService {
  readonly url: string;
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>;
}

export async function startRunningService(): Promise<RunningService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ocop-e2e-'));
  // Under root the database's own account must be able to enter; else its data would lie elsewhere and stay behind.
  await chmod(dataDir, 0o711);
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'serve'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      DATABASE_URL: '',
      REDIS_URL: '',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const clean = () => rm(dataDir, { recursive: true, force: true });
  try {
    const url = await announcedAddress(child);
    return {
      url,
      async stop() {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        const [code] = (await ended) as [number | null];
        await clean();
        return code;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    await clean();
    throw error;
  }
}

function announcedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const url = /đang chạy tại (http:\/\/\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}:\n${said}`)));
  });
}
