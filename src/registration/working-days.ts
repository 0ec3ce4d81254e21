import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { addDays } from '../language/calendar.ts';

const isoDate = z.iso.date();
const schema = z.strictObject({
  note: z.string(),
  years: z.array(
    z.strictObject({
      year: z.number().int(),
      /** "dự kiến" until the year's official notice. */
      source: z.string().min(1),
      days: z.array(z.strictObject({ from: isoDate, to: isoDate, name: z.string().min(1) })),
      /** Saturdays worked in exchange for a day off. */
      worked: z.array(isoDate),
    }),
  ),
});

/** Days on which offices are closed beside Saturdays and Sundays, and Saturdays on which they are open. */
export interface WorkingCalendar {
  readonly closed: ReadonlyMap<string, string>;
  readonly worked: ReadonlySet<string>;
  /** First and last year that the data speaks of. */
  readonly years: readonly [number, number];
  /** Years whose days off are expected, not announced. */
  readonly expected: ReadonlySet<number>;
}

export function readCalendar(data: unknown): WorkingCalendar {
  const { years } = schema.parse(data);
  const closed = new Map<string, string>();
  for (const { days } of years) {
    for (const { from, to, name } of days) {
      for (let day = from; day <= to; day = addDays(day, 1)) closed.set(day, name);
    }
  }
  const numbers = years.map(({ year }) => year);
  return {
    closed,
    worked: new Set(years.flatMap(({ worked }) => worked)),
    years: [Math.min(...numbers), Math.max(...numbers)],
    expected: new Set(years.filter(({ source }) => source === 'dự kiến').map(({ year }) => year)),
  };
}

/** Viet Nam's state offices: `data/holidays.json`. */
export const OFFICE_CALENDAR = readCalendar(
  JSON.parse(readFileSync(new URL('./data/holidays.json', import.meta.url), 'utf8')),
);

/** Years outside the data have Saturdays and Sundays off only; the caller can tell by `calendar.years`. */
export function isWorkingDay(iso: string, calendar: WorkingCalendar = OFFICE_CALENDAR): boolean {
  if (calendar.closed.has(iso)) return false;
  if (calendar.worked.has(iso)) return true;
  const weekday = new Date(`${iso}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The last of `days` working days after `iso`; the day itself does not count (Bộ luật Dân sự 2015 Đ.147 k.2).
 * @throws RangeError for a negative number of days.
 */
export function addWorkingDays(iso: string, days: number, calendar: WorkingCalendar = OFFICE_CALENDAR): string {
  if (days < 0) throw new RangeError(`${days} working days`);
  let day = iso;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and with `to`; negative when `to` lies before. */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar = OFFICE_CALENDAR): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

/** What the commune has from the day the paper dossier came (QĐ 26/2026 Đ.7 k.2). */
export const COMMUNE_WORKING_DAYS = 15;
const SOON = 3;

export type DeadlineLevel = 'in-time' | 'soon' | 'overdue';

/** `soon`: three working days or fewer are left. On the last day itself none is left and it is not overdue. */
export function deadlineLevel(
  dueOn: string,
  today: string,
  calendar: WorkingCalendar = OFFICE_CALENDAR,
): { level: DeadlineLevel; left: number } {
  const left = workingDaysBetween(today, dueOn, calendar);
  const level = today > dueOn ? 'overdue' : left <= SOON ? 'soon' : 'in-time';
  return { level, left };
}
