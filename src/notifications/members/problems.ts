/** What is wrong with one row, or worth knowing, in words for the officer who sent the file. */
export interface RowProblem {
  /** Head of the column; null: the row as a whole. */
  readonly column: string | null;
  readonly text: string;
}

export interface CheckedRow {
  /** As the spreadsheet counts, from 1. */
  readonly row: number;
  readonly errors: readonly RowProblem[];
  readonly notes: readonly RowProblem[];
}

/** Collects what one row is told. */
export class RowCheck {
  readonly errors: RowProblem[] = [];
  readonly notes: RowProblem[] = [];

  error(column: string | null, text: string): null {
    this.errors.push({ column, text });
    return null;
  }

  note(column: string | null, text: string): void {
    this.notes.push({ column, text });
  }
}

export function showProblems(problems: readonly RowProblem[]): string {
  return problems.map(({ column, text }) => (column === null ? text : `${column}: ${text}`)).join('\n');
}
