import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '../../../src/channels/types.ts';
import type { PrismaClient } from '../../../src/platform/database/generated/client.ts';

/**
 * What a sender may do wrong, to see that it is found.
 * - `resend`: after a start everything that was under way is sent again.
 * - `confirm-first`: a message counts as sent before the channel has it.
 */
export const FAULTS = ['resend', 'confirm-first'];

/** Between the two halves of a send, so that a kill falls there. */
const A_WHILE_MS = 100;

export async function plant(
  fault: string | undefined,
  channels: readonly Channel[],
  client: PrismaClient,
): Promise<readonly Channel[]> {
  if (fault === 'resend') {
    await client.$executeRaw`UPDATE delivery SET status = 'waiting', claimed_until = NULL WHERE status = 'sending'`;
    return channels.map((channel) => ({
      ...channel,
      async send(externalId, message) {
        const outcome = await channel.send(externalId, message);
        await sleep(A_WHILE_MS);
        return outcome;
      },
    }));
  }
  if (fault !== 'confirm-first') return channels;
  return channels.map((channel) => ({
    ...channel,
    async send(externalId, message) {
      const seq = BigInt(message.key.split(':')[1] ?? '');
      await client.$executeRaw`UPDATE delivery SET status = 'sent', claimed_until = NULL WHERE seq = ${seq}`;
      await sleep(A_WHILE_MS);
      return channel.send(externalId, message);
    },
  }));
}
