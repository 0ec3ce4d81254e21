import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';

/** Nobody has taken it. */
export const WAITING = { status: 'open', claimedAt: null } as const satisfies Prisma.HandoffRequestWhereInput;

/** An officer who falls silent gives the conversation back after a day, so that nobody is left with nobody. */
const HOLD_MS = 24 * 3_600_000;

export async function isHeld(client: PrismaClient, conversation: string, now: Date): Promise<boolean> {
  const hold = await client.officerHold.findUnique({ where: { conversation } });
  return hold !== null && now < hold.until;
}

/** Begins a hold or makes it last longer. */
export async function hold(
  tx: Pick<Prisma.TransactionClient, 'officerHold'>,
  conversation: string,
  since: Date,
): Promise<void> {
  const until = new Date(since.getTime() + HOLD_MS);
  await tx.officerHold.upsert({
    where: { conversation },
    create: { conversation, since, until },
    update: { until },
  });
}

/** Where a person stands or would stand among those whom nobody has taken. */
export async function handoffQueue(
  client: PrismaClient,
  personId: string,
  unit: string | null,
): Promise<{ readonly unit: string | null; readonly ahead: number }> {
  const mine = await client.handoffRequest.findFirst({
    where: { personId, status: 'open' },
    orderBy: { createdAt: 'desc' },
  });
  const desk = mine ? mine.unit : unit;
  const ahead = await client.handoffRequest.count({
    where: {
      ...WAITING,
      unit: desk,
      personId: { not: personId },
      ...(mine ? { createdAt: { lt: mine.createdAt } } : {}),
    },
  });
  return { unit: desk, ahead };
}

/** An officer answers in the channel's own app: whoever waits there waits no more. */
export async function takeWaiting(
  tx: Prisma.TransactionClient,
  { channel, externalId, at }: { readonly channel: string; readonly externalId: string; readonly at: Date },
): Promise<void> {
  await tx.handoffRequest.updateMany({
    where: { ...WAITING, person: { identities: { some: { channel, externalId } } } },
    data: { claimedAt: at },
  });
}

/** The officer no longer has the conversation. A request that goes on waiting is in the queue where it was. */
export async function endHold(
  tx: Prisma.TransactionClient,
  end: {
    readonly conversation: string;
    readonly personId: string;
    readonly request: 'answered' | 'closed' | 'waiting';
    readonly at: Date;
  },
): Promise<void> {
  await tx.officerHold.deleteMany({ where: { conversation: end.conversation } });
  await tx.handoffRequest.updateMany({
    where: { personId: end.personId, status: 'open', claimedAt: { not: null } },
    data:
      end.request === 'waiting' ? { claimedBy: null, claimedAt: null } : { status: end.request, finishedAt: end.at },
  });
}
