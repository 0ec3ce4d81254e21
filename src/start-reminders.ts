import { bodySealer } from './notifications/store/notice-body.ts';
import { runSchedule } from './notifications/store/schedule.ts';
import type { Clock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import { takeTurns } from './platform/database/take-turns.ts';
import type { Log } from './platform/log.ts';

export interface ReminderParts {
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly log: Log;
}

/** Every minute, in one process at a time: lays down what is due by itself, for the dispatcher to send. */
export function startReminders({ database, crypto, clock, log }: ReminderParts): { stop(): Promise<void> } {
  const { client } = database;
  const seal = bodySealer(crypto);
  return takeTurns({
    client,
    lease: 'schedule',
    async work() {
      const scheduled = await runSchedule(client, seal, clock.now());
      if (Object.values(scheduled).some((many) => many > 0)) log.info(scheduled, 'reminders laid down');
    },
    onError: (error) => log.error({ err: error }, 'reminders not laid down'),
  });
}
