import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import type { CampaignKind, NoticeBody, Topic } from '../types.ts';
import type { DueRow } from './due-rows.ts';
import { openBody, readButtons, readTemplate } from './notice-body.ts';

/** What a campaign says, and to what end. */
export interface CampaignWords extends NoticeBody {
  readonly kind: CampaignKind;
  readonly topic: Topic;
  readonly priority: number;
}

/** Read with every batch: words may change for those who have not had them yet. */
export async function loadCampaignWords(
  client: Pick<Prisma.TransactionClient, 'campaign'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CampaignWords>> {
  const rows = await client.campaign.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, kind: true, topic: true, priority: true, text: true, buttons: true, template: true },
  });
  return new Map(
    rows.map(({ id, kind, topic, priority, text, buttons, template }) => [
      id,
      {
        kind: kind as CampaignKind,
        topic: topic as Topic,
        priority,
        text,
        buttons: readButtons(buttons),
        template: readTemplate(template),
      },
    ]),
  );
}

/** The recipient's own words, else the campaign's. */
export function wordsOf(crypto: Crypto, row: DueRow, campaign: CampaignWords): NoticeBody {
  return row.body ? openBody(crypto, row.body, row) : campaign;
}
