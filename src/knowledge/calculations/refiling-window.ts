import { addDays } from '../../language/calendar.ts';
import { findDates } from '../../language/dates.ts';
import type { Block } from '../compose.ts';
import { blocksOf, type Library, supported } from '../library.ts';
import { asks, type Question } from '../question.ts';
import { showDate } from './days.ts';

/** Days before expiry between which a product is filed again (QĐ 26/2026 Đ.7 k.6). */
const EARLIEST = 180;
const LATEST = 120;

/** "Giấy hết hạn 30/6/2027 thì nộp lại khi nào": the window as dates. */
export function refilingWindow(question: Question, library: Library): Block[] | null {
  if (!asks(question, 'expiry') || !asks(question, 'when-refile')) return null;
  const expiry = findDates(question.text, question.today).find(({ iso }) => iso !== null)?.iso;
  if (!expiry) return null;
  const from = addDays(expiry, -EARLIEST);
  const until = addDays(expiry, -LATEST);
  const said = `Giấy hết hạn ngày ${showDate(expiry)} thì hồ sơ đánh giá lại nộp trong khoảng từ ${showDate(from)} đến ${showDate(until)} (từ 180 đến 120 ngày trước ngày hết hạn).`;
  return blocksOf(
    supported(library, 'qd-26-2026', 'Đ.7', ['180', '120'], said),
    question.today > until ? supported(library, 'qd-26-2026', 'Đ.12', ['180–120']) : null,
    supported(library, 'qd-26-2026', 'Đ.6', ['đánh giá lại', 'Mẫu số 01']),
  );
}
