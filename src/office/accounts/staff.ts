import { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { GIVEN_MS, normalEmail } from '../account-rules.ts';
import type { Officer, Role } from '../roles.ts';
import { permit } from '../services/office.ts';
import { recordAudit } from '../store/audit.ts';
import { demandOther } from './demand-other.ts';
import { lockStaff } from './first-administrator.ts';
import { hashPassword } from './passwords.ts';
import { readableSecret } from './readable-secret.ts';
import { closeAllSessions } from './sessions.ts';
import type { Accounts } from './types.ts';
import { withdrawExports } from './withdraw-exports.ts';

export interface StaffMember {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly wholeProvince: boolean;
  /** Unit codes; empty for the whole province. */
  readonly units: readonly string[];
  readonly disabled: boolean;
  readonly version: number;
}

/** Where somebody works: the whole province, or some units. The roles of the province have no units. */
export interface Place {
  readonly role: Role;
  readonly units: readonly string[];
}

const SELECT = {
  id: true,
  email: true,
  name: true,
  role: true,
  wholeProvince: true,
  units: true,
  disabledAt: true,
  version: true,
} as const satisfies Prisma.StaffUserSelect;

export async function listStaff({ client, now }: Accounts, officer: Officer): Promise<StaffMember[]> {
  permit(officer, 'staff.list');
  return client.$transaction(async (tx) => {
    const rows = await tx.staffUser.findMany({ select: SELECT, orderBy: { name: 'asc' } });
    await recordAudit(tx, { who: officer.id, what: 'staff.list', at: now() });
    return rows.map(memberOf);
  });
}

/** @returns The password, shown this once: the new colleague must sign in with it within two days, and change it before anything else. */
export async function addStaff(
  { client, now }: Accounts,
  officer: Officer,
  { email, name, ...place }: Place & { readonly email: string; readonly name: string },
): Promise<{ readonly id: string; readonly password: string }> {
  permit(officer, 'staff.add');
  const password = readableSecret(4);
  const passwordHash = await hashPassword(password);
  const at = now();
  try {
    const id = await client.$transaction(async (tx) => {
      const row = await tx.staffUser.create({
        data: {
          email: normalEmail(email),
          name,
          ...placeColumns(place),
          ...given(passwordHash, at),
          createdAt: at,
        },
      });
      await recordAudit(tx, { who: officer.id, what: 'staff.add', staffId: row.id, at });
      return row.id;
    });
    return { id, password };
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError('email-taken', 'staff e-mail', { cause: error });
    }
    throw error;
  }
}

export interface StaffChange extends Place {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly disabled: boolean;
}

/** Another role, place or a disabled account takes effect at once: every session reads the account anew, or is closed. */
export async function changeStaff({ client, now }: Accounts, officer: Officer, change: StaffChange): Promise<void> {
  permit(officer, 'staff.change');
  const { id, version, name, disabled, ...place } = change;
  const at = now();
  await client.$transaction(async (tx) => {
    await lockStaff(tx);
    const row = await demandStaff(tx, id);
    const { count } = await tx.staffUser.updateMany({
      where: { id, version },
      data: {
        name,
        ...placeColumns(place),
        disabledAt: disabled ? (row.disabledAt ?? at) : null,
        version: { increment: 1 },
      },
    });
    if (count !== 1) throw new AppError('changed-meanwhile', `staff ${id}`);
    await demandAdministrator(tx);
    if (disabled) await closeAllSessions(tx, id);
    await withdrawExports(tx, id, at);
    await recordAudit(tx, { who: officer.id, what: 'staff.change', staffId: id, at });
  });
}

/** For somebody who forgot theirs: a new one to be changed at once, every session closed, a lock lifted by the next sign-in. */
export async function resetPassword(
  { client, now }: Accounts,
  officer: Officer,
  id: string,
): Promise<{ readonly password: string }> {
  permit(officer, 'staff.change');
  demandOther(officer, id);
  const password = readableSecret(4);
  const passwordHash = await hashPassword(password);
  const at = now();
  await client.$transaction(async (tx) => {
    await demandStaff(tx, id);
    await tx.staffUser.update({
      where: { id },
      data: { ...given(passwordHash, at), version: { increment: 1 } },
    });
    await closeAllSessions(tx, id);
    await recordAudit(tx, { who: officer.id, what: 'staff.password', staffId: id, at });
  });
  return { password };
}

/** By somebody else: to be changed at once, and soon. */
const given = (passwordHash: string, at: Date) => ({
  passwordHash,
  mustChangePassword: true,
  passwordUntil: new Date(at.getTime() + GIVEN_MS),
});

async function demandStaff(tx: Prisma.TransactionClient, id: string): Promise<Prisma.StaffUserModel> {
  const row = await tx.staffUser.findUnique({ where: { id } });
  if (!row) throw new AppError('staff-unknown', id);
  return row;
}

async function demandAdministrator(tx: Prisma.TransactionClient): Promise<void> {
  const left = await tx.staffUser.count({ where: { role: 'administrator', disabledAt: null } });
  if (left === 0) throw new AppError('last-administrator', 'none left');
}

const OF_PROVINCE: ReadonlySet<Role> = new Set<Role>(['administrator', 'provincial-coordinator']);

function placeColumns({ role, units }: Place) {
  const wholeProvince = OF_PROVINCE.has(role);
  return { role, wholeProvince, units: wholeProvince ? [] : [...units] };
}

function memberOf(row: Prisma.StaffUserGetPayload<{ select: typeof SELECT }>): StaffMember {
  const { disabledAt, role, ...rest } = row;
  return { ...rest, role: role as Role, disabled: disabledAt !== null };
}
