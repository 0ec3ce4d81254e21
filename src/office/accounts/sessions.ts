import { createHash, randomBytes } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import { ABSOLUTE_MS, isSessionOver } from '../account-rules.ts';
import type { Officer } from '../roles.ts';
import { officerOf } from '../store/officer-of.ts';
import type { Caller } from './types.ts';

export interface Session {
  readonly officer: Officer;
  /** The password was given by somebody else: only changing it is allowed. */
  readonly mustChangePassword: boolean;
  /** The password was right, the one-time code is still to come. */
  readonly codeDue: boolean;
  /** The account has a second factor. */
  readonly secondFactor: boolean;
  readonly tokenHash: string;
}

/** Seen less than this ago, a session is not written again. */
const SEEN_EVERY_MS = 60_000;

/** 32 random bytes; the database holds the hash only, so whoever reads it can't sign in with it. */
export async function openSession(
  tx: Prisma.TransactionClient,
  staffId: string,
  now: Date,
  { codeDue = false, caller }: { readonly codeDue?: boolean; readonly caller?: Caller | undefined } = {},
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.staffSession.create({
    data: { tokenHash: hashOf(token), staffId, createdAt: now, lastSeenAt: now, codeDue, device: caller?.device ?? '' },
  });
  return token;
}

/**
 * Null without a living session of a living account.
 * @param background The page asks by itself: a session that nobody uses ends all the same.
 */
export async function findSession(
  client: PrismaClient,
  token: string,
  now: Date,
  { background = false }: { readonly background?: boolean } = {},
): Promise<Session | null> {
  const tokenHash = hashOf(token);
  const row = await client.staffSession.findUnique({ where: { tokenHash }, include: { staff: true } });
  if (!row) return null;
  if (row.staff.disabledAt !== null || isSessionOver(row, now)) {
    await client.staffSession.deleteMany({ where: { tokenHash } });
    return null;
  }
  if (!background && now.getTime() - row.lastSeenAt.getTime() >= SEEN_EVERY_MS) {
    await client.staffSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
  }
  const { staff, codeDue } = row;
  const { mustChangePassword, totpSince } = staff;
  return { officer: officerOf(staff), mustChangePassword, codeDue, secondFactor: totpSince !== null, tokenHash };
}

/** Those that nobody came back to; called at sign-in, so the table stays as small as the staff. */
export async function removeOverSessions(tx: Prisma.TransactionClient, now: Date): Promise<void> {
  await tx.staffSession.deleteMany({ where: { createdAt: { lte: new Date(now.getTime() - ABSOLUTE_MS) } } });
}

export async function closeSession(client: PrismaClient, token: string): Promise<void> {
  await client.staffSession.deleteMany({ where: { tokenHash: hashOf(token) } });
}

/** On every device: after a new password, when an account is disabled, or when its owner says so. */
export async function closeAllSessions(tx: Prisma.TransactionClient, staffId: string): Promise<void> {
  await tx.staffSession.deleteMany({ where: { staffId } });
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
