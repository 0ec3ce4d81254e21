import { findEmails } from '../../language/emails.ts';
import { fold } from '../../language/fold.ts';
import { findPhones } from '../../language/phones.ts';
import { findPlaces } from '../../language/places.ts';
import { countCharacters } from '../../language/text.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { leadingYes } from '../answers.ts';
import { holds } from '../conditions.ts';
import { capitaliseHousehold, capitaliseName, unmarkedNote } from '../name-case.ts';
import { findPersonName, startsWithSurname } from '../person-name.ts';
import { cleanText, withoutTitle } from '../speech.ts';
import type { Span } from '../words.ts';
import { wordsOf } from '../words.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

const NAMELESS =
  /^(?:(?:nha|ho|co so|toi|em|bac|anh|chi|minh) )*(?:khong|ko|chua|no|chang) (?:co|dat)(?: ten)?(?: (?:gi|nao|chi|rieng|ca|het|dau|a|con))*$/;

/** "hợp tác xã mà": the kind of applicant, not what it is called. */
const ONLY_A_KIND =
  /^(?:htx|hop tac xa|to hop tac|cong ty|doanh nghiep|trang trai|ho(?: (?:san xuat|kinh doanh|gia dinh))?)(?: (?:ma|co|chu|thoi|nhe|a|day|dung))*$/;

/** The applicant's name as on the paper: 2–200 characters. */
export const readName: Reader = (_field, span) => {
  const name = cleanText(withoutPhone(span).text);
  if (!/\p{L}/u.test(name)) return NONE;
  if (ONLY_A_KIND.test(fold(name))) return NONE;
  if (NAMELESS.test(fold(name)))
    return invalid('nameless', 'Chưa có tên thì ghi "Hộ" và họ tên chủ hộ. Ví dụ: Hộ kinh doanh Nguyễn Thị Mận.');
  const length = countCharacters(name);
  if (length < 2) return invalid('too-short', 'Tên đơn vị cần ít nhất 2 ký tự. Ví dụ: Hộ kinh doanh Nguyễn Thị Mận.');
  if (length > 200)
    return invalid('too-long', 'Tên đơn vị dài quá 200 ký tự. Anh/chị ghi gọn đúng như trên giấy đăng ký giúp tôi.');
  const written = capitaliseHousehold(name);
  return value(written, span.text, unmarkedNote(written, 'sửa tên đơn vị'));
};

