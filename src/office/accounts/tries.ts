import { createHash } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import { LOCK_MS, SIGN_IN_TRIES } from '../account-rules.ts';

/** What is tried again and again: a password for an address, a one-time code of an account, letters to an address. */
export function tryKey(what: 'password' | 'code' | 'letter', of: string): string {
  // The address alone, as it always was: locks survive a new release.
  const text = what === 'password' ? of : `${what} ${of}`;
  return createHash('sha256').update(text).digest('hex');
}

/**
 * One statement, before the try is made.
 * @returns `last`: it may be made, and locks the key for a while unless it goes well. `locked`: it may not.
 */
export async function countTry(client: PrismaClient, key: string, at: Date): Promise<'open' | 'last' | 'locked'> {
  const lockUntil = new Date(at.getTime() + LOCK_MS);
  const stale = new Date(at.getTime() - LOCK_MS);
  const [counted] = await client.$queryRaw<{ locked_until: Date | null }[]>`
    INSERT INTO sign_in_failure AS f (key, count, at) VALUES (${key}, 1, ${at})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN f.locked_until IS NOT NULL OR f.at <= ${stale} THEN 1 ELSE f.count + 1 END,
      locked_until = CASE
        WHEN f.locked_until IS NULL AND f.at > ${stale} AND f.count + 1 >= ${SIGN_IN_TRIES} THEN ${lockUntil}::timestamptz
      END,
      at = ${at}
    WHERE f.locked_until IS NULL OR f.locked_until <= ${at}
    RETURNING locked_until`;
  if (!counted) return 'locked';
  return counted.locked_until === null ? 'open' : 'last';
}

/** It went well; those that nobody came back to go as well. */
export async function forgetTries(tx: Prisma.TransactionClient, key: string, at: Date): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { OR: [{ key }, { at: { lt: new Date(at.getTime() - LOCK_MS * 4) } }] } });
}
