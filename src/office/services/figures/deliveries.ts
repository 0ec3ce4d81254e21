import { reasonText } from '../../../notifications/policy/reasons.ts';
import { Prisma, type PrismaClient } from '../../../platform/database/generated/client.ts';
import { monthOf, type Period } from './period.ts';
import { type FigureTable, monthRows } from './table.ts';

const ARRIVED = ['sent', 'delivered', 'read'];
const NOT_SENT = ['skipped', 'failed', 'cancelled'];

/** Notices by month and what became of them. */
export async function deliveryFigures(client: PrismaClient, period: Period): Promise<FigureTable> {
  const rows = await client.$queryRaw<{ month: string; status: string; count: number; cost: number }[]>`
    SELECT ${monthOf(Prisma.sql`d.not_before`)} AS month, d.status::text AS status, count(*)::int AS count,
           coalesce(sum(d.cost), 0)::int AS cost
    FROM delivery d WHERE ${chosen(period)} GROUP BY 1, 2`;
  return {
    id: 'deliveries',
    title: 'Thông báo theo tháng',
    note: 'Đã gửi gồm cả đã tới máy và đã xem.',
    of: 'Tháng',
    columns: ['Đã gửi', 'Đã xem', 'Cần gọi điện', 'Không gửi', 'Không rõ đã tới chưa', 'Tiền tin (đồng)'],
    rows: monthRows((month) => {
      const own = rows.filter((row) => row.month === month);
      const count = (...statuses: string[]) =>
        own.filter(({ status }) => statuses.includes(status)).reduce((sum, row) => sum + row.count, 0);
      const cost = own.reduce((sum, row) => sum + row.cost, 0);
      return [count(...ARRIVED), count('read'), count('callList'), count(...NOT_SENT), count('uncertain'), cost];
    }),
    drawn: 0,
  };
}

/** Why notices were not sent, or were left to a call; the most frequent reason first. */
export async function reasonFigures(client: PrismaClient, period: Period): Promise<FigureTable> {
  const rows = await client.$queryRaw<{ reason: string; skipped: number; calls: number }[]>`
    SELECT d.reason, count(*) FILTER (WHERE d.status <> 'call_list')::int AS skipped,
           count(*) FILTER (WHERE d.status = 'call_list')::int AS calls
    FROM delivery d
    WHERE d.reason IS NOT NULL AND d.status IN ('skipped', 'failed', 'cancelled', 'call_list', 'uncertain')
      AND ${chosen(period)}
    GROUP BY 1 ORDER BY count(*) DESC, 1`;
  return {
    id: 'reasons',
    title: 'Vì sao thông báo không gửi',
    note: null,
    of: 'Lý do',
    columns: ['Không gửi', 'Cần gọi điện'],
    rows: rows.map(({ reason, skipped, calls }) => ({
      name: reasonText(reason),
      values: [skipped, calls],
    })),
    drawn: null,
  };
}

/** A notice belongs to a commune by its member, or by a file of its person there. */
function chosen({ from, to, units }: Period): Prisma.Sql {
  const within = Prisma.sql`d.not_before >= ${from} AND d.not_before < ${to}`;
  if (units === null) return within;
  return Prisma.sql`${within} AND (
    EXISTS (SELECT 1 FROM member m WHERE m.id = d.member_id AND m.unit = ANY(${[...units]}))
    OR EXISTS (
      SELECT 1 FROM registration r JOIN office_file f ON f.registration_id = r.id
      WHERE r.person_id = d.person_id AND f.unit = ANY(${[...units]})))`;
}
