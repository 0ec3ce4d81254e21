import { AppError } from '../../platform/errors.ts';
import { normalEmail } from '../account-rules.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { officerOf } from '../store/officer-of.ts';
import { demandPassword } from './demand-password.ts';
import { demandGoodPassword, hashPassword, isPassword } from './passwords.ts';
import { recordRefusedTry } from './record-refusal.ts';
import { closeAllSessions, openSession, removeOverSessions } from './sessions.ts';
import { countTry, forgetTries, tryKey } from './tries.ts';
import { type Accounts, fromCaller, type SignedIn } from './types.ts';

/**
 * Always a new session, whatever cookie came with it. Unknown, wrong, disabled and run out look alike and take the same
 * time; the try is counted before the password is checked, so that many at once are not more tries than one after another.
 * @throws AppError `sign-in-locked`, `sign-in-refused`.
 */
export async function signIn(
  accounts: Accounts,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const { client, now, caller } = accounts;
  const address = normalEmail(email);
  const key = tryKey('password', address);
  const at = now();
  const tried = await countTry(client, key, at);
  if (tried === 'locked') throw new AppError('sign-in-locked', 'too many failures');
  const row = await client.staffUser.findUnique({ where: { email: address } });
  const right = await isPassword(row?.passwordHash ?? null, password);
  const over = row !== null && row.passwordUntil !== null && row.passwordUntil <= at;
  if (!row || !right || over || row.disabledAt !== null) {
    await recordRefusedTry(accounts, { what: 'password', staffId: row?.id ?? null, locks: tried === 'last' });
    throw new AppError('sign-in-refused', 'address or password');
  }
  return client.$transaction(async (tx) => {
    await forgetTries(tx, key, at);
    await removeOverSessions(tx, at);
    const codeDue = row.totpSince !== null;
    const token = await openSession(tx, row.id, at, { codeDue, caller });
    const what = codeDue ? 'session.password' : 'session.start';
    await recordAudit(tx, { who: row.id, what, staffId: row.id, ...fromCaller(accounts), at });
    return { token, officer: officerOf(row), mustChangePassword: row.mustChangePassword, codeDue };
  });
}

/**
 * A new password ends every session; the caller opens a new one.
 * @throws AppError `sign-in-locked`, `sign-in-refused`, `password-weak`, `password-guessable`.
 */
export async function changePassword(
  accounts: Accounts,
  officer: Officer,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<SignedIn> {
  const { client, now, rules, caller } = accounts;
  await demandPassword(accounts, officer, current);
  if (next === current) throw new AppError('password-weak', 'the same again');
  demandGoodPassword(rules, { email: officer.email, password: next });
  const passwordHash = await hashPassword(next);
  const at = now();
  return client.$transaction(async (tx) => {
    await tx.staffUser.update({
      where: { id: officer.id },
      data: { passwordHash, mustChangePassword: false, passwordUntil: null },
    });
    await closeAllSessions(tx, officer.id);
    const token = await openSession(tx, officer.id, at, { caller });
    await recordAudit(tx, {
      who: officer.id,
      what: 'password.change',
      staffId: officer.id,
      ...fromCaller(accounts),
      at,
    });
    return { token, officer, mustChangePassword: false, codeDue: false };
  });
}
