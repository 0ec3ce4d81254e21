/** Calendar arithmetic on ISO dates (yyyy-mm-dd), without a clock. */

const DAY = 86_400_000;
/** UTC+7 all year: no summer time. */
const VIET_NAM = 7 * 60 * 60 * 1000;

export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The same day of a later (or earlier) month, or its last day where it has no such day. */
export function addMonths(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** The day that it is in Viet Nam at an instant. */
export function dateInVietNam(instant: Date | string): string {
  return new Date(new Date(instant).getTime() + VIET_NAM).toISOString().slice(0, 10);
}
