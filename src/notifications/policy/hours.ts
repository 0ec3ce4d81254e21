import { createHash } from 'node:crypto';
import type { Hours } from './types.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** UTC+7 all year: no summer time. */
const VIET_NAM_MS = 7 * 60 * MINUTE_MS;

/** Days since 1970 in Viet Nam. */
export function dayOf(instant: Date): number {
  return Math.floor((instant.getTime() + VIET_NAM_MS) / DAY_MS);
}

export function startOfDay(day: number): Date {
  return new Date(day * DAY_MS - VIET_NAM_MS);
}

/** Nothing lies within hours that begin where they end. */
export function within({ from, to }: Hours, instant: Date): boolean {
  const minute = Math.floor((instant.getTime() - startOfDay(dayOf(instant)).getTime()) / MINUTE_MS);
  if (from <= to) return from <= minute && minute < to;
  return minute >= from || minute < to;
}

/** The first instant outside the hours, from `instant` on. */
export function endOf(hours: Hours, instant: Date): Date {
  if (!within(hours, instant)) return instant;
  const today = startOfDay(dayOf(instant)).getTime() + hours.to * MINUTE_MS;
  return new Date(today > instant.getTime() ? today : today + DAY_MS);
}

/** The rest of the day. */
export function outside({ from, to }: Hours): Hours {
  return { from: to, to: from };
}

/**
 * A place of one's own in the time that follows an opening, so that thousands who waited for it don't come at once. The
 * same key has the same place; the time ends before `end`, an instant after the opening.
 */
export function spread(opening: Date, key: string, minutes: number, end: Date): Date {
  const span = Math.min(minutes * MINUTE_MS, end.getTime() - opening.getTime());
  const place = createHash('sha256').update(key).digest().readUInt32BE(0) / 2 ** 32;
  return new Date(opening.getTime() + Math.floor(place * span));
}
