import { createHash } from 'node:crypto';
import {
  readWorkbook,
  WORKBOOK_LIMITS,
  type WorkbookCell,
  type WorkbookRefusal,
} from '../../../attachments/read-workbook.ts';
import type { CheckedRow, RowProblem } from '../../../notifications/members/problems.ts';
import { readTable, type TableColumn, type TableRow } from '../../../notifications/members/read-table.ts';

/** A list that an officer sent, as far as it can be read at all. */
export type ReadImport<Id extends string> =
  | {
      readonly kind: 'table';
      readonly sheet: readonly (readonly WorkbookCell[])[];
      readonly headAt: number;
      readonly rows: readonly TableRow<Id>[];
      readonly unknown: readonly string[];
    }
  /** Vietnamese, for the officer. */
  | { readonly kind: 'problem'; readonly text: string };

const MEGABYTE = 1024 * 1024;
const REFUSALS: Readonly<Record<WorkbookRefusal, string>> = {
  empty: 'Tệp trống.',
  'too-large': `Tệp lớn quá ${WORKBOOK_LIMITS.bytes / MEGABYTE} MB. Xin chia nhỏ danh sách.`,
  'too-many-rows': `Trang tính vượt quá ${WORKBOOK_LIMITS.rows.toLocaleString('vi')} dòng hoặc ${WORKBOOK_LIMITS.columns} cột. Xin chia nhỏ danh sách hoặc xóa các ô thừa.`,
  kind: 'Đây không phải tệp Excel (.xlsx). Nếu là .xls, xin lưu lại thành .xlsx.',
  macros: 'Tệp có macro nên không được nhận. Xin lưu lại thành .xlsx không macro.',
  broken: 'Không đọc được tệp này. Xin mở bằng Excel, lưu lại rồi gửi lại.',
};

export async function readImport<Id extends string>(
  bytes: Buffer,
  columns: readonly TableColumn<Id>[],
): Promise<ReadImport<Id>> {
  const workbook = await readWorkbook(bytes);
  if (workbook.kind === 'refused') return { kind: 'problem', text: REFUSALS[workbook.why] };
  const table = readTable(workbook.rows, columns);
  if (table.kind === 'no-heads')
    return {
      kind: 'problem',
      text: `Không thấy cột ${table.missing.map((head) => `“${head}”`).join(', ')}. Xin dùng tệp mẫu.`,
    };
  if (table.rows.length === 0) return { kind: 'problem', text: 'Danh sách chưa có dòng nào.' };
  return { ...table, sheet: workbook.rows };
}

export interface ShownRow {
  readonly row: number;
  readonly errors: readonly RowProblem[];
  readonly notes: readonly RowProblem[];
}

/** What an import would do. Nothing is written unless `errors` is 0 and `problem` null. */
export interface ImportPreview {
  /** Why the file can't be read at all. */
  readonly problem: string | null;
  /** Of the file and of what it would change; an import names the one that was looked at. */
  readonly digest: string;
  /** Rows. */
  readonly counts: { readonly new: number; readonly changed: number; readonly same: number; readonly errors: number };
  /** Heads that were not understood. */
  readonly unknownHeads: readonly string[];
  /** Rows with something to tell, those with errors first; at most `MOST_SHOWN`. */
  readonly rows: readonly ShownRow[];
}

const MOST_SHOWN = 300;

export interface JudgedRow extends CheckedRow {
  readonly action: 'new' | 'changed' | 'same' | null;
}

export function previewOf(
  bytes: Buffer,
  read: ReadImport<string>,
  judged: readonly JudgedRow[],
  plan: unknown,
): ImportPreview {
  const count = (action: JudgedRow['action']) => judged.filter((row) => row.action === action).length;
  const told = judged.filter(({ errors, notes }) => errors.length + notes.length > 0);
  const shown = [...told].sort((a, b) => Math.sign(b.errors.length) - Math.sign(a.errors.length) || a.row - b.row);
  return {
    problem: read.kind === 'problem' ? read.text : null,
    digest: createHash('sha256').update(bytes).update(JSON.stringify(plan)).digest('hex'),
    counts: { new: count('new'), changed: count('changed'), same: count('same'), errors: count(null) },
    unknownHeads: read.kind === 'problem' ? [] : read.unknown,
    rows: shown.slice(0, MOST_SHOWN).map(({ row, errors, notes }) => ({ row, errors, notes })),
  };
}
