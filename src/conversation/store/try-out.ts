import { randomUUID } from 'node:crypto';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { outboxContext } from './sealed.ts';

/** Texts that an officer sends to themselves, on every account of theirs that can be reached; gives the conversations to wake. */
export function createTryOut(crypto: Crypto) {
  return async (
    tx: Prisma.TransactionClient,
    { personId, texts, at }: { readonly personId: string; readonly texts: readonly string[]; readonly at: Date },
  ): Promise<readonly string[]> => {
    const accounts = await tx.identity.findMany({ where: { personId, unreachableSince: null } });
    const messages = accounts.flatMap(({ channel, externalId }) =>
      texts.map((text) => {
        const key = `try-out:${randomUUID()}`;
        const body = crypto.seal(JSON.stringify({ text, buttons: [], document: null }), outboxContext(key));
        return {
          key,
          conversation: crypto.conversationKey(channel, externalId),
          channel,
          externalId,
          body,
          createdAt: at,
        };
      }),
    );
    for (const data of messages) await tx.outboxMessage.create({ data });
    return [...new Set(messages.map(({ conversation }) => conversation))];
  };
}
