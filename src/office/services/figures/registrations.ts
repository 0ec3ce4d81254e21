import { unitByCode, unitTitle } from '../../../language/places.ts';
import { Prisma, type PrismaClient } from '../../../platform/database/generated/client.ts';
import { inUnits, monthOf, type Period } from './period.ts';
import { type FigureTable, monthRows } from './table.ts';

const STEPS = ['submitted', 'returned', 'accepted', 'forwarded', 'withdrawn'] as const;
const COLUMNS = ['Phiếu gửi tới', 'Trả lại bổ sung', 'Xã chấp nhận', 'Gửi lên tỉnh', 'Dừng', 'Đạt từ 3 sao'];

/** Each thing that happened counts in its month: a dossier sent twice was sent twice. */
export async function figuresByMonth(client: PrismaClient, period: Period): Promise<FigureTable> {
  const rows = await happenings(client, period, monthOf(Prisma.sql`c.at`), monthOf(Prisma.sql`r.at`));
  return {
    id: 'months',
    title: 'Hồ sơ theo tháng',
    note: 'Tính theo lúc việc xảy ra; một phiếu gửi lại sau khi bổ sung tính thêm một lần gửi.',
    of: 'Tháng',
    columns: COLUMNS,
    rows: monthRows((month) => valuesOf(rows, month)),
    drawn: 0,
  };
}

/** Communes where anything happened, the busiest first. */
export async function figuresByUnit(client: PrismaClient, period: Period): Promise<FigureTable> {
  const rows = await happenings(client, period, Prisma.sql`f.unit`, Prisma.sql`f.unit`);
  const units = [...new Set(rows.map(({ key }) => key))];
  const shown = units.map((code) => ({ name: nameOf(code), values: valuesOf(rows, code) }));
  return {
    id: 'units',
    title: 'Hồ sơ theo xã, phường',
    note: null,
    of: 'Xã, phường',
    columns: COLUMNS,
    rows: shown.sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0) || a.name.localeCompare(b.name, 'vi')),
    drawn: null,
  };
}

function nameOf(code: string): string {
  const unit = unitByCode(code);
  return unit ? unitTitle(unit) : code || 'Chưa rõ xã';
}

interface Happening {
  readonly key: string;
  readonly what: string;
  readonly count: number;
}

function happenings(
  client: PrismaClient,
  period: Period,
  ofChange: Prisma.Sql,
  ofResult: Prisma.Sql,
): Promise<Happening[]> {
  const { from, to } = period;
  const scope = inUnits(period, Prisma.sql`f.unit`);
  return client.$queryRaw<Happening[]>`
    SELECT ${ofChange} AS key, c."to"::text AS what, count(*)::int AS count
    FROM status_change c JOIN office_file f ON f.registration_id = c.registration_id
    WHERE c.at >= ${from} AND c.at < ${to} AND ${scope}
    GROUP BY 1, 2
    UNION ALL
    SELECT ${ofResult}, 'recognised', count(*)::int
    FROM evaluation_result r JOIN office_file f ON f.registration_id = r.registration_id
    WHERE r.at >= ${from} AND r.at < ${to} AND r.stars >= 3 AND ${scope}
    GROUP BY 1, 2`;
}

function valuesOf(rows: readonly Happening[], key: string): number[] {
  const count = (what: string) => rows.find((row) => row.key === key && row.what === what)?.count ?? 0;
  return [...STEPS, 'recognised'].map(count);
}
