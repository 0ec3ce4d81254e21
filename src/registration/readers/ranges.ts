import { fold } from '../../language/fold.ts';

const DIGITS: Readonly<Record<string, number>> = {
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
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

/** The lower end of a range whose upper end is the amount at `start`: "700-800 triệu", "7 8 trăm triệu"; null for no range. */
export function lowerEnd(text: string, start: number, amount: number): number | null {
  const [, low, joint = ''] = LOW.exec(text.slice(0, start)) ?? [];
  const lead = LEAD.exec(text.slice(start))?.[1];
  if (low === undefined || lead === undefined) return null;
  const [from, to] = [figure(low), figure(lead)];
  if (!(from > 0 && from < to)) return null;
  if (joint.trim() === '' && (to >= 10 || to - from > APART)) return null;
  return (amount / to) * from;
}

/** "-5 tỷ", "âm 5 tỷ". */
export function isNegative(text: string, start: number): boolean {
  return /(?:^|\s)[-−]$/u.test(text.slice(0, start)) || /(?:^|\s)am\s+$/u.test(fold(text.slice(0, start)));
}

function figure(word: string): number {
  return DIGITS[word.toLowerCase()] ?? Number(word.replace(',', '.'));
}
