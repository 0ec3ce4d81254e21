import { Prisma, type PrismaClient } from '../../platform/database/generated/client.ts';
import { TELEGRAM_CHAT_MS } from '../dispatch/limits.ts';

/**
 * Milliseconds until a reply to this account may follow the newest notice; 0: now. The one message a second that a Telegram
 * chat takes is shared by replies and notices of all processes: each leaves a mark before the channel is called and looks
 * for the other's, so whoever comes second waits. A reply asks here once it is marked; a notice looks while it is marked.
 */
export async function untilChatIsFree(client: PrismaClient, externalId: string, now: Date): Promise<number> {
  const [row] = await client.$queryRaw<{ at: Date | null }[]>`
    SELECT max(d.sent_at) AS at FROM identity i JOIN delivery d ON d.person_id = i.person_id AND d.identity_id = i.id
    WHERE i.channel = 'telegram' AND i.external_id = ${externalId} AND d.sent_at > ${since(now)}`;
  return row?.at ? Math.max(0, row.at.getTime() + TELEGRAM_CHAT_MS - now.getTime()) : 0;
}

/** Condition on the key of a conversation: a reply is being sent in it, or was just now. */
export const spokenIn = (conversation: Prisma.Sql, now: Date) => Prisma.sql`EXISTS (
  SELECT 1 FROM unnest(ARRAY['sending', 'sent', 'uncertain']::outbox_status[]) AS marked(status) CROSS JOIN LATERAL (
    SELECT finished_at FROM outbox_message o WHERE o.conversation = ${conversation} AND o.status = marked.status
    ORDER BY o.seq DESC LIMIT 1) AS newest
  WHERE newest.finished_at IS NULL OR newest.finished_at > ${since(now)})`;

const since = (now: Date) => new Date(now.getTime() - TELEGRAM_CHAT_MS);
