import { fold } from '../../language/fold.ts';
import { findNumbers } from '../../language/numbers.ts';
import { repair } from '../../language/repair.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

/** 3, 4 or 5 stars; "từ 4 lên 5" gives 4 for what it has and 5 for what it wants. A higher target only for an upgrade. */
export const readStars: Reader = (field, span, text, context) => {
  const stars = starsIn(text);
  if (stars.length === 0) return NONE;
  const wanted = field.id === 'registration.targetStars';
  const found = wanted ? stars.at(-1) : stars[0];
  if (found === undefined) return NONE;
  if (found < 3 || found > 5 || !Number.isInteger(found)) {
    return invalid(
      'range',
      'Giấy chứng nhận OCOP có hạng 3, 4 hoặc 5 sao. Anh/chị gõ một trong ba số đó, ví dụ: 4 sao.',
    );
  }
  const current = context.answers['product.currentStars'];
  if (
    wanted &&
    context.answers['registration.kind'] === 'nang-hang' &&
    typeof current === 'number' &&
    found <= current
  ) {
    if (current >= 5)
      return invalid(
        'already-highest',
        'Sản phẩm đã 5 sao là hạng cao nhất, không còn hạng để nâng. Anh/chị gõ "để sau", hoặc sửa lần đăng ký thành "đánh giá lại".',
      );
    return invalid(
      'not-higher',
      `Nâng hạng thì hạng mong muốn phải cao hơn ${current} sao đang có. Ví dụ: ${current + 1} sao.`,
    );
  }
  return value(found, span.text);
};

/** The numbers of stars said, in order: "4 sao", "bốn sao", "4*", "★★★★", "lên 5". */
export function starsIn(text: string): number[] {
  const signs = /[★⭐]{2,5}/u.exec(text);
  if (signs) return [[...signs[0]].length];
  const words = repair(text).replace(/[*★⭐]/gu, ' sao');
  const numbers = findNumbers(words).filter(
    (one) => !/^\s*(?:tháng|thang|năm|nam|%|\/|ngày)/iu.test(words.slice(one.end)),
  );
  const withSign = numbers.filter(
    (one) =>
      /^ *sao/i.test(words.slice(one.end)) ||
      /(?:lên|len|hạng|hang|từ|tu|đang|dang|là|được|duoc)\s*$/iu.test(words.slice(0, one.start)),
  );
  const kept = withSign.length > 0 ? withSign : numbers;
  const values = kept.map((one) => one.value);
  return values.length > 0 ? values : spelled(words);
}

/** "sao năm", "bốn" alone: single words that the number reader leaves out as doubtful. */
function spelled(words: string): number[] {
  const match = /\b(mot|hai|ba|bon|tu|nam)\b(?= sao|$)/.exec(fold(words));
  const digits: Record<string, number> = { mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5 };
  return match?.[1] ? [digits[match[1]] ?? 0] : [];
}
