import { isWorkingDay } from '../registration/working-days.ts';

/** When somebody is there, on working days: minutes of the day in Viet Nam, in order, e.g. `[[450, 690], [810, 1020]]`. */
export type Hours = readonly (readonly [from: number, to: number])[];

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** UTC+7, no summer time. */
const ZONE_MINUTES = 7 * 60;
/** Longer than any row of days off. */
const LONGEST_REST_DAYS = 31;

/** "07:30-11:30, 13:30-17:00"; null when it is not that, or not in order. */
export function readHours(text: string): Hours | null {
  const spans = text.split(',').map((part) => /^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$/u.exec(part));
  const hours: [number, number][] = [];
  let after = 0;
  for (const span of spans) {
    if (!span) return null;
    const [from, to] = [minuteOf(span[1], span[2]), minuteOf(span[3], span[4])];
    if (from === null || to === null || from < after || to <= from) return null;
    hours.push([from, to]);
    after = to;
  }
  return hours;
}

function minuteOf(hour = '', minute = ''): number | null {
  const [h, m] = [Number(hour), Number(minute)];
  return h > 24 || m > 59 || h * 60 + m > DAY_MINUTES ? null : h * 60 + m;
}

/** "07:30–11:30, 13:30–17:00". */
export function showHours(hours: Hours): string {
  return hours.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ');
}

/** The instant (ISO) from which somebody is there; null when that is now. */
export function nextOpening(hours: Hours, now: string): string | null {
  const { day, minute } = localOf(now);
  for (let ahead = 0; ahead <= LONGEST_REST_DAYS; ahead += 1) {
    if (!isWorkingDay(isoDay(day + ahead))) continue;
    for (const [from, to] of hours) {
      if (ahead > 0 || from > minute) return instantOf(day + ahead, from);
      if (minute < to) return null;
    }
  }
  return null;
}

/** Minutes between two instants in which somebody should have been there; without known hours, all of every working day. */
export function workingMinutesBetween(hours: Hours | null, from: string, to: string): number {
  const [start, end] = [localOf(from), localOf(to)];
  let minutes = 0;
  for (let day = start.day; day <= end.day; day += 1) {
    if (!isWorkingDay(isoDay(day))) continue;
    const first = day === start.day ? start.minute : 0;
    const last = day === end.day ? end.minute : DAY_MINUTES;
    for (const [opens, closes] of hours ?? [[0, DAY_MINUTES] as const]) {
      minutes += Math.max(0, Math.min(closes, last) - Math.max(opens, first));
    }
  }
  return minutes;
}

const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

/** "07:30 thứ Hai, 30/11". */
export function showMoment(instant: string): string {
  const { day, minute } = localOf(instant);
  const [, month, date] = isoDay(day).split('-');
  return `${clock(minute)} ${WEEKDAYS[(day + 4) % 7]}, ${Number(date)}/${Number(month)}`;
}

/** Days since 1970 and minutes of the day, in Viet Nam. */
function localOf(instant: string): { readonly day: number; readonly minute: number } {
  const minutes = Math.floor(Date.parse(instant) / MINUTE_MS) + ZONE_MINUTES;
  const day = Math.floor(minutes / DAY_MINUTES);
  return { day, minute: minutes - day * DAY_MINUTES };
}

function instantOf(day: number, minute: number): string {
  return new Date((day * DAY_MINUTES + minute - ZONE_MINUTES) * MINUTE_MS).toISOString();
}

function isoDay(day: number): string {
  return new Date(day * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10);
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
