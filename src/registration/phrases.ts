import { type Word, wordsOf } from './words.ts';

/** Known phrases, by their folded words. One phrase may carry several values. */
export interface PhraseIndex<V> {
  readonly entries: ReadonlyMap<string, readonly { readonly marked: string; readonly value: V }[]>;
  readonly longest: number;
}

export interface PhraseHit<V> {
  readonly values: readonly V[];
  /** As it stands in the text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In words. */
  readonly length: number;
}

export function phraseIndex<V>(pairs: readonly (readonly [string, V])[]): PhraseIndex<V> {
  const entries = new Map<string, { marked: string; value: V }[]>();
  let longest = 1;
  for (const [phrase, value] of pairs) {
    const tokens = wordsOf(phrase);
    const key = tokens.map((token) => token.folded).join(' ');
    const list = entries.get(key) ?? [];
    list.push({ marked: tokens.map((token) => placeTone(token.text)).join(' '), value });
    entries.set(key, list);
    longest = Math.max(longest, tokens.length);
  }
  return { entries, longest };
}

/**
 * Longest matches from left to right; they never overlap. With `marked` the marks must agree (so "chè" is not "che" and
 * "nem" is not "ném"); without, folded words are enough.
 */
export function findPhrases<V>(index: PhraseIndex<V>, text: string, options: { marked: boolean }): PhraseHit<V>[] {
  const tokens = wordsOf(text);
  const hits: PhraseHit<V>[] = [];
  for (let at = 0; at < tokens.length; ) {
    const hit = longestAt(index, text, tokens, at, options.marked);
    if (hit) hits.push(hit);
    at += hit ? hit.length : 1;
  }
  return hits;
}

function longestAt<V>(
  index: PhraseIndex<V>,
  text: string,
  tokens: readonly Word[],
  at: number,
  marked: boolean,
): PhraseHit<V> | null {
  for (let length = Math.min(index.longest, tokens.length - at); length > 0; length -= 1) {
    const slice = tokens.slice(at, at + length);
    const entries = index.entries.get(slice.map((token) => token.folded).join(' '));
    if (!entries) continue;
    const spelled = slice.map((token) => placeTone(token.text)).join(' ');
    const fitting = marked ? entries.filter((entry) => entry.marked === spelled) : entries;
    const [first, last] = [slice[0], slice.at(-1)];
    if (fitting.length === 0 || !first || !last) continue;
    const values = [...new Set(fitting.map((entry) => entry.value))];
    return { values, text: text.slice(first.start, last.end), start: first.start, end: last.end, length };
  }
  return null;
}

/** Lower case with both tone placements (hoà, hòa) alike: base letters with their quality, then the tone. */
function placeTone(word: string): string {
  const parts = word.toLowerCase().normalize('NFD');
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(parts)?.[0] ?? '';
  return parts.replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '') + tone;
}
