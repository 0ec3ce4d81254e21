import type { Prisma } from '../../platform/database/generated/client.ts';
import { type Officer, role } from '../roles.ts';

/** A row whose role no longer exists is a broken row, so it throws. */
export function officerOf(row: Prisma.StaffUserModel): Officer {
  const { id, email, name, wholeProvince, units } = row;
  return { id, email, name, role: role.parse(row.role), scope: wholeProvince ? 'province' : units };
}
