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

const ATTEMPTS = 3;
const PAUSE_MS = 400;
const REASONS = {
  noChannel: 'Kênh này hiện không hoạt động nên tin chưa gửi được.',
  noFile: 'Không lập được tệp đính kèm nên tin chưa gửi.',
  lost: 'Máy dừng giữa lúc gửi nên không rõ tin đã tới hay chưa; không gửi lại để khỏi trùng.',
  broken: 'Kênh báo lỗi không rõ khi gửi; không rõ tin đã tới hay chưa.',
};

/**
 * Sends what a conversation is owed, in order, one at a time. Call under the conversation's lease.
 * Whatever was being sent when a process died is `uncertain`: it may have been shown, so it is never sent again.
 */
export async function deliver(conversation: string, delivery: Delivery): Promise<void> {
  const { store, now } = delivery;
  await store.markLost(conversation, REASONS.lost, now());
  for (;;) {
    const item = await store.nextOutbox(conversation);
    if (!item) return;
    await store.endOutbox(item.seq, await send(item, delivery), now());
  }
}

async function send(item: OutboxItem, { channels, makeDocument, pause }: Delivery): Promise<OutboxEnd> {
  const channel = channels.get(item.channel);
  if (!channel) return { status: 'failed', reason: REASONS.noChannel };
  const file = item.document ? await makeDocument(item.document).catch(() => null) : null;
  if (item.document && !file) return { status: 'failed', reason: REASONS.noFile };
  const message = { key: item.key, text: item.text, buttons: item.buttons, ...(file ? { file } : {}) };
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptSend(channel, item.externalId, message);
    switch (outcome.kind) {
      case 'sent':
        return { status: 'sent', messageId: outcome.messageId };
      case 'uncertain':
        return { status: 'uncertain', reason: outcome.reason };
      case 'failed':
        if (!outcome.retryable || attempt >= ATTEMPTS) return { status: 'failed', reason: outcome.reason };
        await pause(PAUSE_MS * attempt);
        break;
      default:
        outcome satisfies never;
    }
  }
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
