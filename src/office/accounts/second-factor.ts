import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';
import { permit } from '../services/office.ts';
import { recordAudit } from '../store/audit.ts';
import { officerOf } from '../store/officer-of.ts';
import { newRecoveryCodes, newSecret, recoveryHash, secretAddress, stepOf } from './one-time-code.ts';
import { isPassword } from './passwords.ts';
import { closeAllSessions, openSession, type Session } from './sessions.ts';
import type { Accounts, SignedIn } from './sign-in.ts';
import { countTry, forgetTries, tryKey } from './tries.ts';

export interface SealedAccounts extends Accounts {
  readonly crypto: Pick<Crypto, 'seal' | 'open'>;
}

export interface Proposal {
  /** For typing, base32. */
  readonly secret: string;
  /** For the QR code. */
  readonly address: string;
  /** To be sent back with the first code; nothing is kept until then. */
  readonly sealed: string;
}

const proposalOf = (staffId: string) => `totp proposal ${staffId}`;
const secretOf = (staffId: string) => `totp ${staffId}`;

/** A secret for somebody's app. The same one again where `sealed` comes from a try that failed. */
export function proposeSecret({ crypto }: SealedAccounts, { id, email }: Officer, sealed: string | null): Proposal {
  const secret = (sealed === null ? null : openProposal(crypto, id, sealed)) ?? newSecret();
  return {
    secret,
    address: secretAddress(secret, email),
    sealed: Buffer.from(crypto.seal(secret, proposalOf(id))).toString('base64url'),
  };
}

function openProposal(crypto: SealedAccounts['crypto'], staffId: string, sealed: string): string | null {
  try {
    return crypto.open(Buffer.from(sealed, 'base64url'), proposalOf(staffId));
  } catch {
    return null;
  }
}

/**
 * Asked at every sign-in from now on; other sessions end.
 * @returns Recovery codes, shown this once, and the new session.
 * @throws AppError `code-refused`.
 */
export async function turnOnSecondFactor(
  { client, now, crypto }: SealedAccounts,
  officer: Officer,
  { sealed, code }: { readonly sealed: string; readonly code: string },
): Promise<{ readonly codes: readonly string[]; readonly signedIn: SignedIn }> {
  const at = now();
  const secret = openProposal(crypto, officer.id, sealed);
  const step = secret === null ? null : stepOf(secret, code, at);
  if (secret === null || step === null) throw new AppError('code-refused', 'first code');
  const codes = newRecoveryCodes();
  const token = await client.$transaction(async (tx) => {
    // Never over one that is on: turning that off needs the password, and an old proposal would go round it.
    const { count } = await tx.staffUser.updateMany({
      where: { id: officer.id, totpSince: null },
      data: { totpSecret: crypto.seal(secret, secretOf(officer.id)), totpSince: at, totpStep: step },
    });
    if (count !== 1) throw new AppError('code-refused', 'on already');
    await tx.staffRecoveryCode.deleteMany({ where: { staffId: officer.id } });
    await tx.staffRecoveryCode.createMany({
      data: codes.map((one) => ({ staffId: officer.id, codeHash: recoveryHash(officer.id, one) })),
    });
    await closeAllSessions(tx, officer.id);
    await recordAudit(tx, { who: officer.id, what: 'second-factor.on', staffId: officer.id, at });
    return openSession(tx, officer.id, at);
  });
  return { codes, signedIn: { token, officer, mustChangePassword: false, codeDue: false } };
}

/**
 * The second half of signing in: a code of the app, or one of the recovery codes. Each works once; the half session is
 * replaced by a new one.
 * @throws AppError `sign-in-locked`, `code-refused`.
 */
