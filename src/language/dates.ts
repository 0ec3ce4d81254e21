import { fold } from './fold.ts';
import { numberWord } from './number-words.ts';
import { type Piece, pieces } from './pieces.ts';
import { readNumber } from './read-number.ts';
import { isUnmarked } from './unmarked.ts';

/** A date as written. `iso` is yyyy-mm-dd when day, month and year are all known and exist; otherwise what is known is given. */
export interface DateSpan {
  readonly iso: string | null;
  readonly problem?: 'impossible';
  readonly precision: 'day' | 'month' | 'year';
  readonly day?: number;
  readonly month?: number;
  readonly year?: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Parts {
  readonly day?: number;
  readonly month?: number;
  readonly year?: number;
}

const NUMERIC = /(?<![\p{L}\p{N}/.,-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\p{N}/]|[.,-]\d)/gu;
const SPACED = /(?<![\p{L}\p{N}/.,-])(\d{1,2}) (\d{1,2}) ((?:19|20)\d{2})(?![\p{N}/]|[.,-]\d| \d)/gu;
const ISO = /(?<![\p{N}/.-])((?:19|20)\d{2})-(\d{2})-(\d{2})(?![\p{N}-])/gu;
const MONTH_YEAR = /(?<![\p{N}/.,-])(?:t|tháng ?|thang ?)?(\d{1,2})\s?[/-]\s?((?:19|20)\d{2})(?![\p{N}/-])/giu;
const DAY_MONTH = /(?<![\p{L}\p{N}/.,-])(\d{1,2})\s?\/\s?(\d{1,2})(?![\p{N}/]|[.,-]\d)/gu;
const COMPACT = /^\s*(\d{2})(\d{2})((?:19|20)\d{2})\s*$/u;
const MONTH_NAMES = new Map([
  ['gieng', 1],
  ['chap', 12],
]);

/**
 * Dates in digits ("13/12/2019", "3-2-20", "03.02.2020") and words ("mùng hai tháng chín năm 2013", "tháng 5/2027", "hôm nay").
 * `today` (yyyy-mm-dd) settles "hôm nay", "hôm qua", two-figure years, "năm nay" and "năm ngoái". A day that no calendar has is
 * reported as `impossible`; whether a date may lie in the future is the caller's rule. A year alone is not given.
 */
export function findDates(text: string, today: string): DateSpan[] {
  const found: DateSpan[] = [];
  const add = (start: number, end: number, parts: Parts): void => {
    if (found.some((span) => span.start < end && start < span.end)) return;
    found.push({ ...judge(parts), start, end, text: text.slice(start, end) });
  };
  for (const match of text.matchAll(ISO)) {
    add(match.index, match.index + match[0].length, {
      year: Number(match[1]),
      month: Number(match[2]),
      day: Number(match[3]),
    });
  }
  for (const match of text.matchAll(NUMERIC)) {
    add(match.index, match.index + match[0].length, {
      day: Number(match[1]),
      month: Number(match[3]),
      year: fullYear(match[4] ?? '', today),
    });
  }
  for (const match of text.matchAll(SPACED)) {
    add(match.index, match.index + match[0].length, {
      day: Number(match[1]),
      month: Number(match[2]),
      year: Number(match[3]),
    });
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    const parts = { day: Number(compact[1]), month: Number(compact[2]), year: Number(compact[3]) };
    if (judge(parts).iso !== null) add(0, text.length, parts);
  }
  for (const span of findWorded(text, today)) add(span.start, span.end, span.parts);
  for (const match of text.matchAll(MONTH_YEAR)) {
    add(match.index, match.index + match[0].length, { month: Number(match[1]), year: Number(match[2]) });
  }
  for (const match of text.matchAll(DAY_MONTH)) {
    const day = Number(match[1]);
    const month = Number(match[2]);
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12)
      add(match.index, match.index + match[0].length, { day, month });
  }
  return found.sort((left, right) => left.start - right.start);
}

function fullYear(written: string, today: string): number {
  if (written.length === 4) return Number(written);
  const century = Number(today.slice(0, 2)) * 100;
  const year = century + Number(written);
  return year > Number(today.slice(0, 4)) + 20 ? year - 100 : year;
}

