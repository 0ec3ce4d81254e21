import { fold } from '../../language/fold.ts';

export type Cell = string | number | null;

/** A column that an import knows, by any of its names, without marks, case and signs. */
export interface TableColumn<Id extends string> {
  readonly id: Id;
  /** As in the template. */
  readonly head: string;
  readonly aliases: readonly string[];
  readonly required: boolean;
}

export interface TableRow<Id extends string> {
  /** As the spreadsheet counts, from 1. */
  readonly number: number;
  readonly cells: Readonly<Partial<Record<Id, string | number>>>;
}

export type Table<Id extends string> =
  | {
      readonly kind: 'table';
      /** Row of the heads, from 0. */
      readonly headAt: number;
      readonly rows: readonly TableRow<Id>[];
      /** Heads that say nothing to us; what stands below them is not looked at. */
      readonly unknown: readonly string[];
    }
  /** `missing`: heads that must be there. */
  | { readonly kind: 'no-heads'; readonly missing: readonly string[] };

/** Titles, the emblem and notes may stand above the table. */
const SEARCHED_ROWS = 15;

/**
 * The table in a sheet: the row with the most known heads, in any order, and the rows below that are not empty. Of two
 * columns with the same meaning the first counts.
 */
export function readTable<Id extends string>(
  sheet: readonly (readonly Cell[])[],
  columns: readonly TableColumn<Id>[],
): Table<Id> {
  const names = new Map(columns.flatMap(({ id, head, aliases }) => [head, ...aliases].map((name) => [key(name), id])));
  const found = sheet.slice(0, SEARCHED_ROWS).map((row) => headsOf(row, names));
  const most = Math.max(0, ...found.map(({ size }) => size));
  const headAt = found.findIndex(({ size }) => size === most);
  const heads = found[headAt];
  const missing = columns.filter(({ id, required }) => required && !(heads && [...heads.values()].includes(id)));
  if (!heads || most === 0 || missing.length > 0) return { kind: 'no-heads', missing: missing.map(({ head }) => head) };
  const rows = sheet
    .slice(headAt + 1)
    .map((row, index) => ({ number: headAt + 2 + index, cells: cellsOf(row, heads) }));
  const unknown = (sheet[headAt] ?? []).filter((cell, at) => cell !== null && key(cell) !== '' && !heads.has(at));
  return {
    kind: 'table',
    headAt,
    rows: rows.filter(({ cells }) => Object.keys(cells).length > 0),
    unknown: unknown.map(String).filter((head) => !isNumbering(head)),
  };
}

/** Position of each known head. */
function headsOf<Id>(row: readonly Cell[], names: ReadonlyMap<string, Id>): Map<number, Id> {
  const heads = new Map<number, Id>();
  row.forEach((cell, at) => {
    const id = cell === null ? undefined : names.get(key(cell));
    if (id !== undefined && ![...heads.values()].includes(id)) heads.set(at, id);
  });
  return heads;
}

function cellsOf<Id extends string>(row: readonly Cell[], heads: ReadonlyMap<number, Id>) {
  const cells: Partial<Record<Id, string | number>> = {};
  for (const [at, id] of heads) {
    const cell = row[at] ?? null;
    if (cell !== null && cell !== '') cells[id] = cell;
  }
  return cells;
}

const isNumbering = (head: string) => /^(stt|tt|so tt|so thu tu)$/.test(key(head));

/** "Xã/phường (nơi sản xuất)" → "xa phuong": what stands in brackets explains. */
function key(head: Cell): string {
  return fold(String(head ?? ''))
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
