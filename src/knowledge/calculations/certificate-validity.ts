import { addMonths } from '../../language/calendar.ts';
import { type DateSpan, findDates } from '../../language/dates.ts';
import type { Block } from '../compose.ts';
import { blocksOf, type Library, supported } from '../library.ts';
import { asks, type Question } from '../question.ts';
import { showDate } from './days.ts';

/** Months that a certificate of 3 stars or more is worth, from the day of its decision (QĐ 26/2026 Đ.4 k.3). */
const VALID_MONTHS = 36;

/** "Giấy 3 sao cấp năm 2024 còn giá trị không": when it runs out, as exactly as the question tells when it was issued. */
export function certificateValidity(question: Question, library: Library): Block[] | null {
  if (!asks(question, 'certificate') || !asks(question, 'issued') || !asks(question, 'until')) return null;
  const issued = issuedIn(question);
  if (!issued || (issued.precision === 'day' && issued.iso === null)) return null;
  const old = (issued.iso ?? `${issued.year}-${String(issued.month ?? 1).padStart(2, '0')}-01`) < '2026-05-22';
  const kept = old ? supported(library, 'qd-26-2026', 'Đ.12', ['22/5/2026', 'giữ nguyên giá trị']) : null;
  return blocksOf(
    supported(library, 'qd-26-2026', 'Đ.4', ['36 tháng'], runsOut(issued)),
    kept,
    supported(library, 'qd-26-2026', 'Đ.7', ['180', '120']),
  );
}

function runsOut(issued: Pick<DateSpan, 'iso' | 'month' | 'year'>): string {
  const term = `Giấy từ 3 sao trở lên có giá trị ${VALID_MONTHS} tháng từ ngày ban hành quyết định`;
  if (issued.iso)
    return `${term}, nên giấy ký ngày ${showDate(issued.iso)} có giá trị đến ${showDate(addMonths(issued.iso, VALID_MONTHS))}.`;
  const until = Number(issued.year) + VALID_MONTHS / 12;
  if (issued.month)
    return `${term}, nên giấy cấp tháng ${issued.month}/${issued.year} có giá trị đến tháng ${issued.month}/${until}.`;
  return `${term}, nên giấy cấp năm ${issued.year} có giá trị đến năm ${until} (đúng ngày tháng ký).`;
}

function issuedIn(question: Question): Pick<DateSpan, 'iso' | 'precision' | 'month' | 'year'> | null {
  const date = findDates(question.text, question.today).find(({ year, problem }) => year !== undefined && !problem);
  if (date) return date;
  const year = /(?<!\d)(20[12]\d)(?!\d)/.exec(question.text)?.[1];
  return year ? { iso: null, precision: 'year', year: Number(year) } : null;
}
