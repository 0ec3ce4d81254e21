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
  const rows = recipients.map(({ recipientKey, personId, memberId, registrationId, body, notBefore, expiresAt }) => ({
    recipientKey,
    personId,
    memberId,
    registrationId: registrationId ?? null,
    body: body ? Buffer.from(seal(body, { campaignId: campaign.id, recipientKey })).toString('base64') : null,
    notBefore: later(campaign.startsAt, notBefore),
    expiresAt: expiresAt ?? campaign.expiresAt,
  }));
  return tx.$executeRaw`
    INSERT INTO delivery (campaign_id, recipient_key, person_id, member_id, registration_id, body, not_before, expires_at, priority)
    SELECT ${campaign.id}::uuid, given."recipientKey", given."personId", given."memberId", given."registrationId",
      decode(given.body, 'base64'), given."notBefore", given."expiresAt", ${campaign.priority}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(
      "recipientKey" text, "personId" uuid, "memberId" uuid, "registrationId" uuid, body text, "notBefore" timestamptz,
      "expiresAt" timestamptz)
    ON CONFLICT (campaign_id, recipient_key) DO NOTHING`;
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
