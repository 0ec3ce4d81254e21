const VIET_NAM_MS = 7 * 60 * 60 * 1000;

/** @param day ISO date and @param time "08:30", both in Viet Nam. */
export const instantOf = (day: string, time: string): Date => new Date(`${day}T${time}:00+07:00`);

/** "08:30" in Viet Nam. */
export const timeInVietNam = (instant: Date): string =>
  new Date(instant.getTime() + VIET_NAM_MS).toISOString().slice(11, 16);
