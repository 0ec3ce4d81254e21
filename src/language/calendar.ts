/** Calendar arithmetic on ISO dates (yyyy-mm-dd), without a clock. */

const DAY = 86_400_000;
/** UTC+7 all year: no summer time. */
const VIET_NAM = 7 * 60 * 60 * 1000;

export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The day that it is in Viet Nam at an instant. */
export function dateInVietNam(instant: Date | string): string {
  return new Date(new Date(instant).getTime() + VIET_NAM).toISOString().slice(0, 10);
}
