import { isSessionOver } from '../account-rules.ts';
import { recordAudit } from '../store/audit.ts';
import { demandPassword } from './demand-password.ts';
import { closeAllSessions, type Session } from './sessions.ts';
import { type Accounts, fromCaller } from './types.ts';

export interface OwnSession {
  readonly id: string;
  /** As in `Caller`. */
  readonly device: string;
  /** ISO instants. */
  readonly since: string;
  readonly lastSeen: string;
  /** The one that asks. */
  readonly here: boolean;
}

/** Those of whoever asks that are open, newest first. */
export async function listSessions(
  { client, now }: Accounts,
  { officer, tokenHash }: Session,
): Promise<readonly OwnSession[]> {
  const rows = await client.staffSession.findMany({ where: { staffId: officer.id }, orderBy: { lastSeenAt: 'desc' } });
  return rows
    .filter((row) => !isSessionOver(row, now()))
    .map((row) => ({
      id: row.id,
      device: row.device,
      since: row.createdAt.toISOString(),
      lastSeen: row.lastSeenAt.toISOString(),
      here: row.tokenHash === tokenHash,
    }));
}

/**
 * Closes the chosen ones of one's own; of those of others none, whatever is asked. The one that asks stays.
 * @throws AppError `sign-in-locked`, `sign-in-refused` without the right password.
 */
export async function closeSessions(
  accounts: Accounts,
  { officer, tokenHash }: Session,
  { ids, password }: { readonly ids: readonly string[]; readonly password: string },
): Promise<void> {
  await demandPassword(accounts, officer, password);
  await accounts.client.$transaction(async (tx) => {
    const { count } = await tx.staffSession.deleteMany({
      where: { id: { in: [...ids] }, staffId: officer.id, tokenHash: { not: tokenHash } },
    });
    if (count > 0) await recordAudit(tx, line(accounts, officer.id, 'session.close'));
  });
}

/** On every device, this one too. @throws AppError `sign-in-locked`, `sign-in-refused`. */
export async function signOutEverywhere(accounts: Accounts, { officer }: Session, password: string): Promise<void> {
  await demandPassword(accounts, officer, password);
  await accounts.client.$transaction(async (tx) => {
    await closeAllSessions(tx, officer.id);
    await recordAudit(tx, line(accounts, officer.id, 'session.end-all'));
  });
}

/** Here. */
export async function signOut(accounts: Accounts, { officer, tokenHash }: Session): Promise<void> {
  await accounts.client.$transaction(async (tx) => {
    await tx.staffSession.deleteMany({ where: { tokenHash } });
    await recordAudit(tx, line(accounts, officer.id, 'session.end'));
  });
}

const line = (accounts: Accounts, who: string, what: string) => ({
  who,
  what,
  staffId: who,
  ...fromCaller(accounts),
  at: accounts.now(),
});
