import { randomUUID } from 'node:crypto';
import type { ChannelId, IncomingEvent, OfficeNews } from '../../channels/types.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { inboxContext } from './sealed.ts';

export interface NewsForProducer {
  readonly personId: string;
  readonly registrationId: string;
  readonly news: OfficeNews;
  readonly at: Date;
}

/**
 * Puts the office's news into the person's own inbox, in the transaction of what happened: it then takes its turn in order
 * with what they write. Gives the conversation to wake; null for somebody whom no channel reaches.
 */
export function createOfficeNews(crypto: Crypto) {
  return async (tx: Prisma.TransactionClient, { personId, registrationId, news, at }: NewsForProducer) => {
    const account = await accountOf(tx, personId);
    if (!account) return null;
    const { channel, externalId } = account;
    const key = `office:${randomUUID()}`;
    const content = { kind: 'office', news, registrationId } as const;
    const event: IncomingEvent = { channel, key, externalId, at: at.toISOString(), content };
    const conversation = crypto.conversationKey(channel, externalId);
    await tx.inboxEvent.create({
      data: {
        channel,
        key,
        conversation,
        externalId,
        body: crypto.seal(JSON.stringify(event), inboxContext(channel, key)),
        receivedAt: at,
      },
    });
    return conversation;
  };
}

/** Of several accounts, the one where they did something last; one that blocked us hears nothing. */
async function accountOf(
  tx: Prisma.TransactionClient,
  personId: string,
): Promise<{ channel: ChannelId; externalId: string } | null> {
  const account = await tx.identity.findFirst({
    where: { personId, unreachableSince: null },
    orderBy: [{ lastInteractionAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }],
  });
  return account && { channel: account.channel as ChannelId, externalId: account.externalId };
}
