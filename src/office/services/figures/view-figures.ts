import { CSV, writeCsv } from '../../documents/csv.ts';
import type { Officer } from '../../roles.ts';
import type { MadeFile } from '../documents.ts';
import { type Office, permit } from '../office.ts';
import { answerFigures, questionFigures } from './answers.ts';
import { deliveryFigures, reasonFigures } from './deliveries.ts';
import { formFunnel } from './funnel.ts';
import { paceFigures } from './pace.ts';
import { type FiguresQuery, type Period, periodOf } from './period.ts';
import { figuresByMonth, figuresByUnit } from './registrations.ts';
import type { FigureId, FigureTable } from './table.ts';
import { type YearLine, yearLines } from './targets.ts';

const TABLES: Readonly<Record<FigureId, (client: Office['client'], period: Period) => Promise<FigureTable>>> = {
  months: figuresByMonth,
  units: figuresByUnit,
  pace: paceFigures,
  funnel: formFunnel,
  questions: questionFigures,
  answers: answerFigures,
  deliveries: deliveryFigures,
  reasons: reasonFigures,
};

export interface Figures {
  readonly year: readonly YearLine[];
  readonly tables: readonly FigureTable[];
}

/**
 * A year in counts, of the communes that the officer sees. Nobody can be told from them, so nothing is logged. Counting a
 * year of a large province takes a while, so tables are as of some minutes ago.
 */
export async function viewFigures(office: Office, officer: Officer, query: FiguresQuery): Promise<Figures> {
  permit(officer, 'figures.view');
  const period = periodOf(officer, query);
  const [year, tables] = await Promise.all([yearLines(office.client, period), recentTables(office, period)]);
  return { year, tables };
}

const RECENT_MS = 5 * 60_000;

interface Counted {
  readonly at: number;
  readonly tables: Promise<readonly FigureTable[]>;
}

/** By database, then by what was counted. */
const counted = new WeakMap<Office['client'], Map<string, Counted>>();

function recentTables({ client, now }: Office, period: Period): Promise<readonly FigureTable[]> {
  const of = counted.get(client) ?? new Map<string, Counted>();
  counted.set(client, of);
  const at = now().getTime();
  for (const [key, one] of of) if (Math.abs(at - one.at) > RECENT_MS) of.delete(key);
  const key = JSON.stringify([period.year, period.units]);
  const known = of.get(key);
  if (known) return known.tables;
  const tables = Promise.all(Object.values(TABLES).map((read) => read(client, period)));
  // What could not be counted is counted anew at the next look.
  tables.catch(() => of.delete(key));
  of.set(key, { at, tables });
  return tables;
}

/** One table, or the yearly report's lines, as a CSV file. */
export async function exportFigures(
  office: Office,
  officer: Officer,
  { table, ...query }: FiguresQuery & { readonly table: FigureId | 'year' },
): Promise<MadeFile> {
  permit(officer, 'figures.view');
  const period = periodOf(officer, query);
  const name = `so-lieu-${table}-${query.year}${query.unit ? `-${query.unit}` : ''}.csv`;
  if (table === 'year') {
    const lines = await yearLines(office.client, period);
    const rows = lines.map(({ name: measure, reached, target }) => [measure, reached, target]);
    return { name, mime: CSV, bytes: writeCsv([['Chỉ tiêu', 'Đã đạt', 'Chỉ tiêu năm'], ...rows]) };
  }
  const { of, columns, rows } = await TABLES[table](office.client, period);
  return {
    name,
    mime: CSV,
    bytes: writeCsv([[of, ...columns], ...rows.map((row) => [row.name, ...row.values])]),
  };
}
