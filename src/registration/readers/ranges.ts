import { fold } from '../../language/fold.ts';

const DIGITS: Readonly<Record<string, number>> = {
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  dăm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
};
const WORDS = Object.keys(DIGITS).join('|');
const LOW = new RegExp(
  `(?<![\\d\\p{L}.,])(\\d+(?:,\\d+)?|${WORDS})(\\s*[-–]\\s*|\\s+(?:đến|tới|den|toi)\\s+|\\s+)$`,
  'iu',
);
const LEAD = new RegExp(`^(\\d+(?:,\\d+)?|${WORDS})(?![\\d\\p{L}.])`, 'iu');
/** Farther apart, two bare figures side by side are no "7 8 trăm". */
const APART = 2;
const JOINT = /^\s*(?:[-–]|đến|tới|den|toi)\s*$/iu;

interface Amount {
  readonly start: number;
  readonly end: number;
  readonly amount: number;
}

/**
 * Both ends of the range whose last word is `last`, the smaller first: "300 triệu tới 400 triệu", "700-800 triệu", "7 8 trăm triệu",
 * "dăm bảy tấn"; null for no range.
 * @param before The amount found before it.
 * @param loose Also two bare figures side by side: only in an answer to the question itself.
 */
export function rangeEnds(
  text: string,
  before: Amount | undefined,
  last: Amount,
  loose: boolean,
): readonly [number, number] | null {
  if (before && before.amount < last.amount && JOINT.test(text.slice(before.end, last.start)))
    return [before.amount, last.amount];
  if (/(?:^|\s)dăm\s+$/iu.test(text.slice(0, last.start)) && /^ba(?!\p{L})/iu.test(text.slice(last.start)))
    return [last.amount, (last.amount / 3) * 5];
  const low = lowerEnd(text, last.start, last.amount, loose);
  return low === null ? null : [low, last.amount];
}

function lowerEnd(text: string, start: number, amount: number, loose: boolean): number | null {
  const [, low, joint = ''] = LOW.exec(text.slice(0, start)) ?? [];
  const lead = LEAD.exec(text.slice(start))?.[1];
  if (low === undefined || lead === undefined) return null;
  const [from, to] = [figure(low), figure(lead)];
  if (!(from > 0 && from < to)) return null;
  const bare = joint.trim() === '' && low.toLowerCase() !== 'dăm';
  if (bare && (!loose || to >= 10 || to - from > APART)) return null;
  return (amount / to) * from;
}

/** "-5 tỷ", "âm 5 tỷ". */
export function isNegative(text: string, start: number): boolean {
  return /(?:^|\s)[-−]$/u.test(text.slice(0, start)) || /(?:^|\s)am\s+$/u.test(fold(text.slice(0, start)));
}

function figure(word: string): number {
  return DIGITS[word.toLowerCase()] ?? Number(word.replace(',', '.'));
}
