import { z } from 'zod';
import { fullWords } from './abbreviations.ts';
import dialect from './data/dialect.json' with { type: 'json' };
import foreign from './data/foreign-words.json' with { type: 'json' };
import shorthand from './data/shorthand.json' with { type: 'json' };
import { fold } from './fold.ts';
import { createRewriter, RewriteRulesSchema } from './rewrite.ts';
import { isSyllable } from './syllables.ts';
import { decodeTelex, decodeVni } from './telex.ts';
import { tidy } from './text.ts';
import { isUnmarked } from './unmarked.ts';

const FOREIGN = new Set(z.array(z.string()).parse(foreign));
const SHORTHAND = RewriteRulesSchema.parse(shorthand);
const SHORT_WORDS = new Set(SHORTHAND.flatMap((rule) => rule.words));
const decodeShorthand = createRewriter(SHORTHAND, RewriteRulesSchema.parse(dialect));
/** Addresses, links and codes, which nothing may touch, then words with "&", "/" or a star in them. */
const WORD =
  /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}.-]+|(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}-]+\.(?:com|vn|net|org|gov|edu|example)(?:\.\w+)?(?![\p{L}\p{N}])|\d+\p{L}+\d[\p{L}\p{N}]*|\d+(?:[.,/:-]\d+)*\s?[*★☆⭐](?!\d)|\d+(?:[.,/:-]\d+)*\p{L}*|[\p{L}\p{M}]\/[\p{L}\p{M}](?![\p{L}\p{N}/])|[tTqQ]\d{1,2}\/\d{4}|\p{L}[\p{L}\p{M}\p{N}]*(?:&\p{L}+)*/gu;
const MONTH_SHORT = /^t(\d{1,2})(\/\d{4})?$/i;
const STAR = /^(\d+(?:[.,-]\d+)*)\s?[*★☆⭐]$/u;
const GLUED = /^(\d+(?:[.,]\d+)*)(\p{L}+)$/u;
/** Short units that stay with their number ("350tr", "60kg") and words that are written out ("31ng", "8h"). */
const GLUED_UNITS = new Set('kg g gr tr k ty ti tỷ tỉ tan t km m cm mm l ml ha mb gb h24 v w'.split(' '));
const GLUED_WORDS = new Map([
  ['đ', 'điểm'],
  ['h', 'giờ'],
  ['ng', 'người'],
  ['sp', 'sản phẩm'],
  ['s', 'sao'],
]);
/** Nouns that people number, so that "thon6" is "thôn 6" and not a VNI spelling. */
const NUMBERED = new Set(
  'thon xom ban to ngo ngach khu doi lop nhom bo muc hang dot lan quy phu pho so nha thang nam ky ql dt tinh duong phieu mau cap top'.split(
    ' ',
  ),
);

/**
 * The text as standard Vietnamese, for matching: tidied, telex and VNI leftovers decoded, slips of doubled letters undone, chat
 * shorthand, abbreviations and Thanh Hóa dialect written out where the words around leave no doubt. Never for stored values.
 */
export function repair(text: string): string {
  const clean = tidy(text);
  const unmarked = isUnmarked(clean);
  const words = splitWords(clean);
  let repaired = '';
  let from = 0;
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (word === undefined) break;
    const rewritten = decodeShorthand(words, at, unmarked);
    const length = rewritten?.length ?? 1;
    const end = words[at + length - 1]?.end ?? word.end;
    const written = rewritten
      ? capitalLike(rewritten.to, clean.slice(word.start, end))
      : (fullWords(word.text) ?? word.text);
    repaired += clean.slice(from, word.start) + written;
    from = end;
    at += length;
  }
  return repaired + clean.slice(from);
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly lower: string;
  readonly folded: string;
  edgeBefore: boolean;
  edgeAfter: boolean;
}

