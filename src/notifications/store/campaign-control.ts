import { setTimeout as sleep } from 'node:timers/promises';
import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';

type Tx = Prisma.TransactionClient;

const ASKED_EVERY_MS = 50;

/**
 * Nothing more of it is begun from here on: whoever marks a row holds the campaign's row, so a mark comes before this or
 * not at all. Gives whether it was running or planned.
 */
export async function pauseCampaign(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.campaign.updateMany({
    where: { id, status: { in: ['scheduled', 'running'] } },
    data: { status: 'paused', version: { increment: 1 } },
  });
  return count === 1;
}

/**
 * Waits for what was under way when a campaign was paused or cancelled. Gives how many still are when `mostMs` is over: a
 * worker that died leaves them until its lease ends.
 */
export async function untilQuiet(client: PrismaClient, id: string, mostMs: number): Promise<number> {
  const end = performance.now() + mostMs;
  for (;;) {
    const sending = await client.delivery.count({ where: { campaignId: id, status: 'sending' } });
    if (sending === 0 || performance.now() >= end) return sending;
    await sleep(ASKED_EVERY_MS);
  }
}

/** Goes on where it stopped; whatever is not due yet waits for its hour. */
export async function resumeCampaign(tx: Tx, id: string, now: Date): Promise<boolean> {
  const paused = { id, status: 'paused', expiresAt: { gt: now } } as const;
  const { count } = await tx.campaign.updateMany({
    where: paused,
    data: { status: 'scheduled', version: { increment: 1 } },
  });
  return count === 1;
}

/** Those that failed, and nobody else, are tried once more before the campaign's date. Gives how many. */
export async function retryFailed(tx: Tx, id: string, now: Date): Promise<number> {
  const { count } = await tx.campaign.updateMany({
    where: { id, status: { in: ['running', 'finished'] }, expiresAt: { gt: now } },
    data: { status: 'running', finishedAt: null, version: { increment: 1 } },
  });
  if (count === 0) return 0;
  const rows = await tx.delivery.updateMany({
    where: { campaignId: id, status: 'failed', expiresAt: { gt: now } },
    data: { status: 'waiting', reason: null, channel: null, notBefore: now, finishedAt: null },
  });
  return rows.count;
}
