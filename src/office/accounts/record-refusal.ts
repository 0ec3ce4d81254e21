import { recordAudit } from '../store/audit.ts';
import { type Accounts, fromCaller } from './types.ts';

/** Who is behind a refused try is not known, only whose account it was for. */
const NOBODY = 'nobody';

/**
 * A line for a try that was refused, and one more when it locked the account or the address. Addresses that nobody has are
 * not written down: people type their passwords there.
 */
export async function recordRefusedTry(
  accounts: Accounts,
  {
    what,
    staffId,
    locks,
  }: { readonly what: 'password' | 'code'; readonly staffId: string | null; readonly locks: boolean },
): Promise<void> {
  const line = {
    who: NOBODY,
    ...(staffId === null ? {} : { staffId }),
    ...fromCaller(accounts),
    at: accounts.now(),
  };
  await recordAudit(accounts.client, [
    { ...line, what: `${what}.refused` },
    ...(locks ? [{ ...line, what: `${what}.locked` }] : []),
  ]);
}

/** A page that asks again and again for the same is one line a minute. */
const ONE_LINE_MS = 60_000;

/** What somebody who is signed in was refused. @param what.route Pattern of the address, without its values. */
export async function recordDenied(
  accounts: Accounts,
  { who, what, route }: { readonly who: string; readonly what: string; readonly route: string },
): Promise<void> {
  const at = accounts.now();
  const since = new Date(at.getTime() - ONE_LINE_MS);
  const told = await accounts.client.auditEntry.findFirst({
    where: { who, what, route, at: { gt: since, lte: at } },
    select: { seq: true },
  });
  if (!told) await recordAudit(accounts.client, { who, what, route, ...fromCaller(accounts), at });
}
