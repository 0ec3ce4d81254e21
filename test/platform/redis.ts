import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../free-port.ts';

/**
 * A Redis of our own, or null where `redis-server` is not installed: those tests are then skipped with a loud line,
 * except in CI, where a missing program is a failure.
 */
export async function startRedis(): Promise<{ url: string; flush(): Promise<void>; stop(): void } | null> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    if (process.env.CI) throw new Error('redis-server is not installed, and CI must not skip the tests that need it');
    console.warn('\n*** redis-server is not installed: the queue is NOT tested on Redis ***\n');
    return null;
  }
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'ocop-redis-'));
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
    stdio: 'ignore',
  });
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    async flush() {
      const client = new Redis(url, { maxRetriesPerRequest: null });
      await client.flushall();
      client.disconnect();
    },
    stop() {
      server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
