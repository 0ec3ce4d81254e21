import type { Prisma } from '../../platform/database/generated/client.ts';
import { foldedAnswers } from './folded-answers.ts';

/** Names of officers by id. Whoever is not one (`configuration`, `product`) is not in it. */
export async function staffNames(
  client: Pick<Prisma.TransactionClient, 'staffUser'>,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id): id is string => id !== null && UUID.test(id));
  const rows = await client.staffUser.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of a registration, enough to tell whose it is. */
export const NAMING_ENTRIES = {
  where: { field: { in: ['applicant.name', 'product.name'] } },
  orderBy: { seq: 'asc' },
} as const satisfies Prisma.Registration$entriesArgs;

export function namesIn(entries: Parameters<typeof foldedAnswers>[0]): {
  readonly applicant: string;
  readonly product: string;
} {
  const answers = foldedAnswers(entries);
  return { applicant: String(answers['applicant.name'] ?? ''), product: String(answers['product.name'] ?? '') };
}
