import type { Crypto } from '../platform/crypto.ts';
import type { Prisma, PrismaClient } from '../platform/database/generated/client.ts';

/** Wrong codes of all persons within `CLOSED_MS` that close this door for everybody: six digits are few. */
const FAILURES_ALLOWED = 30;
const CLOSED_MS = 10 * 60_000;

export type CodeOwner =
  | { readonly kind: 'owner'; readonly personId: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed' };

/** A new code takes the place of the person's older ones. */
export async function issueLinkCode(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  { code, personId, expiresAt }: { readonly code: string; readonly personId: string; readonly expiresAt: Date },
): Promise<void> {
  await tx.linkCode.deleteMany({ where: { personId } });
  const codeHash = hashOf(crypto, code);
  await tx.linkCode.upsert({
    where: { codeHash },
    create: { codeHash, personId, expiresAt },
    // Two persons with one code: the older one is told that it is not valid any more, which is the safe side.
    update: { personId, expiresAt },
  });
}

export async function ownerOfCode(client: PrismaClient, crypto: Crypto, code: string, now: Date): Promise<CodeOwner> {
  if (await isDoorClosed(client, now)) return { kind: 'closed' };
  const row = await client.linkCode.findUnique({ where: { codeHash: hashOf(crypto, code) } });
  return row && row.expiresAt > now ? { kind: 'owner', personId: row.personId } : { kind: 'unknown' };
}

/** Too many wrong codes, by whomever, in the last minutes. */
export async function isDoorClosed(client: PrismaClient, now: Date): Promise<boolean> {
  const failures = await client.linkFailure.count({ where: { at: { gt: new Date(now.getTime() - CLOSED_MS) } } });
  return failures >= FAILURES_ALLOWED;
}

/** False when the code was used or replaced since it was looked up. */
export async function useLinkCode(
  tx: Prisma.TransactionClient,
  crypto: Crypto,
  code: string,
  personId: string,
): Promise<boolean> {
  const { count } = await tx.linkCode.deleteMany({ where: { codeHash: hashOf(crypto, code), personId } });
  return count === 1;
}

export async function recordLinkFailure(tx: Prisma.TransactionClient, at: Date): Promise<void> {
  await tx.linkFailure.deleteMany({ where: { at: { lt: new Date(at.getTime() - CLOSED_MS) } } });
  await tx.linkFailure.create({ data: { at } });
}

function hashOf(crypto: Crypto, code: string): string {
  return crypto.conversationKey('link-code', code);
}
