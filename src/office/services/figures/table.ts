/** Figures as they are shown, drawn and taken away. */
export interface FigureTable {
  readonly id: FigureId;
  readonly title: string;
  /** How to read it; Vietnamese. */
  readonly note: string | null;
  /** Of the rows' names. */
  readonly of: string;
  readonly columns: readonly string[];
  readonly rows: readonly FigureRow[];
  /** Place of the column that is drawn; null: none. */
  readonly drawn: number | null;
}

export interface FigureRow {
  readonly name: string;
  /** One a column; null: there is nothing to count. */
  readonly values: readonly (number | null)[];
}

export const FIGURE_IDS = [
  'months',
  'units',
  'pace',
  'funnel',
  'questions',
  'answers',
  'deliveries',
  'reasons',
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

export const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));

/** A row a month of the year. */
export function monthRows(values: (month: string) => readonly (number | null)[]): FigureRow[] {
  return MONTHS.map((month) => ({
    name: `Tháng ${Number(month)}`,

    values: values(month),
  }));
}
