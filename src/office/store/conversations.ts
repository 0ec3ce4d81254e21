import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';

/** Requests for an officer in the officer's communes; those of no commune are the province's. */
export function requestsOf({ scope }: Pick<Officer, 'scope'>): Prisma.HandoffRequestWhereInput {
  return scope === 'province' ? {} : { unit: { in: [...scope] } };
}

/** @throws AppError `not-in-scope`, the same for what does not exist. */
export async function findRequest(
  tx: Prisma.TransactionClient,
  officer: Pick<Officer, 'scope'>,
  id: string,
): Promise<Prisma.HandoffRequestModel> {
  const row = await tx.handoffRequest.findFirst({ where: { id, ...requestsOf(officer) } });
  if (!row) throw new AppError('not-in-scope', `conversation ${id}`);
  return row;
}
