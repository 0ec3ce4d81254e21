import { randomUUID } from 'node:crypto';
import { bodySealer } from './notifications/store/notice-body.ts';
import { runSchedule } from './notifications/store/schedule.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import { releaseLease, takeLease } from './platform/database/lease.ts';
import type { Log } from './platform/log.ts';

export interface ReminderParts {
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly log: Log;
}

const EVERY_MS = 60_000;
const LEASE = 'schedule';
/** A round takes seconds; a process that died in one is waited for no longer. */
const LEASE_MS = 5 * 60_000;

/** Every minute, in one process at a time: lays down what is due by itself, for the dispatcher to send. */
export function startReminders({ database, crypto, clock, log }: ReminderParts): { stop(): Promise<void> } {
  const { client } = database;
  const holder = randomUUID();
  const seal = bodySealer(crypto);
  let running: Promise<void> | null = null;

  async function round(): Promise<void> {
    const now = systemClock.now();
    if (!(await takeLease(client, LEASE, holder, now, new Date(now.getTime() + LEASE_MS)))) return;
    try {
      const scheduled = await runSchedule(client, seal, clock.now());
      if (Object.values(scheduled).some((many) => many > 0)) log.info(scheduled, 'reminders laid down');
    } finally {
      await releaseLease(client, LEASE, holder);
    }
  }

  const run = () => {
    running ??= round()
      .catch((error: unknown) => log.error({ err: error }, 'reminders not laid down'))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(run, EVERY_MS);
  timer.unref();
  run();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
