import { addDays, addMonths } from '../../language/calendar.ts';
import { type DateSpan, findDates } from '../../language/dates.ts';
import { fold } from '../../language/fold.ts';
import { repair } from '../../language/repair.ts';
import { showDate } from '../show-value.ts';
import type { Reading } from '../types.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

/** No business here holds a paper older than the state that issues it. */
const OLDEST_PAPER = '1945-09-02';

/** The day a paper was issued: a full date, not in the future. */
export const readDate: Reader = (field, _span, text, context) => {
  const date = fullDate(text, context.today, field.example);
  if ('kind' in date) return date;
  if (date.iso < OLDEST_PAPER) return invalid('too-old', `Anh/chị xem lại năm trên giấy. Ví dụ: ${field.example}.`);
  if (date.iso > context.today) {
    return invalid(
      'future',
      `Ngày ${showDate(date.iso)} chưa tới. Anh/chị xem lại ngày cấp trên giấy. Ví dụ: ${field.example}.`,
    );
  }
  return value(date.iso, date.text);
};

/** Days before expiry between which a re-evaluation is filed (QĐ 26/2026 Đ.7 k.6). */
const EARLIEST = 180;
const LATEST = 120;

/** How long a certificate is valid (QĐ 26/2026 Đ.4 k.3). */
const VALID_MONTHS = 36;
const ISSUED = /\b(?:cap|ban hanh|cong nhan|ky)\b/;
const EXPIRES = /\b(?:het (?:han|hieu luc)|han (?:den|toi)|(?:gia tri|hieu luc) (?:den|toi))\b/;

/** The day the certificate expires; the day it was issued is asked back as that day 36 months later. A re-evaluation outside its window warns with the dates and goes on. */
export const readExpiry: Reader = (field, _span, text, context) => {
  const date = fullDate(text, context.today, field.example);
  if ('kind' in date) return date;
  if (date.iso < context.today && ISSUED.test(fold(text)) && !EXPIRES.test(fold(text))) {
    const expiry = addMonths(date.iso, VALID_MONTHS);
    return {
      kind: 'confirm',
      text: `Giấy cấp ngày ${showDate(date.iso)}, vậy hết hạn ngày ${showDate(expiry)} (${VALID_MONTHS} tháng). Đúng không ạ?`,
      value: expiry,
      words: date.text,
    };
  }
  if (context.answers['registration.kind'] !== 'danh-gia-lai') return value(date.iso, date.text);
  return value(date.iso, date.text, windowWarning(date.iso, context.today));
};

/** Why today lies outside the re-evaluation window of a certificate that expires on `expiry`; undefined inside it. */
export function windowWarning(expiry: string, today: string): string | undefined {
  const from = addDays(expiry, -EARLIEST);
  const until = addDays(expiry, -LATEST);
  if (today >= from && today <= until) return undefined;
  const range = `từ ${showDate(from)} đến ${showDate(until)}`;
  if (today < from)
    return `Hồ sơ đánh giá lại nộp ${range} (180 đến 120 ngày trước khi giấy hết hạn), nay chưa tới. Phiếu vẫn làm trước được.`;
  if (today <= expiry)
    return `Hồ sơ đánh giá lại lẽ ra nộp ${range} (180 đến 120 ngày trước khi giấy hết hạn). Anh/chị làm phiếu rồi hỏi ngay cán bộ xã.`;
  return `Giấy đã hết hạn ngày ${showDate(expiry)}; hồ sơ đánh giá lại lẽ ra nộp ${range}. Anh/chị làm phiếu rồi hỏi ngay cán bộ xã.`;
}

type FullDate = { readonly iso: string; readonly text: string };

function fullDate(text: string, today: string, example: string): FullDate | Reading {
  const dates = findDates(text, today);
  const spans: readonly DateSpan[] = dates.length > 0 ? dates : findDates(repair(text), today);
  const good = spans.filter((one) => one.iso !== null).at(-1);
  if (good?.iso) return { iso: good.iso, text: good.text };
  const [first] = spans;
  if (first?.problem === 'impossible')
    return invalid('impossible', `Không có ngày ${first.text.trim()}. Anh/chị gõ ngày/tháng/năm, ví dụ: ${example}.`);
  if (first && first.day === undefined)
    return invalid('month-only', `Tôi có tháng ${first.month}/${first.year}, còn thiếu ngày. Ví dụ: ${example}.`);
  if (first) return invalid('no-year', `Còn thiếu năm. Anh/chị gõ đủ ngày/tháng/năm, ví dụ: ${example}.`);
  if (/\d/.test(text)) return invalid('not-a-date', `Anh/chị gõ đủ ngày/tháng/năm, ví dụ: ${example}.`);
  return NONE;
}
