import type { ImportedSection } from './sections.ts';

const DAY = String.raw`ngày\s+(\d{1,2})(?:\s+tháng\s+|\s*/\s*)(\d{1,2})(?:\s+năm\s+|\s*/\s*)(\d{4})`;
const IN_FORCE = new RegExp(
  String.raw`(?<!\p{L})\p{L}{1,12}\s+này\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?,?(?:\s+kể)?\s+từ\s+${DAY}`,
  'iu',
);
const SPELT = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/u;

/** "Thanh Hóa, ngày 05 tháng 4 năm 2027" → 2027-04-05; null where the day is left blank or is none. */
export function spelledDate(line: string): string | null {
  return isoDate(SPELT.exec(line));
}

/** "Quyết định này có hiệu lực thi hành từ ngày 15/4/2027" → 2027-04-15; null where no such day is written. */
export function inForceFrom(sections: readonly Pick<ImportedSection, 'paragraphs'>[]): string | null {
  for (const { paragraphs } of sections) {
    for (const paragraph of paragraphs) {
      const date = isoDate(IN_FORCE.exec(paragraph));
      if (date) return date;
    }
  }
  return null;
}

function isoDate(found: RegExpExecArray | null): string | null {
  if (!found) return null;
  const [, day = '', month = '', year = ''] = found;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
