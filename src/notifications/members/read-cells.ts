import { findDates } from '../../language/dates.ts';
import { findPhones } from '../../language/phones.ts';
import { countCharacters, tidy } from '../../language/text.ts';
import { showValue } from '../../registration/form.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import { showDate } from '../../registration/show-value.ts';
import type { FieldId, FieldValue, Reading } from '../../registration/types.ts';
import type { RowCheck } from './problems.ts';

/** One cell of an import with its head. Every reader gives null for an empty cell, and for a wrong one with an error. */
export interface NamedCell {
  readonly head: string;
  readonly value: string | number | undefined;
}

const textOf = (value: string | number) => tidy(String(value)).replace(/\s+/g, ' ');

export function readText({ head, value }: NamedCell, check: RowCheck, most: number): string | null {
  if (value === undefined) return null;
  const text = textOf(value);
  return countCharacters(text) > most ? check.error(head, `Dài quá ${most} ký tự.`) : text;
}

/** Reads a field of the form as in the chat; a list repeats its words, so each is read once. */
export type FormReader = (field: FieldId, words: string) => Reading;

export function createFormReader(today: string): FormReader {
  const known = new Map<string, Reading>();
  return (field, words) => {
    const key = `${field} ${words}`;
    const reading = known.get(key) ?? readAnswer(field, words, { today, answers: {}, mode: 'asked' });
    known.set(key, reading);
    return reading;
  };
}

/**
 * By the same rules as in the chat, where they are sure; what the chat would ask back about is an error or a note here.
 * @param fits Which of several readings can be meant at all.
 */
export function readByForm(
  read: FormReader,
  field: FieldId,
  { head, value }: NamedCell,
  check: RowCheck,
  fits: (value: FieldValue) => boolean = () => true,
): FieldValue | null {
  if (value === undefined) return null;
  const reading = read(field, textOf(value));
  switch (reading.kind) {
    case 'value':
      return reading.value;
    case 'confirm':
      check.note(head, `Hiểu là ${showValue(field, reading.value)}.`);
      return reading.value;
    case 'choose': {
      const fitting = reading.choices.filter((choice) => fits(choice.value));
      const [only] = fitting;
      if (only && fitting.length === 1) {
        check.note(head, `Hiểu là ${only.label}.`);
        return only.value;
      }
      const labels = reading.choices.map(({ label }) => label);
      return check.error(head, `Chưa rõ, có thể là: ${labels.slice(0, 6).join('; ')}${labels.length > 6 ? '…' : ''}.`);
    }
    case 'invalid':
    case 'barred':
      return check.error(head, reading.text);
    case 'none':
      return check.error(head, `Không đọc được “${textOf(value)}”.`);
    default:
      return reading satisfies never;
  }
}

/** A spreadsheet drops the 0 in front of a number; of several numbers in one cell the first counts. */
export function readPhone({ head, value }: NamedCell, check: RowCheck): string | null {
  if (value === undefined) return null;
  const written = textOf(value);
  const found = findPhones(/^[2-9]\d{8,9}$/.test(written) ? `0${written}` : written);
  const first = found.find(({ phone }) => phone !== null)?.phone;
  if (!first) return check.error(head, `“${written}” không phải số điện thoại Việt Nam.`);
  if (found.length > 1) check.note(head, `Có nhiều số; dùng số ${first}.`);
  return first;
}

const WRITTEN_STARS: Readonly<Record<string, number>> = { ba: 3, bốn: 4, năm: 5 };

export function readStars({ head, value }: NamedCell, check: RowCheck): number | null {
  if (value === undefined) return null;
  const written = textOf(value).toLowerCase();
  const digit = /^(?:hạng |đạt )?([1-5])(?:[.,]0+)?\s*(?:sao|\*|★)?$/.exec(written)?.[1];
  const marks = /^[*★⭐]+$/u.test(written) ? [...written].length : undefined;
  const stars = digit === undefined ? (marks ?? WRITTEN_STARS[written.replace(/\s*sao$/, '')]) : Number(digit);
  return stars !== undefined && stars >= 3 && stars <= 5
    ? stars
    : check.error(head, 'Hạng sao là 3, 4 hoặc 5 (QĐ 26/2026 Đ.3).');
}

/** Days since 30/12/1899, as a spreadsheet keeps a day whose cell has no date format: 1927 to 2064. */
const SERIAL = { from: 10_000, to: 60_000, zero: Date.UTC(1899, 11, 30) };

export function readDay({ head, value }: NamedCell, check: RowCheck, today: string): string | null {
  if (value === undefined) return null;
  if (typeof value === 'number' && value >= SERIAL.from && value <= SERIAL.to)
    return new Date(SERIAL.zero + Math.floor(value) * 86_400_000).toISOString().slice(0, 10);
  const found = findDates(textOf(value), today);
  const day = found.length === 1 ? found[0]?.iso : null;
  return (
    day ?? check.error(head, `“${textOf(value)}” không phải ngày tháng đủ ngày, tháng, năm, ví dụ ${showDate(today)}.`)
  );
}

/** "41,5" and "41.5" alike. */
export function readPoints({ head, value }: NamedCell, check: RowCheck): number | null {
  if (value === undefined) return null;
  const points =
    typeof value === 'number'
      ? value
      : /^\d{1,3}(?:[.,]\d{1,2})?$/.test(value)
        ? Number(value.replace(',', '.'))
        : Number.NaN;
  const rounded = Math.round(points * 100) / 100;
  return rounded >= 0 && rounded <= 100 ? rounded : check.error(head, 'Điểm từ 0 đến 100, nhiều nhất hai số lẻ.');
}
