import type { PrismaClient } from '../database/generated/client.ts';

/**
 * Conversations with something left to do and perhaps no job that knows of it: messages that wait to be worked on, and
 * replies that wait to be sent (or were being sent when a process died). Longest waiting first.
 */
export async function unfinishedConversations(
  client: PrismaClient,
  now: Date,
  limit = 1_000,
): Promise<readonly string[]> {
  const rows = await client.$queryRaw<{ conversation: string }[]>`
    SELECT conversation FROM (
      SELECT conversation, min(received_at) AS since FROM inbox_event WHERE status = 'waiting' GROUP BY conversation
      UNION ALL
      SELECT conversation, min(created_at) AS since FROM outbox_message
      WHERE status IN ('waiting', 'sending') AND (not_before IS NULL OR not_before <= ${now}) GROUP BY conversation
    ) AS unfinished GROUP BY conversation ORDER BY min(since) LIMIT ${limit}`;
  return rows.map((row) => row.conversation);
}
