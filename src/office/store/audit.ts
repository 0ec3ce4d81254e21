import type { Prisma } from '../../platform/database/generated/client.ts';

export interface Audited {
  /** Id of a staff user, or `configuration`. */
  readonly who: string;
  /** One of ACTIONS, or of the account's own doings (`session.start` …). Never content. */
  readonly what: string;
  readonly registrationId?: string;
  /** The staff user concerned. */
  readonly staffId?: string;
  /** The request whose conversation it was. */
  readonly conversationId?: string;
  readonly campaignId?: string;
  readonly memberId?: string;
  readonly at: Date;
}

/** Call in the transaction of the change or the look: either both are there or neither. */
export async function recordAudit(
  tx: Pick<Prisma.TransactionClient, 'auditEntry'>,
  entries: Audited | readonly Audited[],
): Promise<void> {
  await tx.auditEntry.createMany({ data: [entries].flat() as Audited[] });
}
