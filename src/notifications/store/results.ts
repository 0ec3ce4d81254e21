import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import type { CallReason, CancelReason } from '../policy/reasons.ts';
import { type ResultNews, resultNotice } from '../reminders/results.ts';
import { REMINDERS } from '../reminders/settings.ts';
import { addRecipients } from './campaigns.ts';
import type { SealBody } from './notice-body.ts';
import { STANDING, standingCampaign } from './standing.ts';

const DAY_MS = 86_400_000;
/** A result that can't be told for so long is told by a call. */
const TOLD_WITHIN_MS = 7 * DAY_MS;

/**
 * Puts a result into the ledger, in the transaction that enters it. One that was put right takes the place of what is not yet
 * sent. Gives whether any account of the producer can be reached.
 */
export async function tellResult(
  tx: Prisma.TransactionClient,
  {
    personId,
    registrationId,
    version,
    news,
    at,
    seal,
  }: {
    readonly personId: string;
    readonly registrationId: string;
    /** Of the office's file: each entry is told once. */
    readonly version: number;
    readonly news: ResultNews;
    readonly at: Date;
    readonly seal: SealBody;
  },
): Promise<boolean> {
  const campaign = await standingCampaign(tx, STANDING.results, at);
  await tx.delivery.updateMany({
    where: { campaignId: campaign.id, registrationId, status: 'waiting' },
    data: { status: 'cancelled', reason: 'result-corrected' satisfies CancelReason, finishedAt: at },
  });
  await addRecipients(
    tx,
    campaign,
    [
      {
        recipientKey: `result:${registrationId}:${version}`,
        personId,
        memberId: null,
        registrationId,
        body: resultNotice(news),
        notBefore: at,
        expiresAt: new Date(at.getTime() + TOLD_WITHIN_MS),
      },
    ],
    seal,
  );
  return (await tx.identity.count({ where: { personId, unreachableSince: null } })) > 0;
}

/** Results sent some days ago that nobody has read or confirmed go on the call list. Gives how many. */
export async function callUnread(client: PrismaClient, now: Date): Promise<number> {
  const before = new Date(now.getTime() - REMINDERS.result.unreadDays * DAY_MS);
  const { count } = await client.delivery.updateMany({
    where: {
      campaign: { sourceKey: STANDING.results.sourceKey },
      status: { in: ['sent', 'delivered', 'uncertain'] },
      sentAt: { lte: before },
      readAt: null,
      understoodAt: null,
      calledAt: null,
    },
    data: { status: 'callList', reason: 'unread' satisfies CallReason },
  });
  return count;
}
