import type { ChannelId } from '../channels/types.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';
import { isOutage } from '../platform/database/is-outage.ts';
import { inBatches } from '../platform/in-batches.ts';

/** The person did something on the channel, at that ISO instant. */
export type NoteInteraction = (channel: ChannelId, externalId: string, at: string) => Promise<void>;

/**
 * Windows count from a person's last act, and they can be reached again. Events come in any order, so only a later one
 * counts. An account without a person yet has none to note it on. Those of many people at once are one statement.
 */
export function createInteractionNotes(client: PrismaClient): NoteInteraction {
  const note = inBatches(async (acts: readonly Act[]) => {
    const [channels, accounts, instants] = [
      acts.map((one) => one.channel),
      acts.map((one) => one.externalId),
      acts.map((one) => one.at),
    ];
    await client.$executeRaw`
      UPDATE identity SET last_interaction_at = act.at, unreachable_since = NULL, unreachable_reason = NULL
      FROM (
        SELECT channel, external_id, max(at) AS at
        FROM unnest(${channels}::text[], ${accounts}::text[], ${instants}::timestamptz[]) AS one(channel, external_id, at)
        GROUP BY channel, external_id ORDER BY channel, external_id) AS act
      WHERE identity.channel = act.channel AND identity.external_id = act.external_id
        AND (last_interaction_at IS NULL OR last_interaction_at < act.at)`;
    return acts.map(() => undefined);
  }, isOutage);
  return async (channel, externalId, at) => note({ channel, externalId, at });
}

interface Act {
  readonly channel: ChannelId;
  readonly externalId: string;
  readonly at: string;
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
