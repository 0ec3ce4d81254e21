import { fold } from '../language/fold.ts';
import { SIGNS } from './finders/signs.ts';
import { type Word, wordsOf } from './words.ts';

const SURNAMES = new Set(SIGNS.surnames.map(fold));
const MARKED_SURNAMES = new Set(SIGNS.surnames);
/** "ho" typed without marks before these is "hộ", not the family name "Hồ". */
const HOUSEHOLD = /^(?:kinh|san|gia|ca|lam|nuoi|trong|nau|dan|det|che|kd)$/;
/** A name typed in small letters ends before these. */
const NOT_IN_NAME = new Set(
  'o tai la lam ho htx hop to cty cong so sdt dt xa phuong thon ban chu giam pho ke nha em anh chi dang muon xin nay sinh va voi dai dien cua co duoc nhe nha a ah da roi dung cho chuc nguoi moi phai khong tuoi que'.split(
    ' ',
  ),
);

/** Whether the text begins with a family name. */
export function startsWithSurname(text: string): boolean {
  const [first, second] = wordsOf(text);
  return first !== undefined && isSurname(first, second);
}

/** By its marks when it has some ("hộ" is no "Hồ"), by its letters when it has none. */
function isSurname(word: Word, next: Word | undefined): boolean {
  if (!SURNAMES.has(word.folded)) return false;
  const lower = word.text.toLowerCase();
  if (lower !== word.folded) return MARKED_SURNAMES.has(lower);
  return !(word.folded === 'ho' && HOUSEHOLD.test(next?.folded ?? ''));
}

/** The longest full name anywhere in the text; null when there is none. */
export function findPersonName(text: string): string | null {
  const words = wordsOf(text);
  const names = words.flatMap((_, at) => {
    const name = nameAt(text, words, at);
    return name ? [text.slice(name.start, name.end)] : [];
  });
  return [...names].sort((a, b) => wordsOf(b).length - wordsOf(a).length)[0] ?? null;
}

/** Two to five words from a family name on, without a sign between; capitals end it where they end. */
export function nameAt(text: string, words: readonly Word[], first: number): { start: number; end: number } | null {
  const head = words[first];
  if (first < 0 || !head || !isSurname(head, words[first + 1])) return null;
  const capital = /^\p{Lu}/u.test(head.text);
  let last = first;
  for (let at = first + 1; at < words.length && at < first + 5; at += 1) {
    const [word, before] = [words[at], words[at - 1]];
    if (!word || !before || /[^ ]/.test(text.slice(before.end, word.start)) || /\d/.test(word.text)) break;
    if (capital ? !/^\p{Lu}/u.test(word.text) : NOT_IN_NAME.has(word.folded)) break;
    last = at;
  }
  const end = words[last]?.end;
  return last - first >= 1 && end !== undefined ? { start: head.start, end } : null;
}
