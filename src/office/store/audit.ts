import type { Prisma } from '../../platform/database/generated/client.ts';

export interface Audited {
  /** Id of a staff user, `configuration`, or `nobody` where somebody is not signed in. */
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
  readonly eventId?: string;
  readonly dataRequestId?: string;
  /** Keyed hash of the network address. */
  readonly source?: string;
  /** Pattern of the address asked for, without its values. */
  readonly route?: string;
  readonly at: Date;
}

/** Call in the transaction of the change or the look: either both are there or neither. */
export async function recordAudit(
  tx: Pick<Prisma.TransactionClient, 'auditEntry'>,
  entries: Audited | readonly Audited[],
): Promise<void> {
  await tx.auditEntry.createMany({ data: [entries].flat() as Audited[] });
}

/** A page that asks again by itself is one look, as long as it stays open. */
const ONE_LOOK_MS = 15 * 60_000;

/** One line for a look that goes on; a new one after a while. */
export async function recordLook(
  tx: Pick<Prisma.TransactionClient, 'auditEntry'>,
  {
    who,
    what,
    conversationId = null,
    campaignId = null,
    at,
  }: Pick<Audited, 'who' | 'what' | 'at'> & {
    readonly conversationId?: string | null;
    readonly campaignId?: string | null;
  },
): Promise<void> {
  const begun = await tx.auditEntry.findFirst({
    where: { who, what, conversationId, campaignId, at: { gt: new Date(at.getTime() - ONE_LOOK_MS), lte: at } },
    select: { seq: true },
  });
  if (!begun)
    await recordAudit(tx, {
      who,
      what,
      ...(conversationId ? { conversationId } : {}),
      ...(campaignId ? { campaignId } : {}),
      at,
    });
}
