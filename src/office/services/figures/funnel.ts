import { Prisma, type PrismaClient } from '../../../platform/database/generated/client.ts';
import { FORM, fieldLabel } from '../../../registration/form.ts';
import type { Period } from './period.ts';
import type { FigureTable } from './table.ts';

interface Reached {
  readonly field: string;
  readonly answered: number;
  readonly stopped: number;
}

/** How many got as far as each question of the form, and where those who have not sent it stand. Counts only. */
export async function formFunnel(client: PrismaClient, period: Period): Promise<FigureTable> {
  const chosen = chosenForms(period);
  const [reached, totals] = await Promise.all([
    client.$queryRaw<Reached[]>`
      WITH chosen AS (${chosen}), answered AS (
        SELECT e.registration_id, e.field, max(e.seq) AS seq
        FROM answer_entry e JOIN chosen c ON c.id = e.registration_id GROUP BY 1, 2
      ), newest AS (
        SELECT a.registration_id, max(a.seq) AS seq
        FROM answered a JOIN chosen c ON c.id = a.registration_id WHERE NOT c.sent GROUP BY 1)
      SELECT a.field, count(*)::int AS answered, count(n.seq)::int AS stopped
      FROM answered a LEFT JOIN newest n ON n.registration_id = a.registration_id AND n.seq = a.seq
      GROUP BY 1`,
    client.$queryRaw<{ begun: number; sent: number }[]>`
      WITH chosen AS (${chosen})
      SELECT count(*)::int AS begun, count(*) FILTER (WHERE sent)::int AS sent FROM chosen`,
  ]);
  const [{ begun, sent } = { begun: 0, sent: 0 }] = totals;
  return {
    id: 'funnel',
    title: 'Bà con dừng ở câu nào của phiếu',
    note: `Trong ${begun} phiếu bắt đầu trong năm, ${sent} phiếu đã gửi. “Dừng sau câu này”: phiếu chưa gửi mà câu này là câu trả lời gần nhất.`,
    of: 'Câu hỏi',
    columns: ['Đã trả lời', 'Dừng sau câu này', 'Tỷ lệ dừng (%)'],
    rows: FORM.fields.map(({ id }) => {
      const { answered, stopped } = reached.find(({ field }) => field === id) ?? { answered: 0, stopped: 0 };
      const share = answered === 0 ? null : Math.round((stopped / answered) * 100);
      return { name: fieldLabel(id), values: [answered, stopped, share] };
    }),
    drawn: 1,
  };
}

/** Forms that people began themselves. A draft's commune is what it says of it so far. */
function chosenForms({ from, to, units }: Period): Prisma.Sql {
  const here =
    units === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`EXISTS (
          SELECT 1 FROM answer_entry u WHERE u.registration_id = r.id AND u.field = 'applicant.unit'
          AND u.value #>> '{}' = ANY(${[...units]}))`;
  return Prisma.sql`
    SELECT r.id, r.submitted_at IS NOT NULL AS sent FROM registration r
    LEFT JOIN office_file f ON f.registration_id = r.id
    WHERE r.created_at >= ${from} AND r.created_at < ${to} AND f.filled_by_office IS NOT TRUE AND ${here}`;
}
