import type { Prisma, PrismaClient } from '../platform/database/generated/client.ts';
import type { DataDeadlines, DataRight } from '../registration/data-rights.ts';

/** Puts a request into the office's queue; one of the same kind that is still open stays the one, with its clock. */
export async function openDataRequest(
  tx: Prisma.TransactionClient,
  personId: string,
  request: { readonly right: DataRight; readonly channel: string; readonly at: Date } & DataDeadlines,
): Promise<void> {
  const { right, channel, at, answerBy, dueOn } = request;
  if (await tx.dataRequest.findFirst({ where: { personId, right, doneAt: null }, select: { id: true } })) return;
  await tx.dataRequest.create({
    data: { personId, right, channel, receivedAt: at, answerBy: new Date(answerBy), dueOn: new Date(dueOn) },
  });
}

export interface OpenDataRequest {
  readonly id: string;
  readonly right: string;
  readonly personId: string | null;
  readonly receivedAt: Date;
  readonly answerBy: Date;
  readonly dueOn: Date;
  /** Half of the time is over: somebody should look at it now. */
  readonly halfTime: boolean;
}

/** Requests nobody has seen to, the most urgent first. */
export async function openDataRequests(
  client: PrismaClient,
  now: Date,
  among: Prisma.DataRequestWhereInput = {},
): Promise<OpenDataRequest[]> {
  const rows = await client.dataRequest.findMany({
    where: { doneAt: null, ...among },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, right, personId, receivedAt, answerBy, dueOn }) => {
    const half = receivedAt.getTime() + (dueOn.getTime() - receivedAt.getTime()) / 2;
    return { id, right, personId, receivedAt, answerBy, dueOn, halfTime: now.getTime() >= half };
  });
}
