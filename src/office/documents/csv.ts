/** What a spreadsheet may read as a formula; also behind what an Excel of another language takes as the end of a cell. */
const FORMULA = /(^|[;\t\r\n])(?=\s*[=+\-@＝＋－＠])/g;

/**
 * RFC 4180 with a byte order mark, so that Excel reads Vietnamese. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it.
 */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const lines = rows.map((cells) => cells.map(cellOf).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

export const CSV = 'text/csv; charset=utf-8';

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replace(FORMULA, "$1'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
