import type { Channel, ChannelId } from '../../channels/types.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { outboxBody } from './outbox.ts';
import { outboxContext } from './sealed.ts';

/** So long a channel is asked: Zalo's events come within hours, and are kept for a day. */
const ASKED_MS = 24 * 3_600_000;
const AT_ONCE = 200;

/**
 * Replies whose end is unknown (the answer was lost, or the process died), found again in what their channel tells of every
 * message, however late it tells it. Until then the body stays, sealed; it goes with the answer, after a day, or at once
 * where the channel tells nothing. Gives how many were found.
 */
export async function settleUncertain(
  client: PrismaClient,
  crypto: Crypto,
  channels: ReadonlyMap<ChannelId, Channel>,
  now: Date,
): Promise<number> {
  let found = 0;
  for await (const { seq, key, channel: id, externalId, body, createdAt, finishedAt } of uncertain(client)) {
    const channel = channels.get(id as ChannelId);
    const { text, document } = outboxBody.parse(JSON.parse(crypto.open(body ?? new Uint8Array(), outboxContext(key))));
    const asked = document === null ? channel?.findSent?.(externalId, text, createdAt) : undefined;
    const messageId = (await asked) ?? null;
    const mayComeYet = asked !== undefined && now.getTime() < (finishedAt ?? createdAt).getTime() + ASKED_MS;
    if (messageId === null && mayComeYet) continue;
    const end = messageId === null ? {} : ({ status: 'sent', messageId, reason: null } as const);
    const { count } = await client.outboxMessage.updateMany({
      where: { seq, status: 'uncertain' },
      data: { body: null, ...end },
    });
    if (messageId !== null) found += count;
  }
  return found;
}

async function* uncertain(client: PrismaClient) {
  let seq = 0n;
  for (;;) {
    const rows = await client.outboxMessage.findMany({
      where: { status: 'uncertain', body: { not: null }, seq: { gt: seq } },
      orderBy: { seq: 'asc' },
      take: AT_ONCE,
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    seq = last.seq;
  }
}
