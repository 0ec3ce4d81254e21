import { randomUUID } from 'node:crypto';
import type { ChannelId, IncomingEvent, OfficerAct } from '../../channels/types.ts';
import { hold } from '../../handoff/store/requests.ts';
import { messageContext } from '../../people/join-persons.ts';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { inboxContext } from './sealed.ts';

export interface OfficerWord {
  readonly personId: string;
  readonly channel: string;
  readonly act: OfficerAct;
  /** What the officer wrote; else empty. */
  readonly words: string;
  readonly at: Date;
  /** The same key again has no effect; a fresh one when left out. */
  readonly key?: string;
}

const MOST_MESSAGES = 200;

/** The console's way into a conversation: through the person's own inbox, so that officer and person take turns in order. */
export function createOfficerDesk(crypto: Crypto) {
  return {
    /**
     * Gives the conversation to wake, or null for somebody without an account that can be reached. Taking and writing hold
     * the conversation from the moment of the transaction; it is given back in its turn.
     */
    async tell(tx: Prisma.TransactionClient, word: OfficerWord): Promise<string | null> {
      const { personId, channel, act, words, at, key = `officer:${randomUUID()}` } = word;
      const account = await tx.identity.findFirst({
        where: { personId, channel, unreachableSince: null },
        orderBy: [{ lastInteractionAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }],
      });
      if (!account) return null;
      const { externalId } = account;
      const conversation = crypto.conversationKey(channel, externalId);
      if (act === 'took' || act === 'wrote') await hold(tx, conversation, at);
      const content = { kind: 'officer', act, words } as const;
      const event: IncomingEvent = { channel: channel as ChannelId, key, externalId, at: at.toISOString(), content };
      const body = crypto.seal(JSON.stringify(event), inboxContext(channel, key));
      const row = { channel, key, conversation, externalId, body, receivedAt: at };
      await tx.inboxEvent.createMany({ data: [row], skipDuplicates: true });
      return conversation;
    },

    /** What was said lately, oldest first. */
    async messages(tx: Prisma.TransactionClient, personId: string) {
      const rows = await tx.message.findMany({
        where: { personId },
        orderBy: { seq: 'desc' },
        take: MOST_MESSAGES,
      });
      const troubles = await troublesOf(
        tx,
        rows.flatMap(({ outboxKey }) => outboxKey ?? []),
      );
      return rows.reverse().map(({ at, channel, direction, body, outboxKey }) => ({
        at: at.toISOString(),
        channel,
        from: direction === 'in' ? ('person' as const) : ('assistant' as const),
        text: crypto.open(body, messageContext(personId)),
        trouble: troubles.get(outboxKey ?? '') ?? null,
      }));
    },

    /** What the person wants passed on; null when they said nothing. */
    question({ id, question }: { readonly id: string; readonly question: Uint8Array | null }): string | null {
      return question ? crypto.open(question, `handoff ${id}`) : null;
    },
  };
}

/** Of those that did not arrive, or perhaps did not: why, by their key. */
async function troublesOf(tx: Prisma.TransactionClient, keys: readonly string[]) {
  const rows = await tx.outboxMessage.findMany({
    where: { key: { in: [...keys] }, status: { in: ['failed', 'uncertain', 'dropped'] } },
    select: { key: true, status: true, reason: true },
  });
  return new Map(
    rows.map(({ key, status, reason }) => [
      key,
      { kind: status === 'uncertain' ? ('uncertain' as const) : ('failed' as const), reason },
    ]),
  );
}
