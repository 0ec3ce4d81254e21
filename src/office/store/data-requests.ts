import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';
import { registrationsOf } from './scope.ts';

/**
 * Requests about personal data that are this officer's to see to. A unit has those whose every registration lies in it;
 * those that concern several units, or no registration, are the province's.
 */
export function dataRequestsOf({ scope }: Pick<Officer, 'scope'>): Prisma.DataRequestWhereInput {
  if (scope === 'province') return {};
  const elsewhere = { officeFile: { is: { unit: { notIn: [...scope] } } } };
  return { person: { is: { registrations: { some: registrationsOf({ scope }), none: elsewhere } } } };
}

/** @throws AppError `data-request-unknown`, the same for what lies out of scope. */
export async function findDataRequest(
  tx: Pick<Prisma.TransactionClient, 'dataRequest'>,
  officer: Pick<Officer, 'scope'>,
  id: string,
): Promise<Prisma.DataRequestModel> {
  const row = await tx.dataRequest.findFirst({ where: { id, ...dataRequestsOf(officer) } });
  if (!row) throw new AppError('data-request-unknown', `data request ${id}`);
  return row;
}
