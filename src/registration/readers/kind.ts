import { fold } from '../../language/fold.ts';
import { repair } from '../../language/repair.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { findPhrases, findPhrasesLeniently, phraseIndex } from '../phrases.ts';
import { suggestSets } from '../product-sets.ts';
import type { Reading } from '../types.ts';
import { choiceIndex } from './choice.ts';
import { NONE, type Reader, value } from './reader.ts';

const LARGE = phraseIndex(
  [
    'tập đoàn',
    'tổng công ty',
    'doanh nghiệp lớn',
    'công ty lớn',
    'cty lớn',
    'doanh nghiệp quy mô lớn',
    'công ty quy mô lớn',
    'quy mô lớn',
    'dn lớn',
    'doanh nghiệp cỡ lớn',
    'doanh nghiệp loại lớn',
    'công ty rất lớn',
    'công ty niêm yết',
    'không phải nhỏ và vừa',
    'không thuộc nhỏ và vừa',
    'không phải doanh nghiệp nhỏ và vừa',
  ].map((phrase) => [phrase, true] as const),
);

const BARRED =
  'Chương trình OCOP nhận doanh nghiệp nhỏ và vừa, hợp tác xã, tổ hợp tác, trang trại, hộ sản xuất; doanh nghiệp lớn, tập đoàn không thuộc diện tham gia (QĐ 26/2026, Điều 2 khoản 3). Nếu sản phẩm do hợp tác xã, tổ hoặc hộ liên kết với mình làm ra thì bên đó có thể đứng tên đăng ký.';

const ASSOCIATION =
  'Hội, hiệp hội chỉ được đăng ký sản phẩm du lịch (bộ 26). Sản phẩm khác thì cần tổ hợp tác, hợp tác xã, hộ hoặc doanh nghiệp nhỏ và vừa đứng tên. Bên nào đứng tên ạ?';

/**
 * The kind of applicant. Size is never asked, but who says that theirs is a large company is told why it can't take part
 * (QĐ 26/2026 Đ.2 k.3); an association is asked who else could stand when its product is not tourism.
 */
export const readKind: Reader = (field, span, text, context) => {
  const words = repair(text);
  const marked = !isUnmarked(text);
  const index = choiceIndex(field);
  const hits = findPhrasesLeniently(index, words, marked).filter((hit) => !isOtherUse(words, hit.start, hit.end));
  const large = findPhrases(LARGE, words, { marked }).some((hit) => !isDenied(words, hit.start));
  if (large) return context.mode === 'asked' || hits.length === 0 ? { kind: 'barred', text: BARRED } : NONE;
  const kinds = hits.filter((hit) => !isDenied(words, hit.start));
  const found = preferred(kinds.map((hit) => String(hit.values[0])));
  if (found === null) return WORKSHOP.test(fold(words)) && context.mode === 'asked' ? askWorkshop(span.text) : NONE;
  if (found === 'hoi-hiep-hoi' && !isTourism(text, context.answers))
    return askAssociation(field.choices ?? [], span.text);
  return value(found, span.text);
};

/** An organisation named beside an association ("hội làm vườn … tổ hợp tác") is who will stand; otherwise the first named. */
function preferred(kinds: readonly string[]): string | null {
  const standing = kinds.filter((kind) => kind !== 'hoi-hiep-hoi' && kind !== 'ho-san-xuat');
  return standing[0] ?? kinds.find((kind) => kind !== 'hoi-hiep-hoi') ?? kinds[0] ?? null;
}

/** "cơ sở", "xưởng" say nothing of the kind; most are households, so that is asked back. */
const WORKSHOP = /\b(?:co so|xuong|lo|quan|tiem|nha vuon|vuon)\b/;

function askWorkshop(words: string): Reading {
  return {
    kind: 'confirm',
    text: 'Cơ sở của mình đăng ký dạng hộ kinh doanh, hộ sản xuất phải không ạ? Nếu không, anh/chị gõ: hợp tác xã, tổ hợp tác, công ty hoặc trang trại.',
    value: 'ho-san-xuat',
    words,
  };
}

function isDenied(text: string, start: number): boolean {
  return /(?:không phải|khong phai|chưa phải|không còn là)(?: là)?\s*$/iu.test(text.slice(0, start));
}

/** "cơ hội", "hội chợ", "xã hội", "hội nghị" are no association, "hộ khẩu" and "15 hộ" no household kind. */
function isOtherUse(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end).toLowerCase();
  if (word === 'hội' || word === 'hoi') {
    return (
      /(?:cơ|xã|co|xa|lễ|le) $/iu.test(text.slice(0, start)) ||
      /^ (?:chợ|cho|nghị|nghi|đồng|thảo)/iu.test(text.slice(end))
    );
  }
  if (word === 'tổ' || word === 'to')
    return /^ (?:yến|ong|dân phố|chức|tiên|quốc|chim|yen|dan pho|chuc|tien|quoc)/iu.test(text.slice(end));
  if (word === 'nhà' || word === 'nha')
    return /^ (?:máy|nước|hàng|xưởng|khoa|văn|may|nuoc|hang|xuong)/iu.test(text.slice(end));
  return (word === 'hộ' || word === 'ho') && /^ (?:khẩu|khau|nghèo|tịch)/iu.test(text.slice(end));
}

function isTourism(text: string, answers: { readonly [field: string]: unknown }): boolean {
  if (answers['product.set'] === 26) return true;
  return [text, String(answers['product.name'] ?? '')].some((words) => suggestSets(words)[0]?.set === 26);
}

function askAssociation(
  choices: readonly { value: string | number | boolean; label: string }[],
  words: string,
): Reading {
  return {
    kind: 'choose',
    text: ASSOCIATION,
    words,
    choices: choices
      .filter((one) => typeof one.value === 'string')
      .map(({ value: id, label }) => ({ value: id, label })),
  };
}
