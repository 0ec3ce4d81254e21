import type { Button, OutgoingFile } from '../types.ts';

/** A file that a page may fetch again; the bytes stay with the thread. */
export interface ThreadFile {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
}

/** One bubble of the page. */
export interface ThreadEntry {
  /** 1, 2, 3 … within one thread and one run of the server. */
  readonly seq: number;
  /** The message's idempotency key: an entry with the same key is never added, nor shown, twice. */
  readonly key: string;
  readonly from: 'assistant' | 'person';
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly file: ThreadFile | null;
  /** Label of the button that shares the visitor's phone number. */
  readonly requestContact?: string;
  /** ISO instant, UTC. */
  readonly at: string;
}

export interface ThreadLimits {
  /** Bubbles kept; the oldest go first. */
  readonly entries: number;
  /** Files whose bytes are kept; older bubbles keep the name only. */
  readonly files: number;
}

export type NewEntry = Omit<ThreadEntry, 'seq' | 'file'> & {
  readonly file?: { readonly id: string; readonly content: OutgoingFile };
};

/** What one visitor sees: the last bubbles and the last files, in memory only. */
export class Thread {
  readonly #limits: ThreadLimits;
  readonly #entries: ThreadEntry[] = [];
  readonly #files = new Map<string, OutgoingFile>();
  #lastSeq = 0;

  constructor(limits: ThreadLimits) {
    this.#limits = limits;
  }

  /** The entry added, or null when its key is already here. */
  add({ file, ...entry }: NewEntry): ThreadEntry | null {
    if (this.find(entry.key)) return null;
    this.#lastSeq += 1;
    const added: ThreadEntry = { ...entry, seq: this.#lastSeq, file: file ? describe(file.id, file.content) : null };
    this.#entries.push(added);
    if (this.#entries.length > this.#limits.entries) this.#entries.shift();
    if (file) this.#keep(file.id, file.content);
    return added;
  }

  find(key: string): ThreadEntry | null {
    return this.#entries.find((entry) => entry.key === key) ?? null;
  }

  /** Entries after `seq`, oldest first; 0 gives all that are kept. */
  after(seq: number): readonly ThreadEntry[] {
    return this.#entries.filter((entry) => entry.seq > seq);
  }

  file(id: string): OutgoingFile | null {
    return this.#files.get(id) ?? null;
  }

  /** Nothing of what was said stays; the numbers go on, so that open pages are not confused. */
  clear(): void {
    this.#entries.length = 0;
    this.#files.clear();
  }

  /** Label of the newest button with this payload, so that a press can be shown in words. */
  buttonLabel(payload: string): string | null {
    for (const entry of this.#entries.toReversed()) {
      const button = entry.buttons.find((candidate) => candidate.payload === payload);
      if (button) return button.label;
    }
    return null;
  }

  #keep(id: string, content: OutgoingFile): void {
    this.#files.set(id, content);
    const oldest = this.#files.keys().next().value;
    if (this.#files.size > this.#limits.files && oldest !== undefined) this.#files.delete(oldest);
  }
}

function describe(id: string, content: OutgoingFile): ThreadFile {
  return { id, name: content.name, mime: content.mime, size: content.bytes.byteLength };
}
