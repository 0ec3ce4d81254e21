import { voidClaimsOfPerson } from '../notifications/store/void-claims.ts';
import type { Prisma, PrismaClient } from '../platform/database/generated/client.ts';

/** One answer to the consent message, with the wording it answered. */
export interface Receipt {
  readonly personId: string;
  readonly channel: string;
  readonly action: 'given' | 'refused' | 'withdrawn';
  readonly version: string;
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
  readonly at: Date;
  /** The officer who recorded a consent given on paper. */
  readonly recordedBy?: string;
}

const PURPOSE = 'registration';

/**
 * Adds a receipt; none is ever changed or removed (Luật 91/2025/QH15: consent must be provable). Once a refusal or a
 * withdrawal is committed, no notice is begun by an older consent.
 */
export async function recordConsent(tx: Prisma.TransactionClient, receipt: Receipt): Promise<void> {
  const { personId, channel, action, version, text, hash, at, recordedBy = null } = receipt;
  await tx.consentReceipt.create({
    data: { personId, purpose: PURPOSE, action, version: `${version} sha256:${hash}`, text, channel, at, recordedBy },
  });
  if (action !== 'given') await voidClaimsOfPerson(tx, personId);
}

/** The newest answer counts; of several accounts that are one person's, the newest of all. */
export async function consentOf(client: PrismaClient, ...personIds: string[]): Promise<Receipt['action'] | null> {
  const newest = await client.consentReceipt.findFirst({
    where: { personId: { in: personIds }, purpose: PURPOSE },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { action: true },
  });
  return newest?.action ?? null;
}
