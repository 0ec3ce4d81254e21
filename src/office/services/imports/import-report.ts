import { showProblems } from '../../../notifications/members/problems.ts';
import { type SheetColumn, type SheetValue, writeSheet } from '../../documents/sheet.ts';
import { XLSX } from '../../documents/types.ts';
import type { MadeFile } from '../documents.ts';
import type { JudgedRow, ReadImport } from './read-import.ts';

type Cells = ReadonlyArray<string | number | null>;
interface ReportRow {
  readonly cells: Cells;
  readonly judged: JudgedRow | undefined;
}

/** The list as it was sent, with what is wrong and what is worth knowing beside each row. */
export async function importReport(read: ReadImport<string>, judged: readonly JudgedRow[]): Promise<MadeFile> {
  return { name: 'bao-cao-nhap-danh-sach.xlsx', mime: XLSX, bytes: await bytesOf(read, judged) };
}

function bytesOf(read: ReadImport<string>, judged: readonly JudgedRow[]): Promise<Uint8Array> {
  if (read.kind === 'problem') {
    const columns = [{ head: 'Lỗi', width: 80, value: (text: string): SheetValue => ({ text }) }];
    return writeSheet({ name: 'Báo cáo', columns, items: [read.text] });
  }
  const byRow = new Map(judged.map((one) => [one.row, one]));
  const items = read.rows.map(({ number }) => ({ cells: read.sheet[number - 1] ?? [], judged: byRow.get(number) }));
  const own = (read.sheet[read.headAt] ?? []).map(
    (head, at): SheetColumn<ReportRow> => ({
      head: String(head ?? ''),
      width: 20,
      value: ({ cells }) => plain(cells[at] ?? null),
    }),
  );
  const told: SheetColumn<ReportRow>[] = [
    { head: 'Lỗi', width: 50, value: ({ judged: row }) => textOf(showProblems(row?.errors ?? [])) },
    { head: 'Lưu ý', width: 50, value: ({ judged: row }) => textOf(showProblems(row?.notes ?? [])) },
  ];
  return writeSheet({ name: 'Báo cáo', columns: [...own, ...told], items });
}

const textOf = (text: string): SheetValue => (text === '' ? null : { text });

function plain(cell: string | number | null): SheetValue {
  if (cell === null) return null;
  return typeof cell === 'number' ? { number: cell, format: 'General' } : { text: cell };
}