/** Words with their spelling repaired one by one, and whether punctuation parts them. */
function splitWords(text: string): Word[] {
  const matches = [...text.matchAll(WORD)];
  const vni = writesVni(matches.map((match) => match[0]));
  const words: Word[] = [];
  for (const match of matches) {
    const start = match.index;
    const end = start + match[0].length;
    const spelled = respell(match[0], vni);
    const previous = words.at(-1);
    const edgeBefore = previous === undefined || /[^\s"'“”]/u.test(text.slice(previous.end, start));
    if (previous !== undefined) previous.edgeAfter = edgeBefore;
    const lower = spelled.toLowerCase();
    words.push({ text: spelled, start, end, lower, folded: fold(lower), edgeBefore, edgeAfter: true });
  }
  return words;
}

function respell(word: string, vni: boolean): string {
  const month = MONTH_SHORT.exec(word);
  if (month !== null && Number(month[1]) >= 1 && Number(month[1]) <= 12) return `tháng ${month[1]}${month[2] ?? ''}`;
  const star = STAR.exec(word);
  if (star !== null) return `${star[1]} sao`;
  const glued = GLUED.exec(word);
  if (glued !== null) return respellGlued(word, glued[1] ?? '', glued[2] ?? '');
  const lower = word.toLowerCase();
  if (FOREIGN.has(lower) || fullWords(lower) !== null) return word;
  const isCapital = word.length > 1 && word === word.toUpperCase();
  if (/\d/.test(word)) return isCapital || !canBeVni(lower, vni) ? word : likeCase(decodeVni(word) ?? word, word);
  if (isSyllable(lower) && !/\p{M}/u.test(word)) {
    const settled = decodeTelex(word);
    return settled === null ? word : likeCase(settled, word);
  }
  if (isOcop(lower)) return 'OCOP';
  const decoded = decodeTelex(word);
  if (decoded !== null) return likeCase(decoded, word);
  // A short form with a letter typed twice: "kko", "hhtx".
  const single = lower.replace(/(\p{L})\1+/gu, '$1');
  const isShort =
    single !== lower && !SHORT_WORDS.has(lower) && (SHORT_WORDS.has(single) || fullWords(single) !== null);
  return isShort ? single : word;
}

/** "4saoo" → "4 sao", "31ng" → "31 người", "75đ" → "75 điểm"; "12.500.000đ" and "350tr" stay for the money reader. */
function respellGlued(word: string, digits: string, letters: string): string {
  const lower = letters.toLowerCase();
  if (GLUED_UNITS.has(lower) || (lower === 'đ' && Number(digits.replaceAll('.', '')) >= 1000)) return word;
  const written = GLUED_WORDS.get(lower);
  if (written !== undefined) return `${digits} ${written}`;
  const decoded = decodeTelex(lower) ?? lower;
  return letters.length > 1 && (isSyllable(decoded) || decoded !== lower) ? `${digits} ${decoded}` : word;
}

/** The name of the programme with a letter doubled, dropped at the end of a key, or a mark slipped in. */
function isOcop(lower: string): boolean {
  const folded = fold(lower);
  return folded !== 'ocop' ? /^o+c+o+p+[sfrxj]?$/.test(folded) : lower !== 'ocop';
}

/** One word that only VNI explains ("ke61t", "to6i"), or two that it may, shows that the digits of the text are keys. */
function writesVni(words: readonly string[]): boolean {
  const strong = /^\p{L}+\d+(?:\p{L}+\d*)+$|^\p{L}+\d{2,3}$/u;
  const weak = words.filter(
    (word) => /^\p{L}{2,}[1-9]$/u.test(word) && !NUMBERED.has(fold(word.slice(0, -1))) && decodeVni(word) !== null,
  );
  const capital = (word: string): boolean => word === word.toUpperCase();
  return weak.length > 1 || words.some((word) => !capital(word) && strong.test(word) && decodeVni(word) !== null);
}

function canBeVni(lower: string, vni: boolean): boolean {
  if (/^\p{L}+\d$/u.test(lower)) {
    if (vni) return true;
    return /[6-9]$/.test(lower) && lower.length > 2 && (lower === 'so6' || !NUMBERED.has(fold(lower.slice(0, -1))));
  }
  return /^\p{L}[\p{L}\d]*$/u.test(lower);
}

function likeCase(to: string, like: string): string {
  const letters = like.replace(/[^\p{L}]/gu, '');
  if (letters.length > 2 && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
    return to.toUpperCase();
  return capitalLike(to, like);
}

/** A capital only where a word was capitalised, not where it was a short form in capitals. */
function capitalLike(to: string, like: string): string {
  const first = like.charAt(0);
  if (like.length > 1 && like === like.toUpperCase()) return to;
  return first !== first.toLowerCase() ? to.charAt(0).toUpperCase() + to.slice(1) : to;
}
