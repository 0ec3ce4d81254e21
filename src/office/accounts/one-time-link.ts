import { createHash, randomBytes } from 'node:crypto';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { GIVEN_MS, normalEmail } from '../account-rules.ts';
import type { Officer } from '../roles.ts';
import { permit } from '../services/office.ts';
import { recordAudit } from '../store/audit.ts';
import { demandOther } from './demand-other.ts';
import { demandGoodPassword, hashPassword } from './passwords.ts';
import { closeAllSessions } from './sessions.ts';
import { countTry, forgetTries, tryKey } from './tries.ts';
import { type Accounts, fromCaller } from './types.ts';

export interface IssuedLink {
  readonly staffId: string;
  readonly email: string;
  readonly name: string;
  /** Stands in the link only; the database holds its hash. */
  readonly token: string;
}

/** An administrator's: for somebody new, or who forgot their password. The one before stops working. */
export async function issueLink({ client, now }: Accounts, officer: Officer, staffId: string): Promise<IssuedLink> {
  permit(officer, 'staff.change');
  demandOther(officer, staffId);
  const at = now();
  return client.$transaction(async (tx) => {
    const row = await tx.staffUser.findFirst({ where: { id: staffId, disabledAt: null } });
    if (!row) throw new AppError('staff-unknown', staffId);
    await recordAudit(tx, { who: officer.id, what: 'staff.link', staffId, at });
    return write(tx, row, at);
  });
}

/**
 * One's own, by the address alone. Null where there is nobody to send it to: whoever asks hears the same in both cases.
 * @throws AppError `sign-in-locked` after too many letters for one address.
 */
export async function askForLink({ client, now }: Accounts, email: string): Promise<IssuedLink | null> {
  const at = now();
  const address = normalEmail(email);
  if ((await countTry(client, tryKey('letter', address), at)) === 'locked')
    throw new AppError('sign-in-locked', 'letters');
  return client.$transaction(async (tx) => {
    const row = await tx.staffUser.findFirst({ where: { email: address, disabledAt: null } });
    if (!row) return null;
    await recordAudit(tx, { who: row.id, what: 'staff.link', staffId: row.id, at });
    return write(tx, row, at);
  });
}

async function write(tx: Prisma.TransactionClient, row: Prisma.StaffUserModel, at: Date): Promise<IssuedLink> {
  const { id: staffId, email, name } = row;
  const token = randomBytes(32).toString('base64url');
  await tx.staffLink.deleteMany({ where: { OR: [{ staffId }, { expiresAt: { lte: at } }] } });
  const expiresAt = new Date(at.getTime() + GIVEN_MS);
  await tx.staffLink.create({ data: { tokenHash: hashOf(token), staffId, expiresAt } });
  return { staffId, email, name, token };
}

/** Whose link it is; looking does not use it up (letter scanners look). @throws AppError `link-over`. */
export async function ownerOfLink({ client, now }: Accounts, token: string): Promise<{ readonly email: string }> {
  const row = await client.staffLink.findUnique({
    where: { tokenHash: hashOf(token) },
    include: { staff: { select: { email: true, disabledAt: true } } },
  });
  if (!row || row.expiresAt <= now() || row.staff.disabledAt !== null) throw new AppError('link-over', 'staff link');
  return { email: row.staff.email };
}

/** Works once; every session ends, and a lock is lifted. The second factor stays. @throws AppError `link-over`, `password-weak`, `password-guessable`. */
export async function setPasswordByLink(
  accounts: Accounts,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<void> {
  const { email } = await ownerOfLink(accounts, token);
  demandGoodPassword(accounts.rules, { email, password });
  const passwordHash = await hashPassword(password);
  const at = accounts.now();
  await accounts.client.$transaction(async (tx) => {
    const row = await tx.staffLink.findUnique({ where: { tokenHash: hashOf(token) }, select: { staffId: true } });
    const { count } = await tx.staffLink.deleteMany({ where: { tokenHash: hashOf(token) } });
    if (!row || count !== 1) throw new AppError('link-over', 'used meanwhile');
    const { staffId } = row;
    await tx.staffUser.update({
      where: { id: staffId },
      data: { passwordHash, mustChangePassword: false, passwordUntil: null },
    });
    await forgetTries(tx, tryKey('password', email), at);
    await closeAllSessions(tx, staffId);
    await recordAudit(tx, { who: staffId, what: 'password.link', staffId, ...fromCaller(accounts), at });
  });
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
