import type { Word } from './words.ts';
import { words } from './words.ts';

/** A phrase found in a run of words: words[start, end). */
export interface PhraseHit<Value> {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

interface Entry<Value> {
  readonly folded: readonly string[];
  readonly marked: readonly string[];
  readonly value: Value;
}

/**
 * Finds known phrases in text. Phrases of several words match without marks; a single word must carry the same marks,
 * since "tiền", "tiến" and "tiên" are one when folded.
 */
export class PhraseFinder<Value> {
  readonly #byFirst = new Map<string, Entry<Value>[]>();

  constructor(phrases: Iterable<readonly [phrase: string, value: Value]>) {
    for (const [phrase, value] of phrases) {
      const parts = words(phrase);
      const first = parts[0]?.folded;
      if (first === undefined) continue;
      const entry: Entry<Value> = {
        folded: parts.map((part) => part.folded),
        marked: parts.map((part) => part.marked),
        value,
      };
      const known = this.#byFirst.get(first);
      if (known) known.push(entry);
      else this.#byFirst.set(first, [entry]);
    }
  }

  find(text: readonly Word[]): PhraseHit<Value>[] {
    const hits: PhraseHit<Value>[] = [];
    text.forEach((word, start) => {
      for (const entry of this.#byFirst.get(word.folded) ?? []) {
        const end = start + entry.folded.length;
        if (end <= text.length && matches(text, start, entry)) hits.push({ value: entry.value, start, end });
      }
    });
    return hits;
  }

  /** True when any phrase occurs. */
  occurs(text: readonly Word[]): boolean {
    return this.find(text).length > 0;
  }
}

function matches(text: readonly Word[], start: number, { folded, marked }: Entry<unknown>): boolean {
  if (folded.length === 1) return text[start]?.marked === marked[0];
  return folded.every((part, index) => text[start + index]?.folded === part);
}
