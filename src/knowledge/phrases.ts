import type { ReadWord } from './restore-marks.ts';
import { hasMarks, type Word, words } from './words.ts';

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
 * Finds known phrases in text; `matches` tells how marks are compared. A single word must carry the phrase's marks, since "tiền", "tiến" and "tiên" are one when folded.
 */
export class PhraseFinder<Value> {
  readonly #byFirst = new Map<string, Entry<Value>[]>();
  readonly #marks: 'strict' | 'loose';

  constructor(phrases: Iterable<readonly [phrase: string, value: Value]>, marks: 'strict' | 'loose' = 'loose') {
    this.#marks = marks;
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

  find(text: readonly (Word | ReadWord)[]): PhraseHit<Value>[] {
    const hits: PhraseHit<Value>[] = [];
    text.forEach((word, start) => {
      for (const entry of this.#byFirst.get(word.folded) ?? []) {
        const end = start + entry.folded.length;
        if (end <= text.length && matches(text, start, entry, this.#marks))
          hits.push({ value: entry.value, start, end });
      }
    });
    return hits;
  }

  /** True when any phrase occurs. */
  occurs(text: readonly (Word | ReadWord)[]): boolean {
    return this.find(text).length > 0;
  }
}

/**
 * `strict`: every word carries the phrase's marks, or is one that our texts don't know. `loose`: a phrase of several
 * words also matches words whose marks were not written but put in from context.
 */
function matches(
  text: readonly (Word | ReadWord)[],
  start: number,
  { folded, marked }: Entry<unknown>,
  marks: 'strict' | 'loose',
): boolean {
  return folded.every((part, index) => {
    const word = text[start + index];
    if (word === undefined || word.folded !== part) return false;
    if (word.marked === marked[index]) return true;
    if (!('origin' in word)) return false;
    return (
      word.origin === 'unknown' ||
      (marks === 'loose' && folded.length > 1 && !(word.origin === 'own' && hasMarks(word)))
    );
  });
}