export async function enterCode(accounts: SealedAccounts, session: Session, code: string): Promise<SignedIn> {
  const { client, now } = accounts;
  const { officer, tokenHash } = session;
  if (!session.codeDue) throw new AppError('code-refused', 'no code is due');
  const at = now();
  const key = tryKey('code', officer.id);
  if (!(await countTry(client, key, at))) throw new AppError('sign-in-locked', 'codes');
  return client.$transaction(async (tx) => {
    const way = await useCode(accounts, tx, officer.id, code, at);
    if (way === null) throw new AppError('code-refused', 'code');
    await forgetTries(tx, key, at);
    await tx.staffSession.deleteMany({ where: { tokenHash } });
    const row = await tx.staffUser.findUniqueOrThrow({ where: { id: officer.id } });
    const token = await openSession(tx, row.id, at);
    await recordAudit(tx, { who: row.id, what: `session.${way}`, staffId: row.id, at });
    return { token, officer: officerOf(row), mustChangePassword: row.mustChangePassword, codeDue: false };
  });
}

/** Both ways are one conditional write, so that of two sendings of the same code one is refused. */
async function useCode(
  { crypto }: SealedAccounts,
  tx: Prisma.TransactionClient,
  staffId: string,
  code: string,
  at: Date,
): Promise<'code' | 'recovery-code' | null> {
  const { totpSecret } = await tx.staffUser.findUniqueOrThrow({ where: { id: staffId }, select: { totpSecret: true } });
  const step = totpSecret === null ? null : stepOf(crypto.open(totpSecret, secretOf(staffId)), code, at);
  if (step !== null) {
    const { count } = await tx.staffUser.updateMany({
      where: { id: staffId, totpStep: { lt: step } },
      data: { totpStep: step },
    });
    return count === 1 ? 'code' : null;
  }
  const { count } = await tx.staffRecoveryCode.deleteMany({
    where: { staffId, codeHash: recoveryHash(staffId, code) },
  });
  return count === 1 ? 'recovery-code' : null;
}

/** @throws AppError `sign-in-locked`, `sign-in-refused` without the right password. */
export async function turnOffSecondFactor(
  { client, now }: Accounts,
  officer: Officer,
  password: string,
): Promise<void> {
  const at = now();
  const key = tryKey('password', officer.email);
  if (!(await countTry(client, key, at))) throw new AppError('sign-in-locked', 'too many failures');
  const { passwordHash } = await client.staffUser.findUniqueOrThrow({ where: { id: officer.id } });
  if (!(await isPassword(passwordHash, password))) throw new AppError('sign-in-refused', 'current password');
  await client.$transaction(async (tx) => {
    await forgetTries(tx, key, at);
    await forgetSecret(tx, officer.id);
    await recordAudit(tx, { who: officer.id, what: 'second-factor.off', staffId: officer.id, at });
  });
}

/** For a colleague who lost telephone and recovery codes; their sessions end. */
export async function removeSecondFactor({ client, now }: Accounts, officer: Officer, staffId: string): Promise<void> {
  permit(officer, 'staff.change');
  await client.$transaction(async (tx) => {
    if (!(await tx.staffUser.findUnique({ where: { id: staffId } }))) throw new AppError('staff-unknown', staffId);
    await forgetSecret(tx, staffId);
    await closeAllSessions(tx, staffId);
    await recordAudit(tx, { who: officer.id, what: 'second-factor.removed', staffId, at: now() });
  });
}

async function forgetSecret(tx: Prisma.TransactionClient, staffId: string): Promise<void> {
  await tx.staffUser.update({ where: { id: staffId }, data: { totpSecret: null, totpSince: null } });
  await tx.staffRecoveryCode.deleteMany({ where: { staffId } });
}

export interface SecondFactor {
  /** ISO instant; null: not turned on. */
  readonly since: string | null;
  /** Recovery codes that still work. */
  readonly codesLeft: number;
}

export async function secondFactorOf({ client }: Accounts, { id }: Pick<Officer, 'id'>): Promise<SecondFactor> {
  const row = await client.staffUser.findUniqueOrThrow({
    where: { id },
    select: { totpSince: true, _count: { select: { recoveryCodes: true } } },
  });
  return { since: row.totpSince?.toISOString() ?? null, codesLeft: row._count.recoveryCodes };
}
