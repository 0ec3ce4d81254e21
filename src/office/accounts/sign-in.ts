import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { isWeakPassword, normalEmail } from '../account-rules.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { officerOf } from '../store/officer-of.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { closeAllSessions, openSession, removeOverSessions } from './sessions.ts';
import { countTry, forgetTries, tryKey } from './tries.ts';

export interface Accounts {
  readonly client: PrismaClient;
  readonly now: () => Date;
}

export interface SignedIn {
  readonly token: string;
  readonly officer: Officer;
  readonly mustChangePassword: boolean;
  /** The one-time code is still to come; until then nothing else is open. */
  readonly codeDue: boolean;
}

/**
 * Always a new session, whatever cookie came with it. Unknown, wrong and disabled look alike and take the same time; the
 * try is counted before the password is checked, so that many at once are not more tries than one after another.
 * @throws AppError `sign-in-locked`, `sign-in-refused`.
 */
export async function signIn(
  { client, now }: Accounts,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const address = normalEmail(email);
  const key = tryKey('password', address);
  const at = now();
  if (!(await countTry(client, key, at))) throw new AppError('sign-in-locked', 'too many failures');
  const row = await client.staffUser.findUnique({ where: { email: address } });
  const right = await isPassword(row?.passwordHash ?? null, password);
  if (!row || !right || row.disabledAt !== null) throw new AppError('sign-in-refused', 'address or password');
  return client.$transaction(async (tx) => {
    await forgetTries(tx, key, at);
    await removeOverSessions(tx, at);
    const codeDue = row.totpSince !== null;
    const token = await openSession(tx, row.id, at, { codeDue });
    await recordAudit(tx, { who: row.id, what: codeDue ? 'session.password' : 'session.start', staffId: row.id, at });
    return { token, officer: officerOf(row), mustChangePassword: row.mustChangePassword, codeDue };
  });
}

/** A new password ends every session; the caller opens a new one. @throws AppError `sign-in-refused`, `password-weak`. */
export async function changePassword(
  { client, now }: Accounts,
  officer: Officer,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<SignedIn> {
  const at = now();
  const key = tryKey('password', officer.email);
  if (!(await countTry(client, key, at))) throw new AppError('sign-in-locked', 'too many failures');
  const row = await client.staffUser.findUniqueOrThrow({ where: { id: officer.id } });
  if (!(await isPassword(row.passwordHash, current))) throw new AppError('sign-in-refused', 'current password');
  if (isWeakPassword(next, officer.email) || next === current) throw new AppError('password-weak', 'new password');
  const passwordHash = await hashPassword(next);
  return client.$transaction(async (tx) => {
    await forgetTries(tx, key, at);
    await tx.staffUser.update({ where: { id: officer.id }, data: { passwordHash, mustChangePassword: false } });
    await closeAllSessions(tx, officer.id);
    const token = await openSession(tx, officer.id, at);
    await recordAudit(tx, { who: officer.id, what: 'password.change', staffId: officer.id, at });
    return { token, officer, mustChangePassword: false, codeDue: false };
  });
}

export async function signOutEverywhere({ client, now }: Accounts, officer: Officer): Promise<void> {
  await client.$transaction(async (tx) => {
    await closeAllSessions(tx, officer.id);
    await recordAudit(tx, { who: officer.id, what: 'session.end-all', staffId: officer.id, at: now() });
  });
}
