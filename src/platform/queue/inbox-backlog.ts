import type { PrismaClient } from '../database/generated/client.ts';

/** Conversations that have unfinished inbox rows, longest waiting first. */
export async function inboxBacklog(client: PrismaClient, limit = 1_000): Promise<readonly string[]> {
  const rows = await client.inboxEvent.groupBy({
    by: ['conversation'],
    where: { status: 'waiting' },
    _min: { seq: true },
    orderBy: { _min: { seq: 'asc' } },
    take: limit,
  });
  return rows.map((row) => row.conversation);
}
