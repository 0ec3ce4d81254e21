import { readFile, stat } from 'node:fs/promises';
import type { Channel, ChannelId, OutgoingMessage } from '../../channels/types.ts';

export interface CaptureChannel extends Channel {
  /** What was sent since the last call. */
  take(): readonly OutgoingMessage[];
}

/** Stands in for a channel in the terminal: keeps what is sent until it is printed. */
export function createCaptureChannel(id: ChannelId): CaptureChannel {
  let sent: OutgoingMessage[] = [];
  return {
    id,
    limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
    async send(_externalId, message) {
      sent.push(message);
      return { kind: 'sent', messageId: message.key };
    },
    /** `ref` is a path that was typed at this terminal. */
    async fetchFile(_externalId, ref, mostBytes) {
      const found = await stat(ref).catch(() => null);
      if (!found?.isFile()) return { kind: 'gone' };
      if (found.size > mostBytes) return { kind: 'too-large' };
      return { kind: 'fetched', bytes: await readFile(ref) };
    },
    take() {
      const all = sent;
      sent = [];
      return all;
    },
  };
}
