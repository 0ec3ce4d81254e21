import type { Crypto } from '../../platform/crypto.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { addressTo } from '../dispatch/notice.ts';
import { loadCampaignWords, wordsOf } from './campaign-words.ts';
import { DUE_COLUMNS, type DueRow } from './due-rows.ts';
import { loadFacts } from './facts.ts';

/** As a channel's `findSent`. */
export type FindSent = (externalId: string, text: string, since: Date) => Promise<string | null>;

/** Zalo's events are kept for a day. */
const KEPT_MS = 24 * 3_600_000;
const AT_ONCE = 200;

/** Sends whose answer was lost, found again in what Zalo tells of every message of the account. Gives how many. */
export async function settleUncertain(
  client: PrismaClient,
  crypto: Crypto,
  findSent: FindSent,
  now: Date,
): Promise<number> {
  const since = new Date(now.getTime() - KEPT_MS);
  const rows = await client.$queryRaw<(DueRow & { readonly identityId: string; readonly sentAt: Date })[]>`
    SELECT ${DUE_COLUMNS}, d.identity_id AS "identityId", d.sent_at AS "sentAt" FROM delivery d
    WHERE d.status = 'uncertain' AND d.way IN ('zalo-window', 'zalo-paid') AND d.sent_at > ${since}
      AND d.identity_id IS NOT NULL
    ORDER BY d.sent_at DESC LIMIT ${AT_ONCE}`;
  if (rows.length === 0) return 0;
  const campaigns = await loadCampaignWords(
    client,
    rows.map(({ campaignId }) => campaignId),
  );
  const facts = await loadFacts(client, rows, now);
  let found = 0;
  for (const row of rows) {
    const campaign = campaigns.get(row.campaignId);
    const about = facts.get(row.seq);
    const externalId = about?.externalIds.get(row.identityId);
    const words = campaign && wordsOf(crypto, row, campaign);
    if (!words || !about || externalId === undefined) continue;
    const { text } = addressTo(words, about.name);
    const messageId = await findSent(externalId, text, row.sentAt);
    if (messageId === null) continue;
    const { count } = await client.delivery.updateMany({
      where: { seq: row.seq, status: 'uncertain' },
      data: { status: 'sent', reason: null, messageId },
    });
    found += count;
  }
  return found;
}
