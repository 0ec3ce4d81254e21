import { timingSafeEqual } from 'node:crypto';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { normalEmail } from '../account-rules.ts';
import { isWeakPassword } from '../password-rules.ts';
import { recordAudit } from '../store/audit.ts';
import { demandGoodPassword, hashPassword } from './passwords.ts';
import type { Accounts } from './types.ts';

export interface FirstAdministrator {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/**
 * From the configuration; nothing happens once there is any account. Whether the password is guessable is the operator's to
 * know: a service that does not start is no safer.
 * @throws AppError `password-weak`.
 */
export async function seedAdministrator(accounts: Accounts, first: FirstAdministrator): Promise<'added' | 'there'> {
  if (!(await hasStaff(accounts)) && isWeakPassword(first.password, normalEmail(first.email))) {
    throw new AppError('password-weak', 'first administrator');
  }
  return (await addFirst(accounts, first, 'configuration')) ? 'added' : 'there';
}

/**
 * By the token printed at a start without any account. It is the same in every process and works exactly once: as soon as
 * there is an account, every token is wrong.
 * @throws AppError `not-found`, `password-weak`, `password-guessable`.
 */
export async function addByToken(
  accounts: Accounts,
  expected: string,
  { token, ...first }: FirstAdministrator & { readonly token: string },
): Promise<void> {
  const [given, right] = [Buffer.from(token), Buffer.from(expected)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new AppError('not-found', 'setup token');
  if (await hasStaff(accounts)) throw new AppError('not-found', 'setup is over');
  demandGoodPassword(accounts.rules, { email: normalEmail(first.email), password: first.password });
  if (!(await addFirst(accounts, first, 'setup-link'))) throw new AppError('not-found', 'setup is over');
}

export async function hasStaff({ client }: Pick<Accounts, 'client'>): Promise<boolean> {
  return (await client.staffUser.findFirst({ select: { id: true } })) !== null;
}

async function addFirst({ client, now }: Accounts, first: FirstAdministrator, who: string): Promise<boolean> {
  const email = normalEmail(first.email);
  if (await hasStaff({ client })) return false;
  const passwordHash = await hashPassword(first.password);
  const at = now();
  return client.$transaction(async (tx) => {
    await lockStaff(tx);
    if (await tx.staffUser.findFirst({ select: { id: true } })) return false;
    const { id } = await tx.staffUser.create({
      data: {
        email,
        name: first.name,
        role: 'administrator',
        wholeProvince: true,
        units: [],
        passwordHash,
        createdAt: at,
      },
    });
    await recordAudit(tx, { who, what: 'staff.add', staffId: id, at });
    return true;
  });
}

/** Whoever adds the first or takes away the last administrator does so alone. */
export async function lockStaff(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`LOCK TABLE staff_user IN SHARE ROW EXCLUSIVE MODE`;
}
