import { type Word, wordsOf } from './words.ts';

/** Known phrases, by their folded words. One phrase may carry several values. */
export interface PhraseIndex<V> {
  readonly entries: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly parted: boolean; readonly value: V }[]
  >;
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
  const entries = new Map<string, { words: readonly string[]; parted: boolean; value: V }[]>();
  let longest = 1;
  for (const [phrase, value] of pairs) {
    const tokens = wordsOf(phrase);
    const key = tokens.map((token) => token.folded).join(' ');
    const list = entries.get(key) ?? [];
    list.push({ words: tokens.map((token) => placeTone(token.text)), parted: PARTED.test(phrase), value });
    entries.set(key, list);
    longest = Math.max(longest, tokens.length);
  }
  return { entries, longest };
}

/**
 * Longest matches from left to right; they never overlap. With `marked` the marks must agree (so "chè" is not "che"), but in
 * a phrase of several words some may lack theirs ("giay đăng ký"); without, folded words are enough.
 */
export function findPhrases<V>(index: PhraseIndex<V>, text: string, options: { marked: boolean }): PhraseHit<V>[] {
  const words = wordsOf(text);
  const spelled = words.map((word) => placeTone(word.text));
  const hits: PhraseHit<V>[] = [];
  for (let at = 0; at < words.length; ) {
    const hit = longestAt(index, text, words, spelled, at, options.marked);
    if (hit) hits.push(hit);
    at += hit ? hit.length : 1;
  }
  return hits;
}

/**
 * By marks first; when nothing is found so, by letters alone for phrases of several words: marks set wrongly ("hơp tac xa")
 * are more common than two phrases that differ by marks only.
 */
export function findPhrasesLeniently<V>(index: PhraseIndex<V>, text: string, marked: boolean): PhraseHit<V>[] {
  const hits = findPhrases(index, text, { marked });
  if (hits.length > 0 || !marked) return hits;
  return findPhrases(index, text, { marked: false }).filter((hit) => hit.length > 1);
}

/** A comma, a colon or the end of a sentence parts words that would be a phrase together. */
const PARTED = /[,;:!?\n]|\.\s/u;

function longestAt<V>(
  index: PhraseIndex<V>,
  text: string,
  words: readonly Word[],
  spelled: readonly string[],
  at: number,
  marked: boolean,
): PhraseHit<V> | null {
  for (let length = Math.min(index.longest, words.length - at); length > 0; length -= 1) {
    const slice = words.slice(at, at + length);
    const entries = index.entries.get(slice.map((word) => word.folded).join(' '));
    const [first, last] = [slice[0], slice.at(-1)];
    if (!entries || !first || !last) continue;
    const parted = PARTED.test(text.slice(first.start, last.end));
    const typed = spelled.slice(at, at + length);
    const fitting = entries.filter(
      (entry) => (!parted || entry.parted) && (!marked || agrees(entry.words, typed, slice)),
    );
    if (fitting.length === 0) continue;
    const values = [...new Set(fitting.map((entry) => entry.value))];
    return { values, text: text.slice(first.start, last.end), start: first.start, end: last.end, length };
  }
  return null;
}

function agrees(known: readonly string[], typed: readonly string[], words: readonly Word[]): boolean {
  return known.every((word, i) => word === typed[i] || (known.length > 1 && typed[i] === words[i]?.folded));
}

/** Lower case with both tone placements (hoà, hòa) alike: base letters with their quality, then the tone. */
function placeTone(word: string): string {
  const parts = word.toLowerCase().normalize('NFD');
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(parts)?.[0] ?? '';
  return parts.replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '') + tone;
}
