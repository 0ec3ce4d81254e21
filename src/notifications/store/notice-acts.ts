import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { readNoticePayload } from '../dispatch/payloads.ts';
import type { NoticeAct, NoticeButton } from '../types.ts';
import { openBody, readButtons } from './notice-body.ts';

export interface PressedAct {
  /** Of the Delivery. */
  readonly seq: bigint;
  readonly campaignId: string;
  readonly registrationId: string | null;
  readonly label: string;
  readonly act: NoticeAct;
}

/** What a pressed button of a notice stands for; null for one that we did not issue, or issued to somebody else. */
export async function findNoticeAct(
  client: Pick<Prisma.TransactionClient, 'delivery'>,
  crypto: Crypto,
  payload: string,
  personId: string,
): Promise<PressedAct | null> {
  const pressed = readNoticePayload(crypto, payload);
  if (!pressed) return null;
  const row = await client.delivery.findUnique({
    where: { seq: pressed.seq, personId },
    include: { campaign: { select: { buttons: true } } },
  });
  if (!row) return null;
  const { campaignId, registrationId } = row;
  const buttons: readonly NoticeButton[] = row.body
    ? openBody(crypto, row.body, row).buttons
    : readButtons(row.campaign.buttons);
  const button = buttons[pressed.index];
  return button ? { seq: row.seq, campaignId, registrationId, label: button.label, act: button.act } : null;
}

/** The person pressed "đã hiểu": once is enough. What was understood was read. */
export async function markUnderstood(
  tx: Pick<Prisma.TransactionClient, '$executeRaw'>,
  seq: bigint,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE delivery SET understood_at = ${now}, read_at = coalesce(read_at, ${now}),
      reason = CASE WHEN status = 'call_list' AND reason = 'unread' THEN NULL ELSE reason END,
      status = CASE WHEN status IN ('sent', 'delivered', 'uncertain') OR (status = 'call_list' AND reason = 'unread')
        THEN 'read'::delivery_status ELSE status END
    WHERE seq = ${seq} AND understood_at IS NULL`;
}
