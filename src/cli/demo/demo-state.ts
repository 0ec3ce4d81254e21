import type { PrismaClient } from '../../platform/database/generated/client.ts';

/** Counter that says that nobody in this database is real. */
export const DEMO_MARK = 'demo';

/** - `real`: somebody is in it whom the demo did not make up. */
export async function demoState(
  client: Pick<PrismaClient, 'counter' | 'person' | 'staffUser' | 'member'>,
): Promise<'empty' | 'demo' | 'real'> {
  if (await client.counter.findUnique({ where: { name: DEMO_MARK } })) return 'demo';
  const counts = await Promise.all([client.person.count(), client.staffUser.count(), client.member.count()]);
  return counts.every((count) => count === 0) ? 'empty' : 'real';
}
