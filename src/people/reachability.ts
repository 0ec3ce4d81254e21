import type { ChannelId } from '../channels/types.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';

/**
 * The person did something on the channel (ISO instant): windows count from here, and they can be reached again. Events
 * come in any order, so only a later one counts. An account without a person yet has none to note it on.
 */
export async function noteInteraction(
  client: PrismaClient,
  channel: ChannelId,
  externalId: string,
  at: string,
): Promise<void> {
  const lastInteractionAt = new Date(at);
  await client.identity.updateMany({
    where: { channel, externalId, OR: [{ lastInteractionAt: null }, { lastInteractionAt: { lt: lastInteractionAt } }] },
    data: { lastInteractionAt, unreachableSince: null, unreachableReason: null },
  });
}

/** The person blocked us, left, opted out. `reason` is Vietnamese, for the ledger. */
export async function noteUnreachable(
  client: PrismaClient,
  channel: ChannelId,
  externalId: string,
  reason: string,
  at: string,
): Promise<void> {
  const unreachableSince = new Date(at);
  await client.identity.updateMany({
    where: {
      channel,
      externalId,
      unreachableSince: null,
      OR: [{ lastInteractionAt: null }, { lastInteractionAt: { lte: unreachableSince } }],
    },
    data: { unreachableSince, unreachableReason: reason },
  });
}
