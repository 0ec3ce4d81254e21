import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';

/** Members of the officer's communes, as a condition that every query of theirs carries. */
export function membersOf({ scope }: Pick<Officer, 'scope'>): Prisma.MemberWhereInput {
  return scope === 'province' ? {} : { unit: { in: [...scope] } };
}

/** @throws AppError `member-unknown`, the same for what does not exist. */
export async function findMember(
  tx: Prisma.TransactionClient,
  officer: Pick<Officer, 'scope'>,
  id: string,
): Promise<Prisma.MemberModel> {
  const row = await tx.member.findFirst({ where: { id, ...membersOf(officer) } });
  if (!row) throw new AppError('member-unknown', `member ${id}`);
  return row;
}
