import type { Prisma } from '../../platform/database/generated/client.ts';

/** Files that were written, or wait, for what the account could see until now: its role or its units are others from here on. */
export async function withdrawExports(tx: Prisma.TransactionClient, staffId: string, at: Date): Promise<void> {
  await tx.export.updateMany({
    where: { staffId, status: { in: ['waiting', 'running', 'ready'] } },
    data: { status: 'cancelled', finishedAt: at },
  });
}
