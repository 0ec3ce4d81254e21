import type { Prisma } from '../../platform/database/generated/client.ts';
import type { CampaignDraft, RecipientDraft } from '../types.ts';
import type { SealBody } from './notice-body.ts';

type Tx = Prisma.TransactionClient;

/** Writes down a campaign that starts by itself at `startsAt`. Gives null when its cause has one already. */
export async function planCampaign(tx: Tx, draft: CampaignDraft, now: Date): Promise<string | null> {
  const { kind, topic, title, sourceKey, eventId, text, buttons, template, audience } = draft;
  const { priority, startsAt, expiresAt, createdBy } = draft;
  const [made] = await tx.campaign.createManyAndReturn({
    data: [
      {
        kind,
        topic,
        title,
        sourceKey,
        eventId,
        text,
        buttons: buttons as unknown as Prisma.InputJsonValue,
        ...(template ? { template: template as unknown as Prisma.InputJsonValue } : {}),
        ...(audience ? { audience: audience as unknown as Prisma.InputJsonValue } : { expandedAt: now }),
        priority,
        startsAt,
        expiresAt,
        createdBy,
        createdAt: now,
        status: 'scheduled',
      },
    ],
    select: { id: true },
    skipDuplicates: true,
  });
  return made?.id ?? null;
}

/** One row each; somebody who has one keeps it. Gives how many are new. `seal`: `bodySealer`. */
export async function addRecipients(
  tx: Tx,
  campaign: { readonly id: string; readonly startsAt: Date; readonly expiresAt: Date; readonly priority: number },
  recipients: readonly RecipientDraft[],
  seal: SealBody,
): Promise<number> {
  const { count } = await tx.delivery.createMany({
    data: recipients.map(({ recipientKey, personId, memberId, registrationId, body, notBefore, expiresAt }) => ({
      campaignId: campaign.id,
      recipientKey,
      personId,
      memberId,
      registrationId: registrationId ?? null,
      body: body ? seal(body, { campaignId: campaign.id, recipientKey }) : null,
      notBefore: later(campaign.startsAt, notBefore),
      expiresAt: expiresAt ?? campaign.expiresAt,
      priority: campaign.priority,
    })),
    skipDuplicates: true,
  });
  return count;
}

/** Nothing more of it is sent; what was sent stays in the ledger. `reason`: a code of the policy's. */
export async function cancelCampaign(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  await tx.campaign.updateMany({
    where: { id, status: { in: ['draft', 'awaitingApproval', 'scheduled', 'running', 'paused'] } },
    data: { status: 'cancelled', cancelReason: reason, finishedAt: now },
  });
  await tx.delivery.updateMany({
    where: { campaignId: id, status: 'waiting' },
    data: { status: 'cancelled', reason, finishedAt: now },
  });
}

const later = (start: Date, notBefore: Date | undefined): Date => (notBefore && notBefore > start ? notBefore : start);
