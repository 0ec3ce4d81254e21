import { describe, expect, it } from 'vitest';
import { showValue } from '../../src/registration/form.ts';
import { formatReference } from '../../src/registration/reference.ts';
import { reviewLines } from '../../src/registration/review.ts';
import type { Answers, FieldId, FieldValue } from '../../src/registration/types.ts';

const ANSWERS: Answers = {
  'applicant.kind': 'ho-san-xuat',
  'applicant.name': 'Hộ bà Mơ',
  'applicant.unit': '16000',
  'registration.kind': 'lan-dau',
  'idea.labour': { total: 4, local: 3 },
};

describe('reviewLines', () => {
  it('numbers the fields of this registration from one, without those that do not apply', () => {
    const lines = reviewLines(ANSWERS, new Set<FieldId>(['applicant.email']));
    expect(lines.map((line) => line.number)).toEqual(lines.map((_, i) => i + 1));
    expect(lines.map((line) => line.field)).not.toContain('product.currentStars');
    expect(lines.find((line) => line.field === 'applicant.unit')?.value).toBe('Xã Hoằng Thanh');
  });

  it('marks what was left, and that the officer will choose the set', () => {
    const lines = reviewLines(ANSWERS, new Set<FieldId>(['applicant.email', 'product.set']));
    expect(lines.find((line) => line.field === 'applicant.email')?.value).toBe('(để sau)');
    expect(lines.find((line) => line.field === 'product.set')?.value).toBe('(để cán bộ xếp)');
  });
});

describe('showValue', () => {
  it.each<[FieldId, FieldValue, string]>([
    ['applicant.kind', 'hop-tac-xa', 'Hợp tác xã'],
    ['applicant.registrationDate', '2013-09-02', '02/09/2013'],
    ['product.set', 9, 'Bộ 9: Tương, nước mắm, gia vị dạng lỏng khác'],
    ['registration.targetStars', 4, '4 sao'],
    ['idea.labour', { total: 22, local: 20 }, '22 người, trong xã 20 người'],
    ['idea.capacity', { amount: 2.5, unit: 'tấn' }, '2,5 tấn một năm'],
    ['idea.capacity', { amount: 180000, unit: 'cái' }, '180.000 cái một năm'],
    ['idea.materials', { text: 'lá gai', inCommune: 60, inProvince: 100 }, 'lá gai (trong xã 60%, trong tỉnh 100%)'],
    ['idea.revenue', 2_100_000_000, '2,1 tỷ đồng'],
    ['idea.revenue', 350_000_000, '350 triệu đồng'],
    ['idea.markets', ['trong-tinh', 'trong-xa'], 'Trong tỉnh; Trong xã'],
    ['idea.documents', [], 'Chưa có'],
    ['idea.supportNeeds', [], 'Không cần'],
    ['declaration.accepted', true, 'Tôi cam đoan đúng'],
  ])('%s %j is shown as "%s"', (field, value, shown) => {
    expect(showValue(field, value)).toBe(shown);
  });
});

describe('formatReference', () => {
  it('has the year and six figures', () => {
    expect(formatReference(2026, 123)).toBe('OCOP-2026-000123');
  });
});
