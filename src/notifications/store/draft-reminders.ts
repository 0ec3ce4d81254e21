import { Prisma, type PrismaClient } from '../../platform/database/generated/client.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { entryOf } from '../../registration/stored-entry.ts';
import { draftNotice, draftStep } from '../reminders/drafts.ts';
import { REMINDERS } from '../reminders/settings.ts';
import { addRecipients } from './campaigns.ts';
import type { SealBody } from './notice-body.ts';
import { STANDING, standingCampaign } from './standing.ts';

/** Looked at in one round; the next minute takes the rest. */
const AT_ONCE = 500;

interface LeftBehind {
  readonly id: string;
  readonly personId: string;
  readonly status: 'draft' | 'returned';
  readonly lastAct: Date;
}

/**
 * One row for every draft whose days of silence are over, counted from the person's last act anywhere. Somebody who comes back
 * and falls silent again is reminded again. Gives how many rows are new.
 */
export async function remindOfDrafts(client: PrismaClient, seal: SealBody, now: Date): Promise<number> {
  await takeBackSettled(client, now);
  const left = await leftBehind(client, now);
  if (left.length === 0) return 0;
  const products = await productNames(
    client,
    left.map(({ id }) => id),
  );
  return client.$transaction(async (tx) => {
    const campaign = await standingCampaign(tx, STANDING.drafts, now);
    const recipients = left.flatMap(({ id, personId, status, lastAct }) => {
      const step = draftStep(lastAct, now);
      if (!step) return [];
      return {
        recipientKey: keyOf(id, step.day, lastAct),
        personId,
        memberId: null,
        registrationId: id,
        body: draftNotice(status, products.get(id) ?? null),
        notBefore: now,
        expiresAt: step.expiresAt,
      };
    });
    return addRecipients(tx, campaign, recipients, seal);
  });
}

/** A reminder that waited for the morning while the form was sent, or given up, says nothing true any more. */
async function takeBackSettled(client: PrismaClient, now: Date): Promise<void> {
  await client.$executeRaw`
    UPDATE delivery d SET status = 'cancelled', reason = 'draft-settled', claimed_until = NULL, finished_at = ${now}
    FROM campaign c, registration r
    WHERE c.source_key = ${STANDING.drafts.sourceKey} AND d.campaign_id = c.id AND d.status = 'waiting'
      AND r.id = d.registration_id AND r.status NOT IN ('draft', 'returned')`;
}

const keyOf = (id: string, day: number, lastAct: Date) => `draft:${id}:${day}:${lastAct.toISOString().slice(0, 10)}`;

/** The newest draft of each person, on a day on which it is reminded of, without a row for that day. */
async function leftBehind(client: PrismaClient, now: Date): Promise<LeftBehind[]> {
  const { days } = REMINDERS.draft;
  const longest = Math.max(...days) + 1;
  return client.$queryRaw<LeftBehind[]>(Prisma.sql`
    SELECT r.id, r.person_id AS "personId", r.status::text AS status, a.last_act AS "lastAct"
    FROM (
      SELECT DISTINCT ON (person_id) id, person_id, status, updated_at FROM registration
      WHERE status IN ('draft', 'returned') ORDER BY person_id, updated_at DESC
    ) r
    CROSS JOIN LATERAL (
      SELECT greatest(r.updated_at, max(i.last_interaction_at)) AS last_act FROM identity i WHERE i.person_id = r.person_id
    ) a
    CROSS JOIN LATERAL (
      SELECT max(day) AS day FROM unnest(${days}::int[]) day WHERE a.last_act + day * interval '1 day' <= ${now}
    ) s
    WHERE s.day IS NOT NULL AND a.last_act > ${now}::timestamptz - ${longest} * interval '1 day'
      AND a.last_act + (s.day + 1) * interval '1 day' > ${now}
      AND NOT EXISTS (
        SELECT 1 FROM delivery d JOIN campaign c ON c.id = d.campaign_id
        WHERE c.source_key = ${STANDING.drafts.sourceKey}
          AND d.recipient_key = 'draft:' || r.id || ':' || s.day || ':' || to_char(a.last_act AT TIME ZONE 'UTC', 'YYYY-MM-DD'))
    LIMIT ${AT_ONCE}`);
}

async function productNames(client: PrismaClient, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await client.answerEntry.findMany({
    where: { registrationId: { in: [...ids] }, field: 'product.name' },
    orderBy: { seq: 'asc' },
  });
  const names = new Map<string, string>();
  for (const id of ids) {
    const name = foldAnswers(rows.filter((one) => one.registrationId === id).map(entryOf)).answers['product.name'];
    if (typeof name === 'string') names.set(id, name);
  }
  return names;
}
