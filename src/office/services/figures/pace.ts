import { Prisma, type PrismaClient } from '../../../platform/database/generated/client.ts';
import { inUnits, monthOf, type Period } from './period.ts';
import { type FigureTable, monthRows } from './table.ts';

interface Pace {
  readonly month: string;
  readonly decided: number;
  readonly median: number;
  readonly late: number;
}

/** How long communes take for a dossier: from its paper to the first word, accepted or given back (QĐ 26/2026 Đ.7 k.2). */
export async function paceFigures(client: PrismaClient, period: Period): Promise<FigureTable> {
  const rows = await client.$queryRaw<Pace[]>`
    WITH first AS (
      SELECT c.registration_id, min(c.at) AS at FROM status_change c
      WHERE c."to" IN ('accepted', 'returned') GROUP BY 1)
    SELECT ${monthOf(Prisma.sql`d.at`)} AS month, count(*)::int AS decided,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY d.day - f.received_on))::int AS median,
           count(*) FILTER (WHERE d.day > f.due_on)::int AS late
    FROM (SELECT registration_id, at, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day FROM first) d
    JOIN office_file f ON f.registration_id = d.registration_id
    WHERE f.received_on IS NOT NULL AND d.at >= ${period.from} AND d.at < ${period.to}
      AND ${inUnits(period, Prisma.sql`f.unit`)}
    GROUP BY 1`;
  return {
    id: 'pace',
    title: 'Xã trả lời hồ sơ trong bao lâu',
    note: 'Từ ngày nhận bản giấy tới khi chấp nhận hoặc trả lại lần đầu, tính bằng ngày thường.',
    of: 'Tháng',
    columns: ['Hồ sơ đã trả lời', 'Thường mất (ngày)', 'Quá hạn 15 ngày làm việc'],
    rows: monthRows((month) => {
      const row = rows.find((one) => one.month === month);
      return [row?.decided ?? 0, row?.median ?? null, row?.late ?? 0];
    }),
    drawn: 1,
  };
}
