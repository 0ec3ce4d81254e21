import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Audience, RecipientDraft } from '../types.ts';
import { memberIsTold, personIsTold } from './audience-sql.ts';
import type { AudienceReader } from './expansion.ts';

/** Before every id. */
const START = '00000000-0000-0000-0000-000000000000';

/** How many an audience stands for. */
export async function countAudience(client: Pick<PrismaClient, '$queryRaw'>, audience: Audience): Promise<number> {
  const [counted] = await client.$queryRaw<{ count: number }[]>`
    SELECT (SELECT count(*) FROM member m WHERE ${memberIsTold(audience)})::int
      + (SELECT count(*) FROM person p WHERE ${personIsTold(audience)})::int AS count`;
  return counted?.count ?? 0;
}

/** One person once, whatever groups, registrations and accounts match; page by page behind the last key. */
export function createAudienceReader(client: Pick<PrismaClient, '$queryRaw'>): AudienceReader {
  const members = async (audience: Audience, after: string, most: number): Promise<RecipientDraft[]> => {
    const rows = await client.$queryRaw<{ id: string }[]>`
      SELECT m.id FROM member m WHERE m.id > ${after}::uuid AND ${memberIsTold(audience)} ORDER BY m.id LIMIT ${most}`;
    return rows.map(({ id }) => ({ recipientKey: `member:${id}`, personId: null, memberId: id }));
  };
  const persons = async (audience: Audience, after: string, most: number): Promise<RecipientDraft[]> => {
    const rows = await client.$queryRaw<{ id: string }[]>`
      SELECT p.id FROM person p WHERE p.id > ${after}::uuid AND ${personIsTold(audience)} ORDER BY p.id LIMIT ${most}`;
    return rows.map(({ id }) => ({ recipientKey: `person:${id}`, personId: id, memberId: null }));
  };

  return {
    async read(audience, after, most) {
      const [kind, id = START] = after === null ? ['member'] : after.split(':');
      if (kind === 'person') return persons(audience, id, most);
      const page = await members(audience, id, most);
      return page.length < most ? [...page, ...(await persons(audience, START, most - page.length))] : page;
    },
  };
}
