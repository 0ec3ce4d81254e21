import type { Channel, ChannelId, OutgoingFile, SendOutcome } from '../channels/types.ts';
import type { OutboxEnd, OutboxItem, Store } from './store/store.ts';

/** Makes the file that a message carries, at the moment it is sent. Null when its registration is gone. */
export type MakeDocument = (document: NonNullable<OutboxItem['document']>) => Promise<OutgoingFile | null>;

export interface Delivery {
  readonly store: Store;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly makeDocument: MakeDocument;
  readonly now: () => string;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** At once, while the conversation is in hand. */
const ATTEMPTS = 3;
const PAUSE_MS = 400;
/** Longer than this nobody is kept: the message waits on its own. */
const LONGEST_PAUSE_MS = 2_000;
/** Later rounds of attempts, doubling from the first wait: in all about an hour. */
const ROUNDS = 10;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const REASONS = {
  noChannel: 'Kênh này hiện không hoạt động nên tin chưa gửi được.',
  noFile: 'Không lập được tệp đính kèm nên tin chưa gửi.',
  lost: 'Máy dừng giữa lúc gửi nên không rõ tin đã tới hay chưa; không gửi lại để khỏi trùng.',
  broken: 'Kênh báo lỗi không rõ khi gửi; không rõ tin đã tới hay chưa.',
};

/**
 * Sends what a conversation is owed, in order, one at a time. Call under the conversation's lease.
 * Whatever was being sent when a process died is `uncertain`: it may have been shown, so it is never sent again
 * (`settleUncertain` finds out what became of it). A message that the channel can't take now waits, and everything behind
 * it too; a later drain goes on.
 */
export async function deliver(conversation: string, delivery: Delivery): Promise<void> {
  const { store, now } = delivery;
  await store.markLost(conversation, REASONS.lost, now());
  let item = await store.nextOutbox(conversation, now());
  while (item) {
    const end = await send(item, delivery);
    if (end.status === 'later') return store.postponeOutbox(item.seq, after(now(), end.waitMs), end.reason);
    item = await store.endOutbox(item, end, now());
  }
}

type Later = { readonly status: 'later'; readonly waitMs: number; readonly reason: string };

async function send(item: OutboxItem, { store, channels, makeDocument, pause }: Delivery): Promise<OutboxEnd | Later> {
  const channel = channels.get(item.channel);
  if (!channel) return { status: 'failed', reason: REASONS.noChannel };
  let file: OutgoingFile | null = null;
  try {
    file = item.document ? await makeDocument(item.document) : null;
  } catch (error) {
    if (store.isOutage(error)) return { status: 'later', waitMs: FIRST_WAIT_MS, reason: REASONS.noFile };
  }
  if (item.document && !file) return { status: 'failed', reason: REASONS.noFile };
  const { key, text, buttons, requestContact } = item;
  const message = { key, text, buttons, ...(file ? { file } : {}), ...(requestContact ? { requestContact } : {}) };
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptSend(channel, item.externalId, message);
    switch (outcome.kind) {
      case 'sent':
        return { status: 'sent', messageId: outcome.messageId };
      case 'uncertain':
        return { status: 'uncertain', reason: outcome.reason };
      case 'failed': {
        if (!outcome.retryable) return { status: 'failed', reason: outcome.reason };
        const pauseMs = outcome.retryAfterMs ?? PAUSE_MS * attempt;
        if (attempt >= ATTEMPTS || pauseMs > LONGEST_PAUSE_MS) return later(item, outcome);
        await pause(pauseMs);
        break;
      }
      default:
        outcome satisfies never;
    }
  }
}

function later(
  { attempts }: OutboxItem,
  { retryAfterMs, reason }: { readonly retryAfterMs?: number; readonly reason: string },
): OutboxEnd | Later {
  if (attempts >= ROUNDS) return { status: 'failed', reason };
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  return { status: 'later', waitMs: Math.max(waitMs, retryAfterMs ?? 0), reason };
}

function after(now: string, milliseconds: number): string {
  return new Date(Date.parse(now) + milliseconds).toISOString();
}

/** An adapter that throws has broken its contract: what the person saw is unknown. */
async function attemptSend(
  channel: Channel,
  externalId: string,
  message: Parameters<Channel['send']>[1],
): Promise<SendOutcome> {
  try {
    return await channel.send(externalId, message);
  } catch {
    return { kind: 'uncertain', reason: REASONS.broken };
  }
}