const AFTER_NAME =
  /\s*(?:[,;(–]|\s-\s|\s(?:là|giữ chức|làm chức|sinh năm|sn|chức vụ|sđt|sdt|số điện thoại|đt|điện thoại|nhà ở|ở)\s).*$/isu;

const ORGANISATION = /^(?:htx|hop tac xa|to hop tac|cong ty|cty|trang trai|doanh nghiep|co so|ho kinh doanh) \p{L}/u;

/** A person's full name: at least two words, letters only; titles and what follows a comma are left out. */
export const readPerson: Reader = (_field, span, _text, { answers }) => {
  const told = (written: string) =>
    isUnmarked(String(answers['applicant.name'] ?? '')) ? undefined : unmarkedNote(written, 'sửa người đại diện');
  const asWritten = (name: string, words: string) => value(capitaliseName(name), words, told(capitaliseName(name)));
  const named = withoutTitle(withoutPhone(span));
  const name = cleanText(named.text.replace(AFTER_NAME, '')).replace(/[.!?]+$/, '');
  if (!/\p{L}/u.test(name)) return NONE;
  if (ORGANISATION.test(fold(name)))
    return invalid('not-a-person', 'Mục này cần họ tên một người. Ví dụ: Nguyễn Thị Mận.');
  const looksWhole = startsWithSurname(name) && wordsOf(name).length >= 2 && !/\d/.test(name);
  const within = looksWhole ? null : findPersonName(span.text);
  if (within) {
    const untitled = withoutTitle({ start: 0, end: within.length, text: within }).text;
    return asWritten(untitled, untitled);
  }
  if (/\d/.test(name)) return invalid('not-letters', 'Họ tên chỉ gồm chữ. Ví dụ: Nguyễn Thị Mận.');
  const words = wordsOf(name);
  if (words.length < 2)
    return invalid('one-word', `Xin ghi đủ họ và tên, tôi mới có "${name}". Ví dụ: Nguyễn Thị Mận.`);
  if (words.length > 7)
    return invalid('too-long', 'Tôi chưa tách được họ tên. Anh/chị gõ riêng họ và tên, ví dụ: Nguyễn Thị Mận.');
  return asWritten(name, span.text.includes(name) ? name : span.text);
};

/** The position; a yes takes the one that we offered for this kind of applicant. */
export const readPosition: Reader = (field, span, text, context) => {
  const offered = field.suggestions?.find((one) => holds(one.when, context.answers))?.value;
  const position = cleanText(span.text)
    .replace(/,\s*(?:họ |ho )?(?:tên|ten) .*$/iu, '')
    .replace(/ (?:chứ .*|chu (?:ai|gi|con|khong)\b.*)$/iu, '')
    .replace(/[.!?]+$/, '');
  if (offered && fold(position) === fold(offered)) return value(offered, span.text);
  if (offered && wordsOf(position).length <= 2 && leadingYes(text) === true && !isPosition(position))
    return value(offered, span.text);
  if (!/\p{L}/u.test(position)) return NONE;
  if (offered && fold(offered).startsWith(`${fold(position)} `)) return value(offered, span.text);
  if (/\d{3}/.test(position) || countCharacters(position) > 80) {
    return invalid('not-a-position', 'Chức vụ là vài chữ thôi ạ. Ví dụ: Giám đốc, Tổ trưởng, Chủ hộ.');
  }
  if (countCharacters(position) < 2) return NONE;
  return value(position, span.text);
};

const POSITION = /(?:chu|giam doc|gd|to|truong|pho|hoi|quan ly|dai dien|ke toan|thanh vien)/;

function isPosition(text: string): boolean {
  return POSITION.test(fold(text));
}

const ADDRESS_SIGN =
  /\b(?:thon|ban|lang|xom|khu|pho|so|ngo|ngach|duong|to|tieu khu|ql|tl|km|doi|cum|lo|ap|chom|dau|cuoi|gan|canh|doc|ngã|nga)\b/;

/** In words: what is longer and names no thôn, no street and no number tells of something else. */
const LONGEST_BARE_ADDRESS = 10;

/** Thôn, bản, khu phố, số nhà. An answer that is only a phone number or only the commune is none. */
export const readAddress: Reader = (_field, span, text) => {
  if (findEmails(text).length > 0) return NONE;
  const rest = withoutPhone(span);
  const address = cleanText(rest.text).replace(/[.!?,;]+$/, '');
  if (!/\p{L}/u.test(address) && !/\d/.test(address)) return NONE;
  if (rest.text !== span.text && wordsOf(address).length < 2) return NONE;
  if (rest.text !== span.text && !ADDRESS_SIGN.test(fold(address))) return NONE;
  if (!ADDRESS_SIGN.test(fold(address)) && isOnlyUnit(address)) {
    return invalid(
      'only-unit',
      `Xã, phường tôi đã có. Anh/chị cho biết thêm thôn, bản hoặc khu phố. Ví dụ: thôn 5, gần nhà văn hóa.`,
    );
  }
  if (countCharacters(address) < 2 && !/\d/.test(address)) return NONE;
  if (!ADDRESS_SIGN.test(fold(address)) && wordsOf(address).length > LONGEST_BARE_ADDRESS)
    return invalid('not-an-address', 'Tôi chưa thấy thôn, bản hay khu phố. Anh/chị gõ gọn, ví dụ: thôn 5, gần chợ.');
  if (countCharacters(address) > 200)
    return invalid('too-long', 'Địa chỉ dài quá 200 ký tự. Anh/chị ghi gọn: thôn, số nhà. Ví dụ: thôn 5, số 12.');
  return value(address, rest.text);
};

function isOnlyUnit(address: string): boolean {
  const [mention] = findPlaces(address);
  if (!mention || !/^(?:x|p|tt|xã|phường|thị trấn|xa|phuong|thi tran)[ .]/iu.test(mention.text)) return false;
  return wordsOf(address.slice(0, mention.start) + address.slice(mention.end)).length === 0;
}

/** "không cần hỗ trợ", "chưa có tên": an answer to something else, or none. */
const NOTHING_NAMED =
  /^(?:không|khong|ko|chưa|chua|nỏ) (?:cần|can|có|co|biết|biet|muốn|muon|rõ|ro|nhớ|nho)(?![\p{L}])/iu;

/** The product's name, 2–150 characters. */
export const readProductName: Reader = (_field, span) => {
  const name = cleanText(span.text)
    .replace(/[.!?]+$/, '')
    .replace(/(?: (?:vào|cho|theo))? (?:chương trình |chuong trinh )?ocop$/iu, '');
  if (!/\p{L}/u.test(name) || NOTHING_NAMED.test(name)) return NONE;
  const length = countCharacters(name);
  if (length < 2) return invalid('too-short', 'Tên sản phẩm cần ít nhất 2 ký tự. Ví dụ: Bánh gai nhân đậu xanh.');
  if (length > 150)
    return invalid(
      'too-long',
      'Tên sản phẩm dài quá 150 ký tự. Anh/chị ghi gọn tên ở đây, phần kể chi tiết tôi hỏi sau.',
    );
  return value(name, span.text);
};

/** What announces a phone number: "sđt của tôi là". */
const PHONE_LABEL =
  /[\s,;.:-]*(?:(?:số (?:máy|điện thoại|đt|zalo|phone)|so (?:may|dien thoai|dt|zalo|phone)|sđt|sdt|điện thoại|dien thoai|đt|dt|gọi số|gọi)(?: (?:của |cua )?(?:tôi|em|anh|chị|mình|tui|tau|toi|chi|minh|nhà))?(?: (?:là|la))?)?[\s,;.:-]*$/iu;

/** The span without a phone number at either end. */
function withoutPhone(span: Span): Span {
  const [phone] = findPhones(span.text).filter((one) => one.phone !== null || one.text.replace(/\D/g, '').length >= 7);
  if (!phone) return span;
  const before = span.text.slice(0, phone.start).replace(PHONE_LABEL, '');
  const after = span.text.slice(phone.end).replace(/^[\s,;.]+/, '');
  const text = before.length >= after.length ? before : after;
  const start = span.start + (before.length >= after.length ? 0 : span.text.length - after.length);
  return { start, end: start + text.length, text };
}
