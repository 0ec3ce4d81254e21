import { z } from 'zod';
import type { ChannelId } from '../../channels/types.ts';
import { findPerson } from '../../people/identities.ts';
import { messageContext } from '../../people/join-persons.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { createStandIns } from './stand-ins.ts';

/** One line of an exported conversation. */
const line = z.object({
  /** ISO instant, UTC. */
  at: z.iso.datetime(),
  channel: z.enum(['simulator', 'zalo', 'telegram']),
  direction: z.enum(['in', 'out']),
  /** Typed, or the label of the button pressed; `[photo]` and the like for what was no text. */
  text: z.string(),
});

export type StoredLine = z.infer<typeof line>;

/** @throws ZodError for a line of another shape, SyntaxError for one that is no JSON. */
export function readStored(jsonLines: string): StoredLine[] {
  return jsonLines
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => line.parse(JSON.parse(one)));
}

/** What is kept of a person's conversation, masked, oldest first; null for an account that never wrote. */
export async function exportConversation(
  client: PrismaClient,
  crypto: Crypto,
  who: { readonly channel: ChannelId; readonly externalId: string },
): Promise<StoredLine[] | null> {
  const personId = await findPerson(client, who.channel, who.externalId);
  if (!personId) return null;
  const standIn = createStandIns();
  const rows = await client.message.findMany({ where: { personId }, orderBy: { seq: 'asc' } });
  return rows.map(({ at, channel, direction, body }) => ({
    at: at.toISOString(),
    channel: channel as ChannelId,
    direction,
    text: standIn(crypto.open(body, messageContext(personId))),
  }));
}
