import { z } from 'zod';
import type { Crypto } from '../../platform/crypto.ts';
import { Prisma, type PrismaClient } from '../../platform/database/generated/client.ts';
import { DOCUMENT_KINDS } from '../../registration/documents/kinds.ts';
import { outboxContext } from './sealed.ts';
import type { OutboxItem, Store } from './store.ts';

export const outboxBody = z.object({
  text: z.string(),
  buttons: z.array(z.object({ label: z.string(), payload: z.string() })),
  document: z
    .union([
      z.object({ kind: z.enum([...DOCUMENT_KINDS, 'my-data']), registrationId: z.string() }),
      z.object({ kind: z.literal('calendar'), eventId: z.string() }),
    ])
    .nullable(),
  requestContact: z.string().optional(),
});

interface Row extends Pick<OutboxItem, 'seq' | 'key' | 'channel' | 'externalId' | 'attempts' | 'forget'> {
  readonly body: Uint8Array;
}

/** What is owed, one statement for each step on its way. */
export function createOutbox(
  client: PrismaClient,
  crypto: Crypto,
): Pick<Store, 'markLost' | 'nextOutbox' | 'postponeOutbox' | 'endOutbox'> {
  /** @param before What is written down in the same breath. */
  async function takeNext(conversation: string, now: string, before = Prisma.empty): Promise<OutboxItem | null> {
    const [row] = await client.$queryRaw<Row[]>`${before}
      UPDATE outbox_message SET status = 'sending', attempts = attempts + 1
      WHERE seq = (
          SELECT seq FROM outbox_message WHERE conversation = ${conversation} AND status = 'waiting' ORDER BY seq LIMIT 1)
        AND (not_before IS NULL OR not_before <= ${new Date(now)})
      RETURNING seq, key, channel, external_id AS "externalId", body, attempts, forget`;
    return row ? read(row, conversation) : null;
  }

  function read({ body, ...item }: Row, conversation: string): OutboxItem {
    const { requestContact, ...words } = outboxBody.parse(JSON.parse(crypto.open(body, outboxContext(item.key))));
    return { ...item, conversation, ...words, ...(requestContact ? { requestContact } : {}) };
  }

  return {
    async markLost(conversation, reason, now) {
      await client.$executeRaw`
        WITH forgotten AS (
          DELETE FROM outbox_message WHERE conversation = ${conversation} AND status = 'sending' AND forget)
        UPDATE outbox_message SET status = 'uncertain', reason = ${reason}, finished_at = ${new Date(now)}
        WHERE conversation = ${conversation} AND status = 'sending' AND NOT forget`;
    },

    nextOutbox: (conversation, now) => takeNext(conversation, now),

    async postponeOutbox(seq, notBefore, reason) {
      const data = { status: 'waiting', notBefore: new Date(notBefore), reason } as const;
      await client.outboxMessage.update({ where: { seq }, data });
    },

    endOutbox({ seq, conversation, forget }, end, now) {
      const [messageId, reason] = end.status === 'sent' ? [end.messageId, null] : [null, end.reason];
      const ending = forget
        ? Prisma.sql`DELETE FROM outbox_message WHERE seq = ${seq}`
        : Prisma.sql`
          UPDATE outbox_message SET status = ${end.status}::outbox_status, message_id = ${messageId}, reason = ${reason},
            body = ${end.status === 'uncertain' ? Prisma.sql`body` : null}, finished_at = ${new Date(now)}
          WHERE seq = ${seq}`;
      return takeNext(conversation, now, Prisma.sql`WITH ended AS (${ending})`);
    },
  };
}
