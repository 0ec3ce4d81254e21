import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { tidy } from '../language/text.ts';
import { checkOfficeFile } from './check-office-file.ts';

/** What a cell holds: text, a number, a day (ISO date); null: nothing. */
export type WorkbookCell = string | number | null;

export const WORKBOOK_LIMITS = {
  bytes: 5 * 1024 * 1024,
  /** Rows of the first sheet, heads included. */
  rows: 5_020,
  columns: 60,
} as const;

export type WorkbookRefusal = 'empty' | 'too-large' | 'too-many-rows' | 'kind' | 'macros' | 'broken';

export type ReadWorkbook =
  | { readonly kind: 'read'; readonly rows: readonly (readonly WorkbookCell[])[] }
  | { readonly kind: 'refused'; readonly why: WorkbookRefusal };

/**
 * The first sheet of an XLSX file. Everything that could cost time or memory is looked at before a reader sees the file:
 * size, macros, bombs, and cells so far out that the empty ones before them would fill the memory. Of formulas the value
 * counts that was saved with them.
 */
export async function readWorkbook(bytes: Buffer): Promise<ReadWorkbook> {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > WORKBOOK_LIMITS.bytes) return refused('too-large');
  const office = checkOfficeFile(bytes);
  if (office.kind === 'refused')
    return refused(office.why === 'macros' || office.why === 'kind' ? office.why : 'broken');
  if (office.kind !== 'xlsx') return refused('kind');
  const farthest = farthestCell(bytes);
  if (farthest === null) return refused('broken');
  if (farthest.row > WORKBOOK_LIMITS.rows || farthest.column > WORKBOOK_LIMITS.columns) return refused('too-many-rows');
  try {
    const rows = await readSheet(bytes);
    return { kind: 'read', rows: rows.map((row) => row.map(cellOf)) };
  } catch {
    return refused('broken');
  }
}

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
/** As the reader takes them: with any kind of quotes, and a row or a cell may have no address of its own. */
const ADDRESS = /\br\s*=\s*["']([A-Z]*)(\d*)["']/gi;

/** Null: not text that the reader would understand. */
function farthestCell(bytes: Buffer): { readonly row: number; readonly column: number } | null {
  let [row, column] = [0, 0];
  for (const part of Object.values(unzipSync(bytes, { filter: ({ name }) => SHEET.test(name) }))) {
    const xml = decodeUtf8(part);
    if (xml === null) return null;
    for (const [, letters = '', digits = ''] of xml.matchAll(ADDRESS)) {
      row = Math.max(row, Number(digits));
      column = Math.max(column, columnNumber(letters));
    }
    row = Math.max(row, xml.split(/<(?:\w+:)?row\b/).length - 1);
  }
  return { row, column };
}

function decodeUtf8(part: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part);
  } catch {
    return null;
  }
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellOf(value: unknown): WorkbookCell {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  const text = typeof value === 'string' ? tidy(value) : '';
  return text === '' ? null : text;
}

function refused(why: WorkbookRefusal): ReadWorkbook {
  return { kind: 'refused', why };
}
