import { Prisma } from '../../platform/database/generated/client.ts';
import type { Officer } from '../roles.ts';

/**
 * Recipients in the officer's communes, whoever sends the notice, as a condition on a row `d` of `delivery`.
 */
export function recipientsOf({ scope }: Pick<Officer, 'scope'>): Prisma.Sql {
  if (scope === 'province') return Prisma.sql`true`;
  const units = Prisma.sql`${[...scope]}::text[]`;
  return Prisma.sql`(
    EXISTS (SELECT 1 FROM member m WHERE (m.id = d.member_id OR m.person_id = d.person_id) AND m.unit = ANY(${units}))
    OR EXISTS (SELECT 1 FROM registration r JOIN office_file f ON f.registration_id = r.id
      WHERE r.person_id = d.person_id AND f.unit = ANY(${units})))`;
}
