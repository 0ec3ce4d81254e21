import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';
import { isPassword } from './passwords.ts';
import { recordRefusedTry } from './record-refusal.ts';
import { countTry, forgetTries, tryKey } from './tries.ts';
import type { Accounts } from './types.ts';

/**
 * Asked again of whoever is signed in, before the way in is changed: a session left open must not be enough for that.
 * @throws AppError `sign-in-locked`, `sign-in-refused`.
 */
export async function demandPassword(
  accounts: Accounts,
  { id, email }: Pick<Officer, 'id' | 'email'>,
  password: string,
): Promise<void> {
  const { client, now } = accounts;
  const key = tryKey('password', email);
  const tried = await countTry(client, key, now());
  if (tried === 'locked') throw new AppError('sign-in-locked', 'too many failures');
  const { passwordHash } = await client.staffUser.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
  if (!(await isPassword(passwordHash, password))) {
    await recordRefusedTry(accounts, { what: 'password', staffId: id, locks: tried === 'last' });
    throw new AppError('sign-in-refused', 'current password');
  }
  await forgetTries(client, key, now());
}
