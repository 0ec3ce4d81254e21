import { PRIORITIES } from '../types.ts';
import { dayOf } from './hours.ts';
import type { DeliverySettings, Notice, Told } from './types.ts';

const WEEK_DAYS = 7;

/**
 * What a person is told because of something they did counts for no cap: news of their own file, and that an event
 * moved which they said they would come to. Replies never come here.
 */
export function counts({ topic, priority }: Pick<Notice, 'topic' | 'priority'>): boolean {
  return topic !== 'own-file' && priority > PRIORITIES.change;
}

/**
 * The first day in Viet Nam, today included, on which one more notice keeps within both caps, and the cap that stands
 * in the way today. Null: today will do.
 */
export function cappedUntil(
  told: readonly Told[],
  { perDay, perWeek }: DeliverySettings,
  now: Date,
): { readonly day: number; readonly reason: 'cap-day' | 'cap-week' } | null {
  const days = told.filter(counts).map(({ at }) => dayOf(at));
  const onDay = (day: number) => days.filter((one) => one === day).length;
  const inWeek = (day: number) => days.filter((one) => one > day - WEEK_DAYS && one <= day).length;
  const today = dayOf(now);
  let day = today;
  while (onDay(day) >= perDay || inWeek(day) >= perWeek) day += 1;
  if (day === today) return null;
  return { day, reason: inWeek(today) >= perWeek ? 'cap-week' : 'cap-day' };
}
