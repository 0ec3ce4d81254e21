import type { PrismaClient } from '../../../platform/database/generated/client.ts';
import { Prisma } from '../../../platform/database/generated/client.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { type Office, permit } from '../office.ts';
import { inUnits, type Period } from './period.ts';

/** What a year is measured by. A target is the province's; what was reached is of the communes looked at. */
export const MEASURES = {
  sent: 'Phiếu đăng ký gửi tới',
  forwarded: 'Hồ sơ xã đề nghị tỉnh đánh giá',
  recognised: 'Sản phẩm đạt từ 3 sao',
  'four-stars': 'Trong đó đạt từ 4 sao',
  events: 'Sự kiện đã mở',
  attended: 'Lượt chủ thể dự sự kiện',
} as const;
export type Measure = keyof typeof MEASURES;
export const MEASURE_IDS = Object.keys(MEASURES) as Measure[];

export interface YearLine {
  readonly measure: Measure;
  readonly name: string;
  readonly reached: number;
  /** Null: the province has set none. */
  readonly target: number | null;
}

/** The figures of the yearly report beside the year's targets. */
export async function yearLines(client: PrismaClient, period: Period): Promise<YearLine[]> {
  const targets = await client.yearTarget.findMany({ where: { year: period.year } });
  const reached = await reachedIn(client, period);
  return MEASURE_IDS.map((measure) => ({
    measure,
    name: MEASURES[measure],
    reached: reached[measure],
    target: targets.find((one) => one.measure === measure)?.value ?? null,
  }));
}

async function reachedIn(client: PrismaClient, period: Period): Promise<Readonly<Record<Measure, number>>> {
  const { from, to } = period;
  const scope = inUnits(period, Prisma.sql`f.unit`);
  const [files] = await client.$queryRaw<Record<'sent' | 'forwarded' | 'recognised' | 'four', number>[]>`
    SELECT
      (SELECT count(DISTINCT c.registration_id)::int FROM status_change c
        JOIN office_file f ON f.registration_id = c.registration_id
        WHERE c."to" = 'submitted' AND c.at >= ${from} AND c.at < ${to} AND ${scope}) AS sent,
      (SELECT count(DISTINCT c.registration_id)::int FROM status_change c
        JOIN office_file f ON f.registration_id = c.registration_id
        WHERE c."to" = 'forwarded' AND c.at >= ${from} AND c.at < ${to} AND ${scope}) AS forwarded,
      (SELECT count(*)::int FROM evaluation_result r JOIN office_file f ON f.registration_id = r.registration_id
        WHERE r.stars >= 3 AND r.at >= ${from} AND r.at < ${to} AND ${scope}) AS recognised,
      (SELECT count(*)::int FROM evaluation_result r JOIN office_file f ON f.registration_id = r.registration_id
        WHERE r.stars >= 4 AND r.at >= ${from} AND r.at < ${to} AND ${scope}) AS four`;
  const ofUnits = inUnits(period, Prisma.sql`e.unit`);
  const [open] = await client.$queryRaw<Record<'events' | 'attended', number>[]>`
    SELECT count(DISTINCT e.id)::int AS events, count(a.checked_in_at)::int AS attended
    FROM event e LEFT JOIN event_reply a ON a.event_id = e.id
    WHERE e.status = 'published' AND e.starts_at >= ${from} AND e.starts_at < ${to} AND ${ofUnits}`;
  return {
    sent: files?.sent ?? 0,
    forwarded: files?.forwarded ?? 0,
    recognised: files?.recognised ?? 0,
    'four-stars': files?.four ?? 0,
    events: open?.events ?? 0,
    attended: open?.attended ?? 0,
  };
}

/** Sets or, with null, takes back what the province means to reach. */
export async function setTargets(
  office: Office,
  officer: Officer,
  { year, targets }: { readonly year: number; readonly targets: Readonly<Record<Measure, number | null>> },
): Promise<void> {
  permit(officer, 'target.change');
  const at = office.now();
  await office.client.$transaction(async (tx) => {
    for (const measure of MEASURE_IDS) {
      const value = targets[measure];
      const key = { year_measure: { year, measure } };
      if (value === null) await tx.yearTarget.deleteMany({ where: { year, measure } });
      else {
        const row = { value, by: officer.id, at };
        await tx.yearTarget.upsert({ where: key, create: { year, measure, ...row }, update: row });
      }
    }
    await recordAudit(tx, { who: officer.id, what: 'target.change', at });
  });
}
