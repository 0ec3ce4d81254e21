import type { RegistrationStatus } from '../registration/types.ts';
import { addWorkingDays, COMMUNE_WORKING_DAYS, deadlineLevel, OFFICE_CALENDAR } from '../registration/working-days.ts';

/** The commune's clock on one paper dossier (QĐ 26/2026 Đ.7 k.2). ISO dates. */
export interface Deadline {
  readonly receivedOn: string;
  readonly dueOn: string;
  /** First day on which three working days or fewer are left. */
  readonly alertOn: string;
  /** `done`: sent to the province, or stopped. */
  readonly level: 'in-time' | 'soon' | 'overdue' | 'done';
  /** Working days left, 0 on the last day, negative afterwards. */
  readonly left: number;
  /** True while a year that the clock runs through has days off that are expected, not announced. */
  readonly expected: boolean;
}

/** Statuses in which the commune still owes its assessment. */
export const CLOCK_RUNS: readonly RegistrationStatus[] = ['submitted', 'returned', 'accepted'];

const ALERT_WORKING_DAYS = 3;

export function dueOn(receivedOn: string): string {
  return addWorkingDays(receivedOn, COMMUNE_WORKING_DAYS);
}

/** A deadline up to this day is `soon` or over. */
export function alertHorizon(today: string): string {
  return addWorkingDays(today, ALERT_WORKING_DAYS);
}

export function deadlineOf(receivedOn: string, due: string, status: RegistrationStatus, today: string): Deadline {
  const { level, left } = deadlineLevel(due, today);
  const years = [receivedOn, due].map((day) => Number(day.slice(0, 4)));
  return {
    receivedOn,
    dueOn: due,
    alertOn: addWorkingDays(receivedOn, COMMUNE_WORKING_DAYS - ALERT_WORKING_DAYS),
    level: CLOCK_RUNS.includes(status) ? level : 'done',
    left,
    expected: years.some((year) => OFFICE_CALENDAR.expected.has(year)),
  };
}
