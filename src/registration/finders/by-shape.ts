import { findEmails } from '../../language/emails.ts';
import { fold } from '../../language/fold.ts';
import { findPhones } from '../../language/phones.ts';
import { findPlaces } from '../../language/places.ts';
import { readAnswer } from '../read-answer.ts';
import type { FoundAnswer, ReadingContext } from '../types.ts';
import { found } from './signs.ts';

/** A number announced as something else is no phone number. */
const OTHER_NUMBER =
  /(?:mst|ma so thue|ma thue|dkkd|dang ky(?: kinh doanh)?|giay(?: phep)?|ma so(?: doanh nghiep| htx)?|cccd|can cuoc|tai khoan|stk)(?: so)?(?: la)?[\s:]*$/;

/** Phones, e-mail addresses, and communes named with their kind or after "ở". */
export function findByShape(text: string, context: ReadingContext): FoundAnswer[] {
  return [...findPhone(text), ...findEmail(text), ...findUnit(text, context)];
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

function findEmail(text: string): FoundAnswer[] {
  const email = findEmails(text).at(-1);
  if (!email) return [];
  return [
    {
      field: 'applicant.email',
      reading: { kind: 'value', value: email.email, words: email.text },
      start: email.start,
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
    if (!at && !KIND.test(mention.text)) continue;
    if (ELSEWHERE.test(before)) continue;
    // "HTX nông nghiệp xã Thọ Lập" is a name; "HTX … ở xã Thọ Lập" says where it is.
    if (!at && ORGANISATION.test(before)) continue;
    const reading = readAnswer('applicant.unit', mention.text, context);
    return found('applicant.unit', reading, mention.start, mention.end);
  }
  return [];
}
