import { createHash } from 'node:crypto';
import { overLimit } from '../over-limit.ts';
import type { Channel, ChannelLimits, OutgoingFile, SendOutcome } from '../types.ts';
import { Thread, type ThreadEntry } from './thread.ts';
import { UploadShelf } from './upload-shelf.ts';

const LIMITS: ChannelLimits = { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 };
const KEPT = { entries: 120, files: 6 };

/** A page's place in its thread: the run of the server and the last entry seen; also the id of a server-sent event. */
export type Position = `${string}.${number}`;

/**
 * The channel behind the chat page: a message sent is kept in the visitor's thread and handed to the pages open on it.
 * Threads live in memory. A restart empties them: what was said belongs to the conversation, not to the channel.
 */
export interface SimulatorChannel extends Channel {
  readonly id: 'simulator';
  /** Shows the person's own words on every page they have open. */
  echo(externalId: string, message: { readonly key: string; readonly text: string }): void;
  /** Entries after `position`; all that are kept when it is null, unreadable or of an earlier run. */
  replay(externalId: string, position: string | null): readonly ThreadEntry[];
  position(entry: ThreadEntry): Position;
  /** Calls `listener` for each new entry until the returned function is called. */
  subscribe(externalId: string, listener: (entry: ThreadEntry) => void): () => void;
  file(externalId: string, fileId: string): OutgoingFile | null;
  /** Takes a file that came with message `ref` until its turn fetches it. */
  hold(externalId: string, ref: string, bytes: Uint8Array): void;
  /** Its turn will not come. */
  release(externalId: string, ref: string): void;
  buttonLabel(externalId: string, payload: string): string | null;
}

export interface SimulatorChannelOptions {
  /** Names this run of the server; a position of another run replays the whole thread. */
  readonly run: string;
  readonly clock: { now(): Date };
  /** Threads kept; the one silent for longest goes first, one with an open page never. */
  readonly maxThreads?: number;
}

export function createSimulatorChannel({ run, clock, maxThreads = 2_000 }: SimulatorChannelOptions): SimulatorChannel {
  const threads = new Map<string, Thread>();
  const listeners = new Map<string, Set<(entry: ThreadEntry) => void>>();
  const shelf = new UploadShelf();

  /** The visitor's thread, moved to the young end of the map. */
  function touch(externalId: string): Thread {
    const thread = threads.get(externalId) ?? new Thread(KEPT);
    threads.delete(externalId);
    threads.set(externalId, thread);
    if (threads.size > maxThreads) {
      for (const candidate of threads.keys()) {
        if (candidate === externalId || listeners.has(candidate)) continue;
        threads.delete(candidate);
        break;
      }
    }
    return thread;
  }

  function publish(externalId: string, entry: ThreadEntry | null): void {
    if (!entry) return;
    for (const listener of listeners.get(externalId) ?? []) listener(entry);
  }

  return {
    id: 'simulator',
    limits: LIMITS,

    async send(externalId, message): Promise<SendOutcome> {
      const problem = overLimit(message, LIMITS);
      if (problem) return { kind: 'failed', retryable: false, reason: problem };
      const { key, text, buttons, file, requestContact } = message;
      const entry = touch(externalId).add({
        key,
        from: 'assistant',
        text,
        buttons,
        at: clock.now().toISOString(),
        ...(file ? { file: { id: fileId(externalId, key), content: file } } : {}),
        ...(requestContact ? { requestContact } : {}),
      });
      publish(externalId, entry);
      return { kind: 'sent', messageId: key };
    },

    fetchFile: async (externalId, ref, mostBytes) => shelf.get(externalId, ref, mostBytes),
    hold: (externalId, ref, bytes) => shelf.put(externalId, ref, bytes, clock.now().getTime()),
    release: (externalId, ref) => shelf.drop(externalId, ref),
    forget(externalId) {
      threads.get(externalId)?.clear();
      shelf.forget(externalId);
    },

    echo(externalId, { key, text }) {
      const at = clock.now().toISOString();
      publish(externalId, touch(externalId).add({ key, from: 'person', text, buttons: [], at }));
    },

    replay(externalId, position) {
      const [ofRun, seq] = position?.split('.') ?? [];
      return threads.get(externalId)?.after(ofRun === run ? Number(seq) || 0 : 0) ?? [];
    },

    position: (entry) => `${run}.${entry.seq}`,

    subscribe(externalId, listener) {
      const mine = listeners.get(externalId) ?? new Set();
      listeners.set(externalId, mine.add(listener));
      return () => {
        mine.delete(listener);
        if (mine.size === 0) listeners.delete(externalId);
      };
    },

    file: (externalId, id) => threads.get(externalId)?.file(id) ?? null,
    buttonLabel: (externalId, payload) => threads.get(externalId)?.buttonLabel(payload) ?? null,
  };
}

/** Opaque in an address and the same on every replay; a visitor can only reach files of their own thread. */
function fileId(externalId: string, key: string): string {
  return createHash('sha256').update(`${externalId}\n${key}`).digest('base64url').slice(0, 22);
}
