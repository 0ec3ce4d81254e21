import { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';

/** Broadcasts that lie within the officer's communes as a whole, as a condition on a row `c` of `campaign`. */
export function broadcastsOf({ scope }: Pick<Officer, 'scope'>): Prisma.Sql {
  if (scope === 'province') return Prisma.sql`c.kind = 'broadcast'`;
  return Prisma.sql`c.kind = 'broadcast' AND c.audience ? 'units'
    AND c.audience->'units' <@ ${JSON.stringify(scope)}::jsonb`;
}

/** @throws AppError `broadcast-unknown`, the same for what does not exist. */
export async function findBroadcast(
  tx: Prisma.TransactionClient,
  officer: Pick<Officer, 'scope'>,
  id: string,
): Promise<Prisma.CampaignModel> {
  const seen = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM campaign c WHERE c.id = ${id}::uuid AND ${broadcastsOf(officer)}`;
  const row = seen.length > 0 ? await tx.campaign.findUnique({ where: { id } }) : null;
  if (!row) throw new AppError('broadcast-unknown', `broadcast ${id}`);
  return row;
}
