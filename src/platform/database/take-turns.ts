import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock.ts';
import { every } from '../every.ts';
import type { PrismaClient } from './generated/client.ts';
import { releaseLease, takeLease } from './lease.ts';

export interface Turns {
  readonly client: PrismaClient;
  /** Names the work among all processes. */
  readonly lease: string;
  readonly work: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 60_000;
/** A round takes seconds; a process that died in one is waited for no longer. */
const LEASE_MS = 5 * 60_000;

/** At once and every minute, in one process at a time. `stop` lets the round in hand end. */
export function takeTurns({ client, lease, work, onError }: Turns): { stop(): Promise<void> } {
  const holder = randomUUID();

  async function round(): Promise<void> {
    const now = systemClock.now();
    if (!(await takeLease(client, lease, holder, now, new Date(now.getTime() + LEASE_MS)))) return;
    try {
      await work();
    } finally {
      await releaseLease(client, lease, holder);
    }
  }

  return every({ milliseconds: EVERY_MS, work: round, onError });
}
