import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { RecipientGroup } from '../members/estimate.ts';
import type { Audience, Topic } from '../types.ts';
import { memberIsTold, personIsTold } from './audience-sql.ts';

/** Beyond every window. */
const LONG_AGO_HOURS = 24 * 8;

/** Everybody of an audience, counted by what the policy looks at: one question, whatever its size. */
export async function groupAudience(
  client: Pick<PrismaClient, '$queryRaw'>,
  audience: Audience,
  topic: Topic,
  at: Date,
): Promise<RecipientGroup[]> {
  const persons = await client.$queryRaw<RecipientGroup[]>`
    SELECT consent, off, "zaloHours", "zaloLeft", telegram, simulator, phone, count(*)::int AS count FROM (
      SELECT
        (SELECT k.action::text FROM consent_receipt k WHERE k.person_id = p.id AND k.purpose = 'registration'
          ORDER BY k.at DESC, k.id DESC LIMIT 1) AS consent,
        EXISTS (SELECT 1 FROM topic_preference t WHERE t.person_id = p.id AND t.topic = ${topic} AND NOT t.on) AS off,
        a."zaloHours", coalesce(a."zaloLeft", false) AS "zaloLeft", a.telegram, a.simulator,
        EXISTS (SELECT 1 FROM member m WHERE m.person_id = p.id AND m.phone IS NOT NULL) OR EXISTS (
          SELECT 1 FROM registration r JOIN office_file f ON f.registration_id = r.id
          WHERE r.person_id = p.id AND f.phone IS NOT NULL) AS phone
      FROM person p CROSS JOIN LATERAL (
        SELECT
          min(least(${LONG_AGO_HOURS}, greatest(0, coalesce(
            floor(extract(epoch FROM ${at}::timestamptz - i.last_interaction_at) / 3600), ${LONG_AGO_HOURS})))::int)
            FILTER (WHERE i.channel = 'zalo' AND i.unreachable_since IS NULL) AS "zaloHours",
          bool_or(i.unreachable_since IS NOT NULL) FILTER (WHERE i.channel = 'zalo') AS "zaloLeft",
          CASE WHEN bool_or(i.unreachable_since IS NULL) FILTER (WHERE i.channel = 'telegram') THEN 'open'
            WHEN count(*) FILTER (WHERE i.channel = 'telegram') > 0 THEN 'left' END AS telegram,
          CASE WHEN bool_or(i.unreachable_since IS NULL) FILTER (WHERE i.channel = 'simulator') THEN 'open'
            WHEN count(*) FILTER (WHERE i.channel = 'simulator') > 0 THEN 'left' END AS simulator
        FROM identity i WHERE i.person_id = p.id
      ) a
      WHERE ${personIsTold(audience)}
    ) AS everybody GROUP BY 1, 2, 3, 4, 5, 6, 7`;
  const members = await client.$queryRaw<{ phone: boolean; count: number }[]>`
    SELECT m.phone IS NOT NULL AS phone, count(*)::int AS count FROM member m WHERE ${memberIsTold(audience)} GROUP BY 1`;
  const unlinked = { consent: null, off: false, zaloHours: null, zaloLeft: false, telegram: null, simulator: null };
  return [...persons, ...members.map((group) => ({ ...unlinked, ...group }))];
}
