import { findDates } from '../../language/dates.ts';
import { findEmails } from '../../language/emails.ts';
import { fold } from '../../language/fold.ts';
import { findNumbers } from '../../language/numbers.ts';
import { findPercents } from '../../language/percents.ts';
import { findPhones } from '../../language/phones.ts';
import { findPlaces } from '../../language/places.ts';
import { findQuantities } from '../../language/quantities.ts';
import { readAnswer } from '../read-answer.ts';
import type { FoundAnswer, ReadingContext } from '../types.ts';
import { found } from './signs.ts';

/** A number announced as something else is no phone number. */
const OTHER_NUMBER =
  /(?:mst|ma so thue|ma thue|dkkd|dang ky(?: kinh doanh)?|giay(?: phep)?|ma so(?: doanh nghiep| htx)?|cccd|can cuoc|tai khoan|stk)(?: so)?(?: la)?[\s:]*$/;

/** Phones, e-mail addresses, and communes named with their kind or after "ở". */
export function findByShape(text: string, context: ReadingContext): FoundAnswer[] {
  return [
    ...findPhone(text),
    ...findEmail(text),
    ...findUnit(text, context),
    ...findVillage(text),
    ...findYearly(text, context),
    ...findRegistrationDate(text, context),
    ...findShares(text, context),
    ...findWorkforce(text, context),
  ];
}

function findPhone(text: string): FoundAnswer[] {
  const folded = fold(text);
  const phone = findPhones(text)
    .filter((one) => one.phone !== null && !OTHER_NUMBER.test(folded.slice(0, one.start)))
    .at(-1);
  if (!phone?.phone) return [];
  const label =
    /(?:so (?:may|dien thoai|dt|zalo|phone|lien lac|lien he)|sdt|dien thoai|dt|zalo|phone)(?: (?:cua )?(?:toi|em|anh|chi|minh|tui|tau|nha))?(?: la)?[\s:]*$/.exec(
      folded.slice(0, phone.start),
    );
  return [
    {
      field: 'applicant.phone',
      reading: { kind: 'value', value: phone.phone, words: phone.text.trim() },
      start: label ? label.index : phone.start,
      end: phone.end,
    },
  ];
}

const MAIL_LABEL =
  /(?:địa chỉ |dia chi )?(?:e-?mail|g?mail|thư điện tử)(?: (?:của |cua )?(?:tôi|em|anh|chị|mình|toi|chi|minh))?(?: (?:là|la))?[\s:]*$/iu;

function findEmail(text: string): FoundAnswer[] {
  const email = findEmails(text).at(-1);
  if (!email) return [];
  return [
    {
      field: 'applicant.email',
      reading: { kind: 'value', value: email.email, words: email.text },
      start: MAIL_LABEL.exec(text.slice(0, email.start))?.index ?? email.start,
      end: email.end,
    },
  ];
}

const KIND = /^(?:xã|phường|thị trấn|xa|phuong|thi tran|tt|x|p)[. ]/iu;
const AT = /(?:^|[\s,])(?:o|tai|thuoc|dia chi|que)\s*$/;
const ELSEWHERE =
  /(?:ban|mua|lay|nhap|cho|dai ly|tieu thu|cua hang|nguyen lieu|ban cho|giao|ban hang)(?: [a-z]+)?(?: (?:o|tai))?\s*$/;
const ORGANISATION =
  /(?:^|[,;.]\s*|\bla |\bcua |\bdoc |\btruong |\bphó )(?:htx|hop tac xa|cong ty|cty|to hop tac|tht|ho kinh doanh|trang trai|hoi)\b[^,;.]*$/;

function findUnit(text: string, context: ReadingContext): FoundAnswer[] {
  const folded = fold(text);
  for (const mention of findPlaces(text)) {
    if (!mention.candidates.some((one) => one.via !== 'former-district')) continue;
    const before = folded.slice(0, mention.start);
    const at = AT.test(before);
    if (!at && (!KIND.test(mention.text) || /\?\s*$/.test(text))) continue;
    if (ELSEWHERE.test(before)) continue;
    // "HTX nông nghiệp xã Thọ Lập" is a name; "HTX … ở xã Thọ Lập" says where it is.
    if (!at && ORGANISATION.test(before)) continue;
    const reading = readAnswer('applicant.unit', mention.text, context);
    return found('applicant.unit', reading, mention.start, mention.end);
  }
  return [];
}

