import { sweepExports, writeExports } from './office/services/exports/write-exports.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/database.ts';
import type { Log } from './platform/log.ts';
import type { Queue } from './platform/queue/queue.ts';
import type { SealedFiles } from './platform/sealed-files.ts';

export interface ExportStartParts {
  readonly database: Pick<Database, 'client'>;
  readonly files: SealedFiles;
  readonly clock: Clock;
  readonly queue: Pick<Queue, 'hearExports'>;
  readonly log: Log;
}

/** For a bell that was lost, and for files whose time is over. */
const EVERY_MS = 30_000;

/** Writes the files that officers asked for, when the bell rings and now and then; in whichever processes run it. */
export function startExports({ database, files, clock, queue, log }: ExportStartParts): { stop(): Promise<void> } {
  const parts = { client: database.client, now: () => clock.now(), files, log };
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  const round = async () => {
    do {
      again = false;
      await writeExports(parts, stopping.signal);
    } while (again && !stopping.signal.aborted);
    await sweepExports(parts);
  };
  const run = () => {
    // A bell that rings at the end of a round is not lost.
    again = true;
    running ??= round()
      .catch((error: unknown) => log.error({ err: error }, 'exports not written'))
      .finally(() => {
        running = null;
      });
  };
  const bell = queue.hearExports(run);
  const timer = setInterval(run, EVERY_MS);
  timer.unref();
  run();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await bell.stop();
      await running;
    },
  };
}
