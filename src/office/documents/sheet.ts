import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import { printable } from '../../language/printable.ts';

/** What a cell is to be; `date` is an ISO date. Null: an empty cell. */
export type SheetValue =
  | { readonly text: string }
  | { readonly number: number; readonly format?: string }
  | { readonly date: string }
  | null;

export interface SheetColumn<Item> {
  readonly head: string;
  /** In characters. */
  readonly width: number;
  value(item: Item, index: number): SheetValue;
}

export interface Sheet<Item> {
  /** At most 31 characters, none of \ / * ? : [ ]. */
  readonly name: string;
  readonly columns: readonly SheetColumn<Item>[];
  readonly items: readonly Item[];
  /** Lines above the table, over its whole width. */
  readonly title?: readonly string[];
  /** Lines below the table, over the last columns: who signs. */
  readonly signature?: readonly string[];
}

const FONT = { fontFamily: 'Times New Roman', fontSize: 11 } as const;
const HEAD_COLOUR = '#e7efe9';
/** Columns that the signature spans. */
const SIGNATURE_COLUMNS = 4;

/**
 * An XLSX file of one sheet; the row of heads stays in sight. A text is a text whatever it begins with: it has the type
 * and the format "text", so `=1+1` is no formula, not even after somebody has edited the cell, and zeros in front stay.
 */
export async function writeSheet<Item>({
  name,
  columns,
  items,
  title = [],
  signature = [],
}: Sheet<Item>): Promise<Uint8Array> {
  const head: Row = columns.map((column) => ({
    ...BORDERED,
    value: column.head,
    fontWeight: 'bold',
    backgroundColor: HEAD_COLOUR,
    align: 'center',
    alignVertical: 'center',
    wrap: true,
  }));
  const rows: Row[] = [
    ...title.map((line, at) => spanning(line, columns.length, 0, at === 0)),
    head,
    ...items.map((item, index) => columns.map((column) => cellOf(column.value(item, index)))),
    ...(signature.length > 0 ? [[]] : []),
    ...signature.map((line, at) => spanning(line, columns.length, columns.length - SIGNATURE_COLUMNS, at === 0)),
  ];
  const file = writeExcelFile(
    rows,
    {
      sheet: name,
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: title.length + 1,
      orientation: 'landscape',
    },
    FONT,
  );
  return new Uint8Array(await file.toBuffer());
}

const BORDERED = { borderStyle: 'thin', borderColor: '#808080' } as const;
const PLACED = { ...BORDERED, alignVertical: 'top' } as const;

function cellOf(value: SheetValue): CellObject {
  if (value === null) return { ...PLACED };
  if ('text' in value) return { ...PLACED, type: String, value: printable(value.text), format: '@', wrap: true };
  if ('number' in value) return { ...PLACED, type: Number, value: value.number, format: value.format ?? '#,##0' };
  // The library writes the UTC day.
  return { ...PLACED, type: Date, value: new Date(`${value.date}T00:00:00Z`), format: 'dd/mm/yyyy', align: 'center' };
}

function spanning(line: string, columns: number, from: number, strong: boolean): Row {
  const cell: CellObject = {
    value: printable(line),
    type: String,
    columnSpan: columns - from,
    align: 'center',
    ...(strong ? { fontWeight: 'bold' } : {}),
  };
  return [...Array.from({ length: from }, () => null), cell, ...Array.from({ length: columns - from - 1 }, () => null)];
}
