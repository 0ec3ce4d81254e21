import type { AttachmentFiles } from '../attachments/attachment-files.ts';
import { applyRetention } from '../people/retention.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { every } from '../platform/every.ts';
import type { Log } from '../platform/log.ts';

const EVERY_MS = 6 * 3_600_000;

/** Erases what its time is over for, at the start and four times a day; whichever processes run it. */
export function startSweep(
  database: Pick<Database, 'client'>,
  files: AttachmentFiles,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): { stop(): Promise<void> } {
  return every({
    milliseconds: EVERY_MS,
    work: async () => log.info(await applyRetention(database.client, files, clock.now()), 'retention'),
    onError: (error) => log.error({ err: error }, 'retention'),
  });
}
