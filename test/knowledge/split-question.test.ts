import { describe, expect, it } from 'vitest';
import { askingClause, splitQuestion } from '../../src/knowledge/split-question.ts';

describe('splitQuestion', () => {
  it.each([
    ['Xã xem hồ sơ mấy ngày, còn tỉnh một năm chấm mấy đợt?', ['Xã xem hồ sơ mấy ngày', 'tỉnh một năm chấm mấy đợt?']],
    ['Nộp mấy hàng mẫu và nộp ở đâu?', ['Nộp mấy hàng mẫu', 'nộp ở đâu?']],
    ['Bao giờ tỉnh chấm và khi nào có giấy?', ['Bao giờ tỉnh chấm', 'khi nào có giấy?']],
    ['2 sao có giấy không, phải mấy điểm mới có giấy?', ['2 sao có giấy không', 'phải mấy điểm mới có giấy?']],
  ])('parts %s', (question, parts) => {
    expect(splitQuestion(question)).toEqual(parts);
  });

  it.each([
    'Giờ tôi mang hồ sơ ra đâu nộp?',
    'Hàng tôi vào siêu thị rồi, còn phải có giấy gì mới tính cho 5 sao?',
    'Hội chợ, triển lãm và livestream do ai làm?',
  ])('keeps whole: %s', (question) => {
    expect(splitQuestion(question)).toHaveLength(1);
  });
});

describe('askingClause', () => {
  it.each([
    ['Mẹ tôi làm mắm lâu năm, giờ nộp giấy ở đâu?', 'giờ nộp giấy ở đâu?'],
    ['Giấy chứng nhận có giá trị bao lâu? Gọi lại cho tôi', 'Giấy chứng nhận có giá trị bao lâu?'],
    ['Giấy chứng nhận có giá trị bao lâu?', null],
    ['Mẹ tôi làm mắm. Gọi lại cho tôi', null],
  ])('of %s', (question, clause) => {
    expect(askingClause(question)).toBe(clause);
  });
});
