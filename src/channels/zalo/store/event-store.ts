import { hold, takeWaiting } from '../../../handoff/store/requests.ts';
import { createInteractionNotes, noteUnreachable } from '../../../people/reachability.ts';
import type { Crypto } from '../../../platform/crypto.ts';
import type { PrismaClient } from '../../../platform/database/generated/client.ts';
import type { EventPorts } from '../accept-event.ts';

export interface EventStore extends Omit<EventPorts, 'receive'> {
  /** The message as Zalo told of it, not older than `since`: the first that no other message has. */
  findEcho(externalId: string, text: string, since: Date): Promise<string | null>;
  /** Forgets what can settle nothing any more. */
  sweep(now: Date): Promise<void>;
}

const CHANNEL = 'zalo';
const ECHO_KEPT_MS = 24 * 3_600_000;
/** Clocks of Zalo and of this machine may differ that much. */
const CLOCK_SKEW_MS = 60_000;

export function createEventStore(client: PrismaClient, crypto: Crypto): EventStore {
  const noteInteraction = createInteractionNotes(client);
  const conversationOf = (externalId: string) => crypto.conversationKey(CHANNEL, externalId);
  const hashOf = (externalId: string, text: string) => crypto.conversationKey('zalo-echo', `${externalId}\0${text}`);

  return {
    async isHeld(externalId, at) {
      const hold = await client.officerHold.findUnique({ where: { conversation: conversationOf(externalId) } });
      return hold !== null && hold.since <= new Date(at) && new Date(at) < hold.until;
    },

    async hold(externalId, at) {
      const since = new Date(at);
      await client.$transaction(async (tx) => {
        await hold(tx, conversationOf(externalId), since);
        await takeWaiting(tx, { channel: CHANNEL, externalId, at: since });
      });
    },

    noteInteraction: (externalId, at) => noteInteraction(CHANNEL, externalId, at),
    noteUnreachable: (externalId, reason, at) => noteUnreachable(client, CHANNEL, externalId, reason, at),

    async noteEcho({ externalId, messageId, text, at }) {
      if (messageId === '' || text === '') return;
      const hash = hashOf(externalId, text);
      await client.zaloEcho.createMany({ data: [{ messageId, hash, at: new Date(at) }], skipDuplicates: true });
    },

    // A receipt may be faster than the end of its send is written: then it is found beside the echo.
    async noteDelivered(messageId, at) {
      const deliveredAt = new Date(at);
      const receipt = { where: { messageId, deliveredAt: null }, data: { deliveredAt } };
      await client.zaloTemplateSend.updateMany(receipt);
      await client.zaloEcho.updateMany(receipt);
      await client.$executeRaw`
        UPDATE delivery SET delivered_at = ${deliveredAt},
          status = CASE status WHEN 'sent' THEN 'delivered'::delivery_status ELSE status END
        WHERE message_id = ${messageId} AND channel IN ('zalo', 'zbs') AND delivered_at IS NULL`;
    },

    async noteSeen(messageIds, at) {
      const ids = [...messageIds];
      const readAt = new Date(at);
      await client.zaloEcho.updateMany({ where: { messageId: { in: ids }, readAt: null }, data: { readAt } });
      await client.$executeRaw`
        UPDATE delivery SET read_at = ${readAt}, delivered_at = coalesce(delivered_at, ${readAt}),
          reason = CASE WHEN status = 'call_list' AND reason = 'unread' THEN NULL ELSE reason END,
          status = CASE WHEN status IN ('sent', 'delivered') OR (status = 'call_list' AND reason = 'unread')
            THEN 'read'::delivery_status ELSE status END
        WHERE message_id = ANY(${ids}) AND channel = 'zalo' AND read_at IS NULL`;
    },

    async findEcho(externalId, text, since) {
      const [echo] = await client.$queryRaw<{ messageId: string }[]>`
        SELECT e.message_id AS "messageId" FROM zalo_echo e
        WHERE e.hash = ${hashOf(externalId, text)} AND e.at >= ${new Date(since.getTime() - CLOCK_SKEW_MS)}
          AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = e.message_id)
          AND NOT EXISTS (
            SELECT 1 FROM outbox_message o
            WHERE o.conversation = ${conversationOf(externalId)} AND o.message_id = e.message_id)
        ORDER BY e.at LIMIT 1`;
      return echo?.messageId ?? null;
    },

    async sweep(now) {
      await client.zaloEcho.deleteMany({ where: { at: { lt: new Date(now.getTime() - ECHO_KEPT_MS) } } });
      await client.officerHold.deleteMany({ where: { until: { lt: now } } });
    },
  };
}
