import { writeSheet } from '../../src/office/documents/sheet.ts';

/** An XLSX file of these rows below these heads, as an office types it: texts and numbers. */
export async function workbookOf(
  heads: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  title: readonly string[] = [],
): Promise<Buffer> {
  const columns = heads.map((head, at) => ({
    head,
    width: 20,
    value(row: readonly (string | number | null)[]) {
      const cell = row[at] ?? null;
      if (cell === null) return null;
      return typeof cell === 'number' ? { number: cell } : { text: cell };
    },
  }));
  return Buffer.from(await writeSheet({ name: 'Danh sách', columns, items: rows, title }));
}
