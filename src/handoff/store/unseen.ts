import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { WaitingRequest } from '../alerts.ts';
import { isHeld, WAITING } from './requests.ts';

/** Those of whom nobody was told yet, longest waiting first. */
export async function untold(client: PrismaClient): Promise<WaitingRequest[]> {
  const rows = await client.handoffRequest.findMany({
    where: { ...WAITING, alertedAt: null },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ id, unit, createdAt }) => ({ id, unit, since: createdAt.toISOString() }));
}

export async function claimAlert(client: PrismaClient, id: string, now: string): Promise<boolean> {
  const { count } = await client.handoffRequest.updateMany({
    where: { id, ...WAITING, alertedAt: null },
    data: { alertedAt: new Date(now) },
  });
  return count === 1;
}

export async function releaseAlert(client: PrismaClient, id: string): Promise<void> {
  await client.handoffRequest.updateMany({ where: { id }, data: { alertedAt: null } });
}

export interface LapsedRequest {
  readonly id: string;
  readonly personId: string;
  readonly channel: string;
  readonly claimedAt: Date;
}

/** Taken by an officer who has fallen silent: the hold is over, the request still open. */
export async function lapsed(
  client: PrismaClient,
  conversationOf: (channel: string, externalId: string) => string,
  now: Date,
): Promise<LapsedRequest[]> {
  const taken = await client.handoffRequest.findMany({
    where: { status: 'open', claimedAt: { not: null } },
    include: { person: { select: { identities: { select: { channel: true, externalId: true } } } } },
  });
  const silent: LapsedRequest[] = [];
  for (const { id, personId, channel, claimedAt, person } of taken) {
    const keys = person.identities.map((one) => conversationOf(one.channel, one.externalId));
    const holds = await Promise.all(keys.map((key) => isHeld(client, key, now)));
    if (claimedAt && !holds.includes(true)) silent.push({ id, personId, channel, claimedAt });
  }
  return silent;
}
