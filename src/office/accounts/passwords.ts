import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { AppError } from '../../platform/errors.ts';
import { isGuessablePassword, isWeakPassword } from '../password-rules.ts';
import type { AccountRules } from './types.ts';

/** OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, two passes, one lane. */
const OPTIONS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @throws AppError `password-weak`, `password-guessable`. */
export function demandGoodPassword(
  { officeName }: Pick<AccountRules, 'officeName'>,
  { email, password }: { readonly email: string; readonly password: string },
): void {
  if (isWeakPassword(password, email)) throw new AppError('password-weak', 'new password');
  if (isGuessablePassword(password, email, officeName)) throw new AppError('password-guessable', 'new password');
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), OPTIONS);
}

/** What is checked for an address without an account: the answer takes as long as for one with. */
let decoy: Promise<string> | null = null;

/** @param passwordHash Null for an account that does not exist: always false, in the same time. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  // Waited for in both cases: it is made at the first sign-in of a process.
  const other = await decoy;
  const right = await verify(passwordHash ?? other, password.normalize('NFC'));
  return right && passwordHash !== null;
}
