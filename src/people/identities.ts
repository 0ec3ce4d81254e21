import type { ChannelId } from '../channels/types.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';
import { uuid7 } from '../platform/uuid7.ts';

/**
 * The person behind an account of a channel, made at the first message, from which the channel's window counts. Holds nothing
 * about them but that account.
 */
export async function openPerson(
  client: PrismaClient,
  channel: ChannelId,
  externalId: string,
  now: string,
): Promise<string> {
  const known = await findPerson(client, channel, externalId);
  if (known) return known;
  const createdAt = new Date(now);
  try {
    const personId = uuid7(createdAt);
    await client.$executeRaw`
      WITH made AS (INSERT INTO person (id, created_at) VALUES (${personId}::uuid, ${createdAt}) RETURNING id)
      INSERT INTO identity (id, person_id, channel, external_id, created_at, last_interaction_at)
      SELECT ${uuid7(createdAt)}::uuid, id, ${channel}, ${externalId}, ${createdAt}, ${createdAt} FROM made`;
    return personId;
  } catch (error) {
    // Two first messages at once: the other one made the person.
    const other = await findPerson(client, channel, externalId);
    if (other) return other;
    throw error;
  }
}

export async function findPerson(client: PrismaClient, channel: ChannelId, externalId: string): Promise<string | null> {
  const identity = await client.identity.findUnique({
    where: { channel_externalId: { channel, externalId } },
    select: { personId: true },
  });
  return identity?.personId ?? null;
}
