import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';

/** What an officer may see, as a condition: every query of the office's registrations carries it. */
export function filesOf({ scope }: Pick<Officer, 'scope'>): Prisma.OfficeFileWhereInput {
  return scope === 'province' ? {} : { unit: { in: [...scope] } };
}

/** Registrations that the office has a file of, within the officer's units. Drafts of producers are in nobody's scope. */
export function registrationsOf(officer: Pick<Officer, 'scope'>): Prisma.RegistrationWhereInput {
  return { officeFile: { is: filesOf(officer) } };
}

const WITH_FILE = { officeFile: true } as const satisfies Prisma.RegistrationInclude;
type Row = Prisma.RegistrationGetPayload<{ include: typeof WITH_FILE }>;
export type FiledRegistration = Row & { readonly officeFile: NonNullable<Row['officeFile']> };

/** @throws AppError `not-in-scope`, the same for what does not exist. */
export async function findInScope(
  tx: Prisma.TransactionClient,
  officer: Pick<Officer, 'scope'>,
  id: string,
): Promise<FiledRegistration> {
  const row = await tx.registration.findFirst({ where: { id, ...registrationsOf(officer) }, include: WITH_FILE });
  if (!row?.officeFile) throw new AppError('not-in-scope', `registration ${id}`);
  return { ...row, officeFile: row.officeFile };
}
