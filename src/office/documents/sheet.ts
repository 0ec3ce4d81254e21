import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import { printable } from '../../language/printable.ts';

export const NUMBER_FORMATS = ['#,##0', '0.##', '#,##0.###', 'General'] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/** What a cell is to be; `date` is an ISO date. Null: an empty cell. */
export type SheetValue =
  | { readonly text: string }
  | { readonly number: number; readonly format?: NumberFormat }
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
  /** Printed so that all columns come on one A4 page's width. */
  readonly fitWidth?: boolean;
}

const FONT = { fontFamily: 'Times New Roman', fontSize: 11 } as const;
const HEAD_COLOUR = '#e7efe9';
/** Columns that the signature spans. */
const SIGNATURE_COLUMNS = 4;
/** Points a line of text; a row grows with its longest text, up to so many lines (it can be pulled open). */
const LINE_HEIGHT = 15;
const MOST_LINES = 8;
/** Bold words fill so much of a column sooner. */
const BOLD = 0.6;

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
  fitWidth = false,
}: Sheet<Item>): Promise<Uint8Array> {
  const height = headHeight(columns);
  const head: Row = columns.map((column) => ({
    ...BORDERED,
    height,
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
    ...items.map((item, index) => rowOf(columns, item, index)),
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
    { ...FONT, features: fitWidth ? [ONE_PAGE_WIDE] : [] },
  );
  return new Uint8Array(await file.toBuffer());
}

const BORDERED = { borderStyle: 'thin', borderColor: '#808080' } as const;
const PLACED = { ...BORDERED, alignVertical: 'top' } as const;

function rowOf<Item>(columns: readonly SheetColumn<Item>[], item: Item, index: number): Row {
  const values = columns.map((column) => column.value(item, index));
  const height = rowHeight(columns, values);
  return values.map((value) => ({ ...cellOf(value), height }));
}

type Widths = readonly Pick<SheetColumn<never>, 'head' | 'width'>[];

/** Points. */
export function headHeight(columns: Widths): number {
  return Math.max(...columns.map(({ head, width }) => linesOf(head, width * BOLD))) * LINE_HEIGHT;
}

/** Not every program grows a row to its text, so the height is given. Points. */
export function rowHeight(columns: Widths, values: readonly SheetValue[]): number {
  const lines = values.map((value, at) =>
    value && 'text' in value ? linesOf(value.text, columns[at]?.width ?? 1) : 1,
  );
  return Math.min(Math.max(...lines), MOST_LINES) * LINE_HEIGHT;
}

function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

const ONE_PAGE_WIDE = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string) =>
          xml
            .replace('<sheetViews', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews')
            .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" '),
      },
    },
  },
};

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
