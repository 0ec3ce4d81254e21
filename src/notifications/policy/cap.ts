import { dayOf } from './hours.ts';
import { isPersonal } from './personal.ts';
import type { DeliverySettings, Told } from './types.ts';

const WEEK_DAYS = 7;

/**
 * The first day in Viet Nam, today included, on which one more notice keeps within both caps, and the cap that stands
 * in the way today. Null: today will do. Replies never come here, and what is personal counts for no cap.
 */
export function cappedUntil(
  told: readonly Told[],
  { perDay, perWeek }: DeliverySettings,
  now: Date,
): { readonly day: number; readonly reason: 'cap-day' | 'cap-week' } | null {
  const days = told.filter((one) => !isPersonal(one)).map(({ at }) => dayOf(at));
  const onDay = (day: number) => days.filter((one) => one === day).length;
  const inWeek = (day: number) => days.filter((one) => one > day - WEEK_DAYS && one <= day).length;
  const today = dayOf(now);
  let day = today;
  while (onDay(day) >= perDay || inWeek(day) >= perWeek) day += 1;
  if (day === today) return null;
  return { day, reason: inWeek(today) >= perWeek ? 'cap-week' : 'cap-day' };
}
