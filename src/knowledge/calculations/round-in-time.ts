import { findDates } from '../../language/dates.ts';
import type { Block } from '../compose.ts';
import { blocksOf, type Library, supported } from '../library.ts';
import { asks, type Question } from '../question.ts';
import { addWorkingDays, showDate } from './days.ts';

/** Days before which the commune must have proposed to the province, two rounds a year (QĐ 26/2026 Đ.5). */
const ROUNDS = [
  { name: 'đợt 1', month: 4, day: 30 },
  { name: 'đợt 2', month: 10, day: 30 },
] as const;

/** Working days the commune has for its part (QĐ 26/2026 Đ.7 k.2). */
const COMMUNE_DAYS = 15;

/** "Nộp cho xã ngày 25/10 có kịp không": whether the commune's 15 working days end before the round closes. */
export function roundInTime(question: Question, library: Library): Block[] | null {
  if (!asks(question, 'file') || !asks(question, 'in-time')) return null;
  const date = findDates(question.text, question.today).find(
    ({ day, month, problem }) => day !== undefined && month !== undefined && !problem,
  );
  if (!date?.day || !date.month) return null;
  const year = date.year ?? Number(question.today.slice(0, 4));
  const filed = `${year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
  const round = ROUNDS.find(({ month, day }) => filed < `${year}-${String(month).padStart(2, '0')}-${day}`);
  const ready = addWorkingDays(filed, COMMUNE_DAYS);
  const said = sentence(filed, ready, year, round);
  return blocksOf(
    supported(library, 'qd-26-2026', 'Đ.5', round ? [`${round.day}/${round.month}`, 'Đợt'] : ['30/10', '30/4'], said),
    round ? supported(library, 'qd-26-2026', 'Đ.5', ['15 ngày làm việc']) : null,
  );
}

function sentence(filed: string, ready: string, year: number, round: (typeof ROUNDS)[number] | undefined): string {
  if (!round)
    return `Nộp ngày ${showDate(filed)} thì đã qua hạn 30/10 của đợt 2; mốc kế tiếp là 30/4/${year + 1}, trừ khi tỉnh mở thêm đợt (suy ra từ lịch).`;
  const deadline = `${year}-${String(round.month).padStart(2, '0')}-${round.day}`;
  const limit = `Hạn của ${round.name} là xã đề nghị lên tỉnh trước ngày ${round.day}/${round.month}.`;
  return ready < deadline
    ? `${limit} Nộp cho xã ngày ${showDate(filed)} thì kịp: xã có 15 ngày làm việc, tính ra xong khoảng ${showDate(ready)} (suy ra, chưa trừ ngày lễ).`
    : `${limit} Nộp cho xã ngày ${showDate(filed)} thì khó kịp: xã có 15 ngày làm việc, tính ra đến khoảng ${showDate(ready)} (suy ra); anh/chị nên hỏi xã ngay.`;
}
