import { fold } from '../language/fold.ts';
import { tidy } from '../language/text.ts';

/** One syllable or number as the index sees it. */
export interface Word {
  /** Without marks: "quyết" → "quyet". */
  readonly folded: string;
  /** Lower case with marks, tone moved to the end so that "hoà" and "hòa" are one: "quyêt1". */
  readonly marked: string;
}

const TONES: Readonly<Record<string, string>> = {
  '\u0300': '2',
  '\u0301': '1',
  '\u0303': '4',
  '\u0309': '3',
  '\u0323': '5',
};
const STAR_DIGITS: Readonly<Record<string, string>> = {
  một: '1',
  hai: '2',
  ba: '3',
  bốn: '4',
  năm: '5',
  mot: '1',
  bon: '4',
  nam: '5',
};

/** "sao" behind a number is a rank, not the "sao" that asks. */
const STAR_RANK = 'sao*';

/** Splits text into words: "4*" and "bốn sao" become "4 sao", "05" becomes "5", "26/2026" becomes two numbers. */
export function words(text: string): Word[] {
  const result: Word[] = [];
  for (const match of normalise(text).matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)) {
    const raw = match[0].replace(/^0+(?=\d)/, '');
    const before = result.at(-1);
    const rank = raw === 'sao' && before !== undefined && /^[1-5]$/.test(before.folded);
    result.push(rank ? { folded: raw, marked: STAR_RANK } : wordOf(raw));
  }
  return result;
}

/** Texts are made of a few thousand syllables: each is folded once. Bounded, since questions hold anything. */
const known = new Map<string, Word>();
const MOST_KNOWN = 20_000;

function wordOf(raw: string): Word {
  const seen = known.get(raw);
  if (seen) return seen;
  const word = { folded: fold(raw), marked: markedForm(raw) };
  if (known.size < MOST_KNOWN) known.set(raw, word);
  return word;
}

function normalise(text: string): string {
  return tidy(text)
    .toLowerCase()
    .replace(/(\d)\s*(?:\*|★|⭐)+/gu, '$1 sao')
    .replace(/(?<![\p{L}\p{N}])(\d)\s*saoo*(?!\p{L})/gu, '$1 sao')
    .replace(
      /(?<!\p{L})(một|hai|ba|bốn|năm|mot|bon|nam) sao(?!\p{L})/gu,
      (_, digit: string) => `${STAR_DIGITS[digit] ?? digit} sao`,
    )
    .replace(/&/g, ' và ');
}

/** The marked form of one syllable; see Word.marked. */
export function markedForm(syllable: string): string {
  let base = '';
  let tone = '';
  for (const unit of syllable.toLowerCase().normalize('NFD')) {
    const mark = TONES[unit];
    if (mark === undefined) base += unit;
    else tone = mark;
  }
  return base.normalize('NFC') + tone;
}

/** True when the word carries at least one Vietnamese mark. */
export function hasMarks(word: Word): boolean {
  return word.marked !== word.folded;
}
