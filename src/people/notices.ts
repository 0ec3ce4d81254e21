import { bodySealer, openBody } from '../notifications/store/notice-body.ts';
import { voidClaimsOfPerson } from '../notifications/store/void-claims.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { DeliveryStatus, Prisma } from '../platform/database/generated/client.ts';

type Tx = Prisma.TransactionClient;
interface Joining {
  readonly from: string;
  readonly into: string;
}

/** What may have been shown already. */
const TOLD = new Set<DeliveryStatus>(['sending', 'sent', 'delivered', 'read', 'uncertain']);

/**
 * Two accounts are one person's, who is told of each campaign once: where both have a row, one that still waits is
 * dropped for one that was sent; else the row goes on under the other's key, so that none is added for them later.
 */
export async function joinNotices(tx: Tx, crypto: Crypto, { from, into }: Joining): Promise<void> {
  const recipientKey = `person:${into}`;
  const rows = await tx.delivery.findMany({ where: { recipientKey: `person:${from}` } });
  const told = await tx.delivery.findMany({
    where: { recipientKey, campaignId: { in: rows.map(({ campaignId }) => campaignId) } },
    select: { campaignId: true },
  });
  const both = new Set(told.map(({ campaignId }) => campaignId));
  const seal = bodySealer(crypto);
  for (const { seq, campaignId, body, ...row } of rows) {
    if (both.has(campaignId)) {
      const theirs = { campaignId, recipientKey, status: 'waiting' } as const;
      const dropped = TOLD.has(row.status) ? await tx.delivery.deleteMany({ where: theirs }) : null;
      if (!dropped?.count) {
        await tx.delivery.deleteMany({ where: { seq, status: 'waiting' } });
        continue;
      }
    }
    const words = body && seal(openBody(crypto, body, { campaignId, ...row }), { campaignId, recipientKey });
    await tx.delivery.update({ where: { seq }, data: { recipientKey, ...(words ? { body: words } : {}) } });
  }
  await tx.delivery.updateMany({ where: { personId: from }, data: { personId: into } });
  await voidClaimsOfPerson(tx, into);
}

const RANK = { going: 2, waiting: 1, declined: 0 } as const;

/** Where both answered one event, a place that was given is kept. */
export async function joinReplies(tx: Tx, { from, into }: Joining): Promise<void> {
  const own = new Map((await tx.eventReply.findMany({ where: { personId: into } })).map((one) => [one.eventId, one]));
  for (const { eventId, status } of await tx.eventReply.findMany({ where: { personId: from } })) {
    const mine = own.get(eventId);
    if (mine && RANK[mine.status] >= RANK[status]) continue;
    if (mine) await tx.eventReply.delete({ where: { eventId_personId: { eventId, personId: into } } });
    await tx.eventReply.update({ where: { eventId_personId: { eventId, personId: from } }, data: { personId: into } });
  }
}

/**
 * Nothing more is sent to them; the ledger keeps that somebody was told, without whom or in which words. No worker has the
 * rows any more: one that is sending at this moment writes nothing of the channel's answer back.
 */
export async function eraseNotices(tx: Tx, personId: string, at: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE delivery SET recipient_key = 'erased:' || seq, person_id = NULL, registration_id = NULL, body = NULL,
      message_id = NULL, identity_id = NULL, claimed_by = NULL, claimed_until = NULL,
      status = CASE WHEN status IN ('waiting', 'call_list') THEN 'cancelled'::delivery_status
        WHEN status = 'sending' THEN 'uncertain' ELSE status END,
      reason = CASE WHEN status IN ('waiting', 'call_list', 'sending') THEN 'person-erased' ELSE reason END,
      finished_at = coalesce(finished_at, ${at})
    WHERE person_id = ${personId}::uuid`;
}
