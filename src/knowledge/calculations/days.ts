import { addDays } from '../../language/calendar.ts';

/** Monday to Friday only: public holidays differ from year to year and are not known here. */
export function addWorkingDays(iso: string, days: number): string {
  let date = iso;
  for (let left = days; left > 0; ) {
    date = addDays(date, 1);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return date;
}

/** "2027-03-02" → "02/3/2027", as administrative texts write dates. */
export function showDate(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${day}/${Number(month) < 3 ? month : Number(month)}/${year}`;
}