const HOUSE = String.raw`(?:số nhà|so nha|số|so|sn)\s+\d{1,4}\p{L}?(?![\d.]|\s*\d)`;
const VILLAGE = new RegExp(
  String.raw`(?<=^|[,;.]\s*|(?:ở|tại|địa chỉ|là|o|tai|dia chi|la|:)\s+)(?:${HOUSE},?\s+)?(?:[Tt]hôn|[Bb]ản|[Kk]hu phố|phố|xóm|làng|tiểu khu|số nhà|tổ dân phố|đội|thon|ban|khu pho|pho|xom|lang|tieu khu|so nha|doi)\s+(?:\d+\p{L}?|\p{Lu}[\p{L}]*(?:\s+(?:\p{Lu}[\p{L}]*|\d+))*)(?:,?\s+${HOUSE})?`,
  'u',
);

/** "thôn Đông Hải", "bản Ngàm", "thôn 5": a village with a number or a name in capitals, at the head of a clause. */
function findVillage(text: string): FoundAnswer[] {
  const match = VILLAGE.exec(text);
  if (!match) return [];
  const words = match[0];
  return [
    {
      field: 'applicant.address',
      reading: { kind: 'value', value: words, words },
      start: match.index,
      end: match.index + words.length,
    },
  ];
}

const SHARES = /[^,;.]*\btrong xa\b[^;.]*?\btrong tinh\b[^,;.]*/;

/** Both shares told without the word "nguyên liệu": "tre trong xã 60%, trong tỉnh 100%". */
function findShares(text: string, context: ReadingContext): FoundAnswer[] {
  const match = SHARES.exec(fold(text));
  if (!match || findPercents(match[0]).length === 0 || /\bnguoi\b|lao dong/.test(match[0])) return [];
  const lead = match[0].length - match[0].trimStart().length;
  const [start, end] = [match.index + lead, match.index + match[0].length];
  const reading = readAnswer('idea.materials', text.slice(start, end), context);
  return reading.kind === 'value' ? found('idea.materials', reading, start, end) : [];
}

const WORKFORCE =
  /\b(?:nguoi|ng|lao dong|cong nhan|nhan cong|ld)\b[^;.]*\b(?:trong xa|nguoi xa|dia phuong|trong thon|trong ban|xa minh|xa nha)\b(?:(?!\b(?:moi nam|mot nam|hang nam|ca nam|san luong|doanh thu)\b)[^,;.])*/;

/** People counted with those of the commune among them: "12 người, cả 12 đều trong xã". */
function findWorkforce(text: string, context: ReadingContext): FoundAnswer[] {
  const folded = fold(text);
  const match = WORKFORCE.exec(folded);
  if (!match) return [];
  const number = findNumbers(text.slice(0, match.index)).at(-1);
  if (!number || /[^ ]/.test(text.slice(number.end, match.index)) || /ban cho *$/.test(folded.slice(0, number.start)))
    return [];
  const end = match.index + match[0].length;
  const reading = readAnswer('idea.labour', text.slice(number.start, end), context);
  return reading.kind === 'value' ? found('idea.labour', reading, number.start, end) : [];
}

/** "3 tấn mỗi năm", "dăm bảy tấn một năm": an amount a year, unless it is counted in people. */
function findYearly(text: string, context: ReadingContext): FoundAnswer[] {
  const quantity = findQuantities(text).find((one) => one.per === 'năm' && one.amount > 0);
  if (!quantity) return [];
  const { amount, unit, start, end } = quantity;
  const clause = text.slice(text.lastIndexOf(',', start) + 1, end);
  const reading = readAnswer('idea.capacity', clause, context);
  if (reading.kind === 'choose') return found('idea.capacity', reading, end - clause.trimStart().length, end);
  return [
    { field: 'idea.capacity', reading: { kind: 'value', value: { amount, unit }, words: quantity.text }, start, end },
  ];
}

const PAPER_NUMBER = /\b(?:dkkd|dang ky|giay phep|giay|gpkd)\b[^,;.]*\d{4}[^,;.]{0,12}?[ ,]+(?:cap )?ngay $/;

/** The day right after the number of the paper: "giấy phép kinh doanh số 26H8… ngày 3/5/2021". */
function findRegistrationDate(text: string, context: ReadingContext): FoundAnswer[] {
  const folded = fold(text);
  const date = findDates(text, context.today).find(
    (one) => one.iso !== null && PAPER_NUMBER.test(folded.slice(0, one.start)),
  );
  if (!date) return [];
  const reading = readAnswer('applicant.registrationDate', date.text, context);
  return found('applicant.registrationDate', reading, date.start, date.end);
}
