import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { isWeakPassword, LOCK_MS, normalEmail, SIGN_IN_TRIES } from '../account-rules.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { officerOf } from '../store/officer-of.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { closeAllSessions, openSession, removeOverSessions } from './sessions.ts';

export interface Accounts {
  readonly client: PrismaClient;
  readonly now: () => Date;
}

export interface SignedIn {
  readonly token: string;
  readonly officer: Officer;
  readonly mustChangePassword: boolean;
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
  const key = createHash('sha256').update(address).digest('hex');
  const at = now();
  if (!(await countTry(client, key, at))) throw new AppError('sign-in-locked', 'too many failures');
  const row = await client.staffUser.findUnique({ where: { email: address } });
  const right = await isPassword(row?.passwordHash ?? null, password);
  if (!row || !right || row.disabledAt !== null) throw new AppError('sign-in-refused', 'address or password');
  return client.$transaction(async (tx) => {
    await tx.signInFailure.deleteMany({
      where: { OR: [{ key }, { at: { lt: new Date(at.getTime() - LOCK_MS * 4) } }] },
    });
    await removeOverSessions(tx, at);
    const token = await openSession(tx, row.id, at);
    await recordAudit(tx, { who: row.id, what: 'session.start', staffId: row.id, at });
    return { token, officer: officerOf(row), mustChangePassword: row.mustChangePassword };
  });
}

/** One statement: true when this try may be made. The fifth in a row also locks the address for a while. */
async function countTry(client: PrismaClient, key: string, at: Date): Promise<boolean> {
  const lockUntil = new Date(at.getTime() + LOCK_MS);
  const stale = new Date(at.getTime() - LOCK_MS);
  const counted = await client.$executeRaw`
    INSERT INTO sign_in_failure AS f (key, count, at) VALUES (${key}, 1, ${at})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN f.locked_until IS NOT NULL OR f.at <= ${stale} THEN 1 ELSE f.count + 1 END,
      locked_until = CASE
        WHEN f.locked_until IS NULL AND f.at > ${stale} AND f.count + 1 >= ${SIGN_IN_TRIES} THEN ${lockUntil}::timestamptz
      END,
      at = ${at}
    WHERE f.locked_until IS NULL OR f.locked_until <= ${at}`;
  return counted === 1;
}

/** A new password ends every session; the caller opens a new one. @throws AppError `sign-in-refused`, `password-weak`. */
export async function changePassword(
  { client, now }: Accounts,
  officer: Officer,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<SignedIn> {
  const at = now();
  const key = createHash('sha256').update(officer.email).digest('hex');
  if (!(await countTry(client, key, at))) throw new AppError('sign-in-locked', 'too many failures');
  const row = await client.staffUser.findUniqueOrThrow({ where: { id: officer.id } });
  if (!(await isPassword(row.passwordHash, current))) throw new AppError('sign-in-refused', 'current password');
  if (isWeakPassword(next, officer.email) || next === current) throw new AppError('password-weak', 'new password');
  const passwordHash = await hashPassword(next);
  return client.$transaction(async (tx) => {
    await tx.signInFailure.deleteMany({ where: { key } });
    await tx.staffUser.update({ where: { id: officer.id }, data: { passwordHash, mustChangePassword: false } });
    await closeAllSessions(tx, officer.id);
    const token = await openSession(tx, officer.id, at);
    await recordAudit(tx, { who: officer.id, what: 'password.change', staffId: officer.id, at });
    return { token, officer, mustChangePassword: false };
  });
}

export async function signOutEverywhere({ client, now }: Accounts, officer: Officer): Promise<void> {
  await client.$transaction(async (tx) => {
    await closeAllSessions(tx, officer.id);
    await recordAudit(tx, { who: officer.id, what: 'session.end-all', staffId: officer.id, at: now() });
  });
}
