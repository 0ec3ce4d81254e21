import { randomUUID } from 'node:crypto';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { outboxContext } from './sealed.ts';

export interface TrialMessage {
  readonly text: string;
  /** Labels; pressed, a button does nothing. */
  readonly buttons: readonly string[];
}

export interface TriedOut {
  /** Conversations to wake. */
  readonly conversations: readonly string[];
  /** Accounts on Zalo whose 48 hours are over: they take no message. */
  readonly closed: number;
}

/** Free messages of Zalo end so long after the person's last act, with some minutes to spare. */
const WINDOW_MS = 48 * 3_600_000 - 600_000;
/** Known to nobody: the conversation says that the button is an old one. */
const NO_ACT = 'trial';

/** Messages that an officer sends to themselves, on every account of theirs that takes them now. */
export function createTryOut(crypto: Crypto) {
  return async (
    tx: Prisma.TransactionClient,
    {
      personId,
      messages,
      at,
    }: { readonly personId: string; readonly messages: readonly TrialMessage[]; readonly at: Date },
  ): Promise<TriedOut> => {
    const accounts = await tx.identity.findMany({ where: { personId, unreachableSince: null } });
    const since = new Date(at.getTime() - WINDOW_MS);
    const open = accounts.filter(
      ({ channel, lastInteractionAt }) =>
        channel !== 'zalo' || (lastInteractionAt !== null && lastInteractionAt > since),
    );
    const rows = open.flatMap(({ channel, externalId }) =>
      messages.map(({ text, buttons }) => {
        const key = `try-out:${randomUUID()}`;
        const words = { text, buttons: buttons.map((label) => ({ label, payload: NO_ACT })), document: null };
        const body = crypto.seal(JSON.stringify(words), outboxContext(key));
        const conversation = crypto.conversationKey(channel, externalId);
        return { key, conversation, channel, externalId, body, createdAt: at };
      }),
    );
    for (const data of rows) await tx.outboxMessage.create({ data });
    return {
      conversations: [...new Set(rows.map(({ conversation }) => conversation))],
      closed: accounts.length - open.length,
    };
  };
}