function judge({ day, month, year }: Parts): Omit<DateSpan, 'start' | 'end' | 'text'> {
  const precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const known = {
    precision,
    ...(day === undefined ? {} : { day }),
    ...(month === undefined ? {} : { month }),
    ...(year === undefined ? {} : { year }),
  } as const;
  const days = month === undefined ? 31 : daysIn(month, year);
  if (days === 0 || (day !== undefined && (day < 1 || day > days)))
    return { iso: null, problem: 'impossible', ...known };
  if (day === undefined || month === undefined || year === undefined) return { iso: null, ...known };
  return {
    iso: `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    ...known,
  };
}

/** Days in the month, 0 when there is no such month; February has 29 while the year is unknown. */
function daysIn(month: number, year: number | undefined): number {
  if (month === 2) return year === undefined || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? 29 : 28;
  return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

interface Worded {
  readonly start: number;
  readonly end: number;
  readonly parts: Parts;
}

function findWorded(text: string, today: string): Worded[] {
  const list = pieces(text);
  const unmarked = isUnmarked(text);
  const found: Worded[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const word = list[at]?.folded;
    const start = list[at]?.start ?? 0;
    const relative = relativeDay(word, list[at + 1]?.folded, today);
    if (relative !== null) {
      found.push({ start, end: list[at + 1]?.end ?? start, parts: relative });
      continue;
    }
    if (word !== 'thang' || (list[at]?.marked && fold(list[at]?.text ?? '') !== 'thang')) continue;
    const month = monthAt(list, at + 1, unmarked);
    if (month === null) continue;
    const day = dayBefore(list, at, unmarked);
    const year = yearAt(list, month.next, unmarked, today);
    if (day === null && year === null) continue;
    const from = day?.from ?? at;
    const next = year?.next ?? month.next;
    found.push({
      start: list[from]?.start ?? start,
      end: list[next - 1]?.end ?? start,
      parts: {
        ...(day === null ? {} : { day: day.value }),
        month: month.value,
        ...(year === null ? {} : { year: year.value }),
      },
    });
    at = next - 1;
  }
  return found;
}

function relativeDay(first: string | undefined, second: string | undefined, today: string): Parts | null {
  const shift =
    first === 'hom' && second === 'nay'
      ? 0
      : first === 'hom' && second === 'qua'
        ? -1
        : first === 'ngay' && second === 'mai'
          ? 1
          : null;
  if (shift === null) return null;
  const moved = new Date(Date.parse(`${today}T00:00:00Z`) + shift * 86_400_000);
  return { day: moved.getUTCDate(), month: moved.getUTCMonth() + 1, year: moved.getUTCFullYear() };
}

function monthAt(list: readonly Piece[], at: number, unmarked: boolean): { value: number; next: number } | null {
  const piece = list[at];
  if (piece === undefined) return null;
  const named = MONTH_NAMES.get(piece.folded);
  if (named !== undefined) return { value: named, next: at + 1 };
  const word = numberWord(piece, unmarked);
  if (word?.kind === 'unit' && word.value === 4) return { value: 4, next: at + 1 };
  if (piece.kind === 'digits') return /^\d{1,2}$/.test(piece.text) ? { value: Number(piece.text), next: at + 1 } : null;
  // Month words are one to twelve; "năm" right after them begins the year.
  if (word?.kind === 'digit' && word.value > 0) return { value: word.value, next: at + 1 };
  if (word?.kind !== 'ten') return null;
  const unit = numberWord(list[at + 1], unmarked);
  const hasUnit = unit !== null && (unit.kind === 'digit' || unit.kind === 'unit') && unit.value <= 2 && unit.value > 0;
  return hasUnit ? { value: 10 + unit.value, next: at + 2 } : { value: 10, next: at + 1 };
}

const DAY_WORDS = new Set(['ngay', 'mung', 'mong', 'ram', 'hom']);

function dayBefore(list: readonly Piece[], at: number, unmarked: boolean): { value: number; from: number } | null {
  if (list[at - 1]?.folded === 'ram') return { value: 15, from: at - 1 };
  for (let from = Math.max(0, at - 3); from < at; from += 1) {
    const read = readDay(list, from, unmarked);
    if (read === null || read.next !== at) continue;
    let first = from;
    while (DAY_WORDS.has(list[first - 1]?.folded ?? '')) first -= 1;
    const plain = list[from]?.kind === 'digits';
    if (first === from && !plain && read.value < 10 && unmarked) continue;
    return { value: read.value, from: first };
  }
  return null;
}

function readDay(list: readonly Piece[], from: number, unmarked: boolean): { value: number; next: number } | null {
  const piece = list[from];
  if (piece?.kind === 'digits')
    return /^\d{1,2}$/.test(piece.text) ? { value: Number(piece.text), next: from + 1 } : null;
  const read = readNumber(list, from, unmarked);
  if (read !== null) return Number.isInteger(read.value) && read.value <= 99 ? read : null;
  const word = numberWord(piece, unmarked);
  return word?.kind === 'unit' ? { value: word.value, next: from + 1 } : null;
}

function yearAt(
  list: readonly Piece[],
  at: number,
  unmarked: boolean,
  today: string,
): { value: number; next: number } | null {
  let next = at;
  const piece = list[next];
  if (piece === undefined) return null;
  if (piece.text === '/' || piece.text === '-' || piece.text === ',') next += 1;
  const named = list[next]?.folded === 'nam';
  if (named) next += 1;
  const year = list[next];
  if (year === undefined) return null;
  if (year.kind === 'digits') {
    if (/^(?:19|20)\d{2}$/.test(year.text)) return { value: Number(year.text), next: next + 1 };
    return named && /^\d{2}$/.test(year.text) ? { value: fullYear(year.text, today), next: next + 1 } : null;
  }
  if (!named) return null;
  if (year.folded === 'nay') return { value: Number(today.slice(0, 4)), next: next + 1 };
  if (year.folded === 'ngoai') return { value: Number(today.slice(0, 4)) - 1, next: next + 1 };
  const read = readNumber(list, next, unmarked);
  if (read !== null && read.value >= 1900 && read.value < 2100) return { value: read.value, next: read.next };
  return spokenYear(list, next, unmarked);
}

/** "hai không một ba" → 2013, "hai không hai mươi" → 2020, "mười ba" → 2013 by the caller's century rule. */
function spokenYear(list: readonly Piece[], from: number, unmarked: boolean): { value: number; next: number } | null {
  let digits = '';
  let at = from;
  while (digits.length < 4) {
    const word = numberWord(list[at], unmarked);
    if (word === null) break;
    if (word.kind === 'digit' || word.kind === 'unit') digits += String(word.value);
    else if (word.kind === 'ten' && numberWord(list[at + 1], unmarked)?.kind === 'digit') digits += '1';
    else if (word.kind === 'tens' || word.kind === 'ten')
      digits += numberWord(list[at + 1], unmarked) === null ? '0' : '';
    else break;
    at += 1;
  }
  return /^(?:19|20)\d{2}$/.test(digits) ? { value: Number(digits), next: at } : null;
}
