import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';
import { permit } from '../services/office.ts';
import { recordAudit } from '../store/audit.ts';
import { officerOf } from '../store/officer-of.ts';
import { demandOther } from './demand-other.ts';
import { demandPassword } from './demand-password.ts';
import { newRecoveryCodes, newSecret, recoveryHash, secretAddress, stepOf } from './one-time-code.ts';
import { recordRefusedTry } from './record-refusal.ts';
import { closeAllSessions, openSession, type Session } from './sessions.ts';
import { countTry, forgetTries, tryKey } from './tries.ts';
import { type Accounts, fromCaller, type SealedAccounts, type SignedIn } from './types.ts';

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
export function proposeSecret(
  { crypto }: Pick<SealedAccounts, 'crypto'>,
  { id, email }: Officer,
  sealed: string | null,
): Proposal {
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
 * @throws AppError `sign-in-locked`, `sign-in-refused` without the right password, `code-refused`.
 */
export async function turnOnSecondFactor(
  accounts: SealedAccounts,
  officer: Officer,
  { sealed, code, password }: { readonly sealed: string; readonly code: string; readonly password: string },
): Promise<{ readonly codes: readonly string[]; readonly signedIn: SignedIn }> {
  const { client, now, crypto, caller } = accounts;
  await demandPassword(accounts, officer, password);
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
    const what = 'second-factor.on';
    await recordAudit(tx, { who: officer.id, what, staffId: officer.id, ...fromCaller(accounts), at });
    return openSession(tx, officer.id, at, { caller });
  });
  return { codes, signedIn: { token, officer, mustChangePassword: false, codeDue: false } };
}

/**
 * The second half of signing in: a code of the app, or one of the recovery codes. Each works once; the half session is
 * replaced by a new one.
 * @throws AppError `sign-in-locked`, `code-refused`.
 */
export async function enterCode(accounts: SealedAccounts, session: Session, code: string): Promise<SignedIn> {
  const { client, now, caller } = accounts;
  const { officer, tokenHash } = session;
  if (!session.codeDue) throw new AppError('code-refused', 'no code is due');
  const at = now();
  const key = tryKey('code', officer.id);
  const tried = await countTry(client, key, at);
  if (tried === 'locked') throw new AppError('sign-in-locked', 'codes');
  const signedIn = await client.$transaction(async (tx) => {
    const way = await useCode(accounts, tx, officer.id, code, at);
    if (way === null) return null;
    await forgetTries(tx, key, at);
    await tx.staffSession.deleteMany({ where: { tokenHash } });
    const row = await tx.staffUser.findUniqueOrThrow({ where: { id: officer.id } });
    const token = await openSession(tx, row.id, at, { caller });
    const what = `session.${way}`;
    await recordAudit(tx, { who: row.id, what, staffId: row.id, ...fromCaller(accounts), at });
    return { token, officer: officerOf(row), mustChangePassword: row.mustChangePassword, codeDue: false };
  });
  if (signedIn) return signedIn;
  await recordRefusedTry(accounts, { what: 'code', staffId: officer.id, locks: tried === 'last' });
  throw new AppError('code-refused', 'code');
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

/** @throws AppError `second-factor-required`, `sign-in-locked`, `sign-in-refused` without the right password. */
export async function turnOffSecondFactor(accounts: Accounts, officer: Officer, password: string): Promise<void> {
  if (accounts.rules.secondFactorFor.has(officer.role)) throw new AppError('second-factor-required', officer.role);
  await demandPassword(accounts, officer, password);
  await accounts.client.$transaction(async (tx) => {
    await forgetSecret(tx, officer.id);
    const what = 'second-factor.off';
    await recordAudit(tx, { who: officer.id, what, staffId: officer.id, ...fromCaller(accounts), at: accounts.now() });
  });
}

/** For a colleague who lost telephone and recovery codes; their sessions end. */
export async function removeSecondFactor({ client, now }: Accounts, officer: Officer, staffId: string): Promise<void> {
  permit(officer, 'staff.change');
  demandOther(officer, staffId);
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
