import type { TemplatePurpose } from '../../channels/zalo/templates/purposes.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { decideDelivery } from '../policy/decide-delivery.ts';
import type { DeliveryDecision, DeliverySettings, Down, Notice } from '../policy/types.ts';
import { loadCampaignWords, wordsOf } from '../store/campaign-words.ts';
import type { Ending } from '../store/claims.ts';
import type { DueRow } from '../store/due-rows.ts';
import { loadFacts, type RecipientFacts } from '../store/facts.ts';
import type { NoticeBody } from '../types.ts';
import { addressTo } from './notice.ts';

/** đồng of a template by each way; null: it can't go that way. */
export type Prices = (purpose: TemplatePurpose) => Promise<Notice['template']>;

/** A row with all that is known of its recipient, ready to be decided at any later instant. */
export interface Considered {
  readonly row: DueRow;
  readonly facts: RecipientFacts;
  readonly words: NoticeBody;
  decide(down: Down, now: Date): DeliveryDecision;
}

export interface ConsiderParts {
  readonly crypto: Crypto;
  readonly prices: Prices;
  readonly settings: DeliverySettings;
}

const NO_TEMPLATE: Notice['template'] = { uid: null, phone: null };

export interface Consideration {
  readonly considered: readonly Considered[];
  /** Rows whose words can't be read: they end, so that nobody waits behind them. */
  readonly unreadable: readonly Ending[];
}

const UNREADABLE = 'Không đọc được nội dung tin đã lưu.';

/** Facts of a batch are read once; the decision is taken again at the moment of sending, by the clock of that moment. */
export async function consider(
  client: Prisma.TransactionClient,
  rows: readonly DueRow[],
  { crypto, prices, settings }: ConsiderParts,
  now: Date,
): Promise<Consideration> {
  if (rows.length === 0) return { considered: [], unreadable: [] };
  const campaigns = await loadCampaignWords(
    client,
    rows.map(({ campaignId }) => campaignId),
  );
  const facts = await loadFacts(client, rows, now);
  const considered: Considered[] = [];
  const unreadable: Ending[] = [];
  for (const row of rows) {
    const campaign = campaigns.get(row.campaignId);
    const about = facts.get(row.seq);
    // Gone since: its rows went with it.
    if (campaign === undefined || !about) continue;
    const said = campaign && wordsOf(crypto, row, campaign);
    if (!campaign || !said) {
      unreadable.push({ seq: row.seq, status: 'failed', reason: UNREADABLE });
      continue;
    }
    const words = addressTo(said, about.name);
    const { kind, topic, priority } = campaign;
    const template = words.template ? await prices(words.template.purpose) : NO_TEMPLATE;
    const notice: Notice = { kind, topic, priority, notBefore: row.notBefore, expiresAt: row.expiresAt, template };
    considered.push({
      row,
      facts: about,
      words,
      decide: (down, at) => decideDelivery(about.recipient, notice, settings, down, at),
    });
  }
  return { considered, unreadable };
}
