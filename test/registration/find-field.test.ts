import { describe, expect, it } from 'vitest';
import { findFieldMention } from '../../src/registration/find-field.ts';
import { FORM } from '../../src/registration/form.ts';

describe('findFieldMention', () => {
  it.each([
    ['sửa số điện thoại', 'applicant.phone'],
    ['sua sdt', 'applicant.phone'],
    ['cái tên sản phẩm ghi sai', 'product.name'],
    ['à nhầm, sản lượng là 9000 hộp', 'idea.capacity'],
    ['số lao động tôi tính sót', 'idea.labour'],
    ['đổi người đại diện giúp em', 'applicant.representative'],
    ['sửa ngày hết hạn giấy', 'product.certificateExpiry'],
    ['doanh thu ghi nhầm', 'idea.revenue'],
    ['nơi bán còn thiếu siêu thị', 'idea.markets'],
    ['sửa giấy tờ đã có', 'idea.documents'],
    ['mst sai rồi', 'applicant.taxCode'],
    ['hôm nay trời mưa', null],
  ])('"%s" names %s', (text, expected) => {
    expect(findFieldMention(text)).toBe(expected);
  });

  it('finds every field by its own label', () => {
    for (const field of FORM.fields) expect(findFieldMention(`sửa ${field.label}`), field.label).toBe(field.id);
  });
});
