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

/**
 * Read with every batch: words may change for those who have not had them yet. null: stored in a shape that this program
 * can't read.
 */
export async function loadCampaignWords(
  client: Pick<Prisma.TransactionClient, 'campaign'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CampaignWords | null>> {
  const rows = await client.campaign.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, kind: true, topic: true, priority: true, text: true, buttons: true, template: true },
  });
  return new Map(rows.map((row) => [row.id, readWords(row)]));
}

interface StoredWords {
  readonly kind: string;
  readonly topic: string;
  readonly priority: number;
  readonly text: string;
  readonly buttons: unknown;
  readonly template: unknown;
}

function readWords({ kind, topic, priority, text, buttons, template }: StoredWords): CampaignWords | null {
  try {
    return {
      kind: kind as CampaignKind,
      topic: topic as Topic,
      priority,
      text,
      buttons: readButtons(buttons),
      template: readTemplate(template),
    };
  } catch {
    return null;
  }
}

/** The recipient's own words, else the campaign's; null: sealed with another key, or for another row. */
export function wordsOf(crypto: Crypto, row: DueRow, campaign: CampaignWords): NoticeBody | null {
  if (!row.body) return campaign;
  try {
    return openBody(crypto, row.body, row);
  } catch {
    return null;
  }
}
