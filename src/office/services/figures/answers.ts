import { questionCounts } from '../../../knowledge/store/question-counts.ts';
import { Prisma, type PrismaClient } from '../../../platform/database/generated/client.ts';
import { inUnits, monthOf, type Period } from './period.ts';
import { type FigureTable, monthRows } from './table.ts';

/** Questions to the assistant. They are linked to nobody, so they are the province's as a whole. */
export async function questionFigures(client: PrismaClient, { year }: Period): Promise<FigureTable> {
  const counts = await questionCounts(client, year);
  return {
    id: 'questions',
    title: 'Câu hỏi với trợ lý, toàn tỉnh',
    note: 'Không ghi ai hỏi nên không chia được theo xã.',
    of: 'Tháng',
    columns: ['Trả lời được', 'Từ chối', 'Hỏi lại cho rõ', 'Tỷ lệ từ chối (%)'],
    rows: monthRows((month) => {
      const { answer, refusal, clarify } = counts.get(`${year}-${month}`) ?? { answer: 0, refusal: 0, clarify: 0 };
      const all = answer + refusal + clarify;
      return [answer, refusal, clarify, all === 0 ? null : Math.round((refusal / all) * 100)];
    }),
    drawn: 0,
  };
}

interface Waited {
  readonly month: string;
  readonly asked: number;
  readonly taken: number;
  readonly median: number | null;
  readonly slow: number | null;
}

/** How long people waited for an officer: from the asking to the taking, nights and days off included. */
export async function answerFigures(client: PrismaClient, period: Period): Promise<FigureTable> {
  const minutes = Prisma.sql`extract(epoch FROM (h.claimed_at - h.created_at)) / 60`;
  const rows = await client.$queryRaw<Waited[]>`
    SELECT ${monthOf(Prisma.sql`h.created_at`)} AS month, count(*)::int AS asked, count(h.claimed_at)::int AS taken,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${minutes}))::int AS median,
           round(percentile_cont(0.9) WITHIN GROUP (ORDER BY ${minutes}))::int AS slow
    FROM handoff_request h
    WHERE h.created_at >= ${period.from} AND h.created_at < ${period.to} AND ${inUnits(period, Prisma.sql`h.unit`)}
    GROUP BY 1`;
  return {
    id: 'answers',
    title: 'Người gặp cán bộ',
    note: 'Thời gian chờ tính bằng phút, kể cả ngoài giờ. Chín trong mười người chờ không quá cột cuối.',
    of: 'Tháng',
    columns: ['Xin gặp', 'Cán bộ đã nhận', 'Chờ thường gặp (phút)', 'Chờ lâu (phút)'],
    rows: monthRows((month) => {
      const row = rows.find((one) => one.month === month);
      return [row?.asked ?? 0, row?.taken ?? 0, row?.median ?? null, row?.slow ?? null];
    }),
    drawn: 2,
  };
}
