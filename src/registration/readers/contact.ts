import { findDates } from '../../language/dates.ts';
import { findEmails } from '../../language/emails.ts';
import { fold } from '../../language/fold.ts';
import { findPhones } from '../../language/phones.ts';
import { holds } from '../conditions.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

const PHONE_EXAMPLE = 'Ví dụ: 0912 345 678, hoặc số bàn 0237 và 7 số.';

const TWO_NUMBERS = /^(?:0[35789]\d{8}){2}$/;

/** Mobile 03/05/07/08/09 + 8 digits, or 0237 + 7; stored as 0…. */
export const readPhone: Reader = (_field, _span, text) => {
  const phones = findPhones(text);
  const good = phones.filter((one) => one.phone !== null).at(-1);
  if (good?.phone) return value(good.phone, good.text);
  const [bad] = phones;
  if (bad?.problem === 'prefix') {
    return invalid('prefix', `Số ${bad.text.trim()} không có đầu số di động hay số bàn Thanh Hóa. ${PHONE_EXAMPLE}`);
  }
  const digits = text.replace(/\D/g, '');
  if (TWO_NUMBERS.test(digits))
    return invalid('two', 'Tôi thấy hai số. Anh/chị gõ một số mà cán bộ gọi được, ví dụ: 0912 345 678.');
  if (bad || digits.length >= 4) {
    const count = (bad?.text.replace(/\D/g, '') || digits).length;
    return invalid(
      'length',
      `Số điện thoại cần đủ 10 số${count > 0 ? `, tôi mới thấy ${count} số` : ''}. ${PHONE_EXAMPLE}`,
    );
  }
  return NONE;
};

export const readEmail: Reader = (_field, _span, text) => {
  const email =
    findEmails(text).at(-1) ??
    findEmails(text.replace(/\s*([@.])\s*/g, '$1'))
      .map((one) => ({ ...one, text }))
      .at(-1);
  if (email) return value(email.email, email.text);
  if (/@|\.(?:com|vn|net|org)\b|\bgmail\b|a còng|chấm com/iu.test(text)) {
    return invalid(
      'shape',
      'Địa chỉ email cần có tên, dấu @ và tên miền. Ví dụ: tencoso@gmail.com. Không có thì gõ "bỏ qua".',
    );
  }
  return NONE;
};

/** 6–20 letters and digits without separators, upper case; at least four digits so that words are no number. */
export const readRegistrationNumber: Reader = (field, span, text, context) => {
  const dates = findDates(text, context.today);
  const source = dates.reduce((rest, date) => rest.replace(date.text, ' ; '), span.text);
  const codes = [
    ...source.matchAll(/[\p{L}\p{N}.\-/]*\d[\p{L}\p{N}.\-/]*(?:[ ][\p{L}\p{N}.\-/]*\d[\p{L}\p{N}.\-/]*)*/gu),
  ]
    .map((match) => match[0])
    .map((raw) => ({ raw, code: fold(raw.replace(/[^\p{L}\p{N}]/gu, '')).toUpperCase() }))
    .filter(({ raw, code }) => code.replace(/\D/g, '').length >= 4 || (/[/-]/.test(raw) && code.length >= 6));
  const best = codes.sort((a, b) => b.code.length - a.code.length)[0] ?? spokenDigits(span.text);
  if (best) {
    const { length } = best.code;
    if (length >= 6 && length <= 20) return value(best.code, best.raw);
    return invalid(
      'length',
      `Số giấy có từ 6 đến 20 chữ và số, tôi thấy ${length}. Ví dụ: 26A8001234 hoặc 2801234567.`,
    );
  }
  if (/\d/.test(span.text))
    return invalid('length', 'Số giấy có từ 6 đến 20 chữ và số. Ví dụ: 26A8001234 hoặc 2801234567.');
  if (
    context.mode === 'asked' &&
    /\b(?:chua|khong|ko|no|chang)\b/.test(fold(text)) &&
    !mayLack(field.mayStayOpen, context.answers)
  ) {
    return invalid(
      'required',
      'Hợp tác xã, doanh nghiệp, trang trại và hội cần số giấy đăng ký mới tham gia được. Anh/chị xem trên giấy giúp tôi; chưa tìm thấy thì gõ "để sau".',
    );
  }
  return NONE;
};

function mayLack(conditions: Parameters<typeof holds>[0] | undefined, answers: Parameters<typeof holds>[1]): boolean {
  return conditions !== undefined && holds(conditions, answers);
}

const DIGIT_WORDS = new Map(
  'không khong linh lẻ|một mot mốt|hai|ba|bốn bon tư tu|năm nam lăm|sáu sau|bảy bay bẩy|tám tam|chín chin'
    .split('|')
    .flatMap((words, digit) => words.split(' ').map((word) => [word, String(digit)] as const)),
);

/** "hai tám không một …": at least six digits said one by one. */
function spokenDigits(text: string): { raw: string; code: string } | null {
  const words = text.toLowerCase().split(/[\s,.-]+/);
  let run: string[] = [];
  for (const word of [...words, '']) {
    const digit = DIGIT_WORDS.get(word) ?? (/^\d$/.test(word) ? word : undefined);
    if (digit !== undefined) run.push(digit);
    else if (run.length >= 6) return { raw: text, code: run.join('') };
    else run = [];
  }
  return null;
}

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** 10, 10-3 or 12 digits. A wrong check digit warns and never blocks; "cùng số giấy đăng ký" repeats that number. */
export const readTaxCode: Reader = (_field, _span, text, context) => {
  const registered = context.answers['applicant.registrationNumber'];
  if (
    /(?:cung|giong|trung|nhu|chinh la|y|van) (?:voi )?(?:so|ma|tren|giay|vay|nhu|cu)|^(?:cung|giong|trung|nhu tren|mot so)\b/.test(
      fold(text),
    ) &&
    !/\d{6}/.test(text)
  ) {
    if (typeof registered === 'string' && /^(?:\d{10}|\d{12}|\d{13})$/.test(registered))
      return value(registered, text.trim());
    return invalid(
      'not-a-tax-code',
      'Số giấy đăng ký của mình không phải dạng mã số thuế (10 số). Anh/chị gõ mã số thuế, hoặc "bỏ qua".',
    );
  }
  const runs = [...text.matchAll(/\d[\d .-]*\d/g)].map((match) => match[0]);
  const raw = runs.sort((a, b) => b.replace(/\D/g, '').length - a.replace(/\D/g, '').length)[0];
  const said = raw === undefined ? spokenDigits(text) : { raw, code: raw.replace(/\D/g, '') };
  if (!said) return NONE;
  const digits = said.code;
  if (digits.length === 13)
    return value(`${digits.slice(0, 10)}-${digits.slice(10)}`, said.raw, checkWarning(digits.slice(0, 10)));
  if (digits.length === 12) return value(digits, said.raw);
  if (digits.length === 10) return value(digits, said.raw, checkWarning(digits));
  return invalid(
    'length',
    `Mã số thuế có 10 số (đơn vị phụ thuộc 13 số, cá nhân 12 số), tôi thấy ${digits.length} số. Ví dụ: 2801234567. Không có thì gõ "bỏ qua".`,
  );
};

function checkWarning(code: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(code[at]), 0);
  const expected = 10 - (sum % 11);
  if (expected === Number(code[9])) return undefined;
  return 'Số cuối của mã số thuế không khớp phép kiểm tra, anh/chị xem lại giúp; nếu đúng như trên giấy thì cứ để vậy.';
}
