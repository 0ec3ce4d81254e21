import { fold } from '../../language/fold.ts';
import { statementsOf } from './statements.ts';

const COUNTING = new Set(['tt', 'stt', 'so tt', 'so thu tu']);
/** Rows of column heads above the first row of data. */
const MOST_HEADS = 4;

/**
 * Rows of a table → statements "Đơn vị: Thọ Xuân; 3 sao: 5; Tổng cộng: 7.": each cell behind the head of its column, the
 * running number left out. Of heads in several rows the lowest one names the column. A row of one cell stands as it is.
 */
export function tableStatements(table: readonly (readonly string[])[]): string[] {
  const heads = headCount(table);
  const names = columnNames(table.slice(0, heads));
  return table
    .slice(heads)
    .filter((row) => !isColumnNumbers(row))
    .map((row) => rowText(row, names))
    .filter((text) => text !== '')
    .flatMap((text) => statementsOf([text]));
}

function headCount(table: readonly (readonly string[])[]): number {
  const first = table.findIndex((row) => /^\(?(?:\d{1,4}|[IVX]{1,5})[.)]?$/u.test(row[0] ?? ''));
  if (first >= 0 && first <= MOST_HEADS) return first;
  return table.length > 1 ? 1 : 0;
}

function columnNames(heads: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...heads.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const name = heads.map((row) => row[column] ?? '').findLast((cell) => cell !== '') ?? '';
    return name.replace(/[:;]$/u, '');
  });
}

function rowText(row: readonly string[], names: readonly string[]): string {
  const filled = row.flatMap((cell, column) => (cell === '' ? [] : [{ cell, name: names[column] ?? '' }]));
  const told = filled.filter(({ name }) => !COUNTING.has(fold(name)));
  const cells = told.length > 0 ? told : filled;
  if (cells.length === 0) return '';
  if (cells.length === 1 && row.length > 1) return cells[0]?.cell ?? '';
  const text = cells
    .map(({ cell, name }) => (name === '' ? cell : `${name}: ${cell.replace(/[;.]$/u, '')}`))
    .join('; ');
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** "(1) (2) (3)" or "A B 1 2" under the heads: names of columns for formulas, no data. */
function isColumnNumbers(row: readonly string[]): boolean {
  const cells = row.filter((cell) => cell !== '');
  if (cells.length < 3) return false;
  const numbers = cells.map((cell) => cell.replace(/[()]/gu, '').split('=')[0] ?? '');
  return numbers.every((cell, index) => cell === String(index + 1) || /^[A-Z]$/u.test(cell)) || isRising(numbers);
}

function isRising(cells: readonly string[]): boolean {
  const digits = cells.filter((cell) => !/^[A-Z]$/u.test(cell));
  return digits.length < cells.length && digits.every((cell, index) => cell === String(index + 1));
}
