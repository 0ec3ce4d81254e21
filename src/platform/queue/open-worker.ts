import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Backend } from './backends.ts';

export type LibraryWorker = ReturnType<Backend['createWorker']>;

const OPEN_AGAIN_MS = 1_000;

/**
 * A worker of the library whose first connection failed remembers that for ever and asks again without a pause: it is
 * thrown away for another. Null when stopped before one was ready.
 */
export async function openWorker(
  create: () => LibraryWorker,
  log: Log,
  stopping: AbortSignal,
): Promise<LibraryWorker | null> {
  while (!stopping.aborted) {
    const worker = create();
    worker.on('error', (error) => log.warn({ err: error }, 'worker connection'));
    worker.on('failed', (job, error) =>
      log.error({ err: error, ...job?.data, attempt: job?.attemptsMade }, 'job failed'),
    );
    try {
      await worker.waitUntilReady();
      worker.run().catch((error: unknown) => log.error({ err: error }, 'worker ended'));
      return worker;
    } catch (error) {
      log.warn({ err: error }, 'worker not ready, opening another');
      await worker.close(true).catch(() => {});
      await sleep(OPEN_AGAIN_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return null;
}
