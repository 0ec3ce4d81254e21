import { describe, expect, it } from 'vitest';
import { restoreMarks } from '../../src/knowledge/restore-marks.ts';
import { finish } from '../../src/knowledge/steps.ts';
import { vocabularyInSteps } from '../../src/knowledge/vocabulary.ts';
import { markedForm, words } from '../../src/knowledge/words.ts';

const vocabulary = finish(
  vocabularyInSteps(
    [
      'đăng ký bảo hộ nhãn hiệu',
      'giấy chứng nhận sản phẩm',
      'hộ kinh doanh nộp hồ sơ',
      'Chợ Phiên OCOP',
      'chủ thể cho bán hàng',
      'bản sao giấy tờ',
    ].map(words),
  ),
);

function read(text: string): string[] {
  return restoreMarks(words(text), vocabulary).map((word) => word.marked);
}
const forms = (text: string): string[] => text.split(' ').map(markedForm);

describe('restoreMarks', () => {
  it('puts marks in by the neighbours that our texts know', () => {
    expect(read('dang ky bao ho nhan hieu')).toEqual(forms('đăng ký bảo hộ nhãn hiệu'));
    expect(read('ho kinh doanh nop ho so')).toEqual(forms('hộ kinh doanh nộp hồ sơ'));
  });

  it('finishes words half marked', () => {
    expect(read('giâý chưng nhận')).toEqual(forms('giấy chứng nhận'));
  });

  it('mends one wrong letter in a word that it does not know', () => {
    expect(read('chứng nhậnn')).toEqual(forms('chứng nhận'));
  });

  it('leaves marks as written when they make a known word', () => {
    expect(read('bán hàng')).toEqual(forms('bán hàng'));
  });

  it('leaves what it does not know', () => {
    const [word] = restoreMarks(words('zzzz'), vocabulary);
    expect(word).toMatchObject({ folded: 'zzzz', origin: 'unknown' });
  });
});
