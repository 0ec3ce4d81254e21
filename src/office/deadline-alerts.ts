import { dateInVietNam } from '../language/calendar.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';
import { alertHorizon, CLOCK_RUNS } from './deadlines.ts';
import { dateColumn } from './services/office.ts';

/** One way to the office. False: it did not arrive. Never throws. */
type AlertWay = (alert: { readonly id: string; readonly text: string }) => Promise<boolean>;

export interface DeadlineAlerts {
  readonly client: PrismaClient;
  readonly ways: readonly AlertWay[];
  /** As people open it; null: not known. */
  readonly publicUrl: string | null;
  readonly log: { warn(fields: object, message: string): void };
}

/** Nobody is written to at night. Hours in Viet Nam. */
const DAY = { from: 7, to: 21 };
const NAMED = 10;
const VIET_NAM_MS = 7 * 3_600_000;

/**
 * Tells the office once of every paper dossier whose 15 working days (QĐ 26/2026 Đ.7 k.2) are over in three or fewer, all that
 * come near in one message, by each way that is set; with none, in the log. Our numbers and days are in it, no names.
 */
export async function alertDeadlines({ client, ways, publicUrl, log }: DeadlineAlerts, now: Date): Promise<void> {
  const hour = new Date(now.getTime() + VIET_NAM_MS).getUTCHours();
  if (hour < DAY.from || hour >= DAY.to) return;
  const due = await client.officeFile.findMany({
    where: {
      alertedAt: null,
      dueOn: { lte: dateColumn(alertHorizon(dateInVietNam(now.toISOString()))) },
      registration: { status: { in: [...CLOCK_RUNS] } },
    },
    select: { registrationId: true, dueOn: true, unit: true, registration: { select: { reference: true } } },
    orderBy: { dueOn: 'asc' },
  });
  const mine: typeof due = [];
  for (const one of due) if (await claim(client, one.registrationId, now)) mine.push(one);
  if (mine.length === 0) return;
  log.warn(
    { dossiers: mine.map(({ registrationId, unit }) => ({ registrationId, unit })) },
    'days of the commune run out',
  );
  if (ways.length === 0) return;
  const lines = mine
    .slice(0, NAMED)
    .map(({ registration, dueOn }) => `${registration.reference}: hạn ${shownDay(dueOn)}`);
  const more = mine.length > NAMED ? ` và ${mine.length - NAMED} hồ sơ khác` : '';
  const where = publicUrl === null ? '' : ` Xem tại ${publicUrl.replace(/\/+$/, '')}.`;
  const text = `Trợ lý OCOP: hồ sơ sắp hết 15 ngày làm việc ở xã: ${lines.join('; ')}${more}.${where}`;
  const arrived = await Promise.all(ways.map((way) => way({ id: `deadlines:${mine[0]?.registrationId}`, text })));
  if (arrived.includes(true)) return;
  // Nobody could be told: the next round tries again.
  const ids = mine.map(({ registrationId }) => registrationId);
  await client.officeFile.updateMany({ where: { registrationId: { in: ids } }, data: { alertedAt: null } });
}

/** True for the one process that tells of it. */
async function claim(client: PrismaClient, registrationId: string, now: Date): Promise<boolean> {
  const { count } = await client.officeFile.updateMany({
    where: { registrationId, alertedAt: null },
    data: { alertedAt: now },
  });
  return count === 1;
}

function shownDay(day: Date | null): string {
  return day?.toISOString().slice(0, 10).split('-').reverse().join('/') ?? '';
}
