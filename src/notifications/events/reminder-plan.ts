import { addDays, dateInVietNam } from '../../language/calendar.ts';
import type { EventDetails } from './event.ts';
import { EVENT_WORDING, eventKind, type Reminder } from './kinds.ts';

export interface PlannedReminder {
  readonly reminder: Reminder;
  readonly startsAt: Date;
  /** The next reminder begins, or the event. */
  readonly expiresAt: Date;
}

const DAYS_BEFORE = { 'T-7': 7, 'T-3': 3, 'T-1': 1, morning: 0 } as const satisfies Record<Reminder, number>;

/**
 * The reminders of an event that still lie ahead. Each ends where the next begins, so nobody reads two at once; a morning
 * that comes after the event has begun has none.
 */
export function planReminders(event: Pick<EventDetails, 'kind' | 'startsAt' | 'status'>, now: Date): PlannedReminder[] {
  if (event.status !== 'published') return [];
  const day = dateInVietNam(event.startsAt);
  const all = eventKind(event.kind)
    .reminders.map((reminder) => ({ reminder, startsAt: instantOf(reminder, day) }))
    .filter(({ startsAt }) => startsAt < event.startsAt)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return all
    .map((one, at) => ({ ...one, expiresAt: all[at + 1]?.startsAt ?? event.startsAt }))
    .filter(({ startsAt }) => startsAt > now);
}

function instantOf(reminder: Reminder, day: string): Date {
  const hour = reminder === 'morning' ? EVENT_WORDING.morningAt : EVENT_WORDING.remindAt;
  return new Date(`${addDays(day, -DAYS_BEFORE[reminder])}T${hour}:00+07:00`);
}
