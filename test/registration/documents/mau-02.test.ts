import { beforeAll, describe, expect, it, test } from 'vitest';
import { mau02 } from '../../../src/registration/documents/mau-02.ts';
import { scorecard } from '../../../src/registration/scorecards.ts';
import type { Answers } from '../../../src/registration/types.ts';
import { ANSWERS } from '../../office/documents/records.ts';
import { isSound, partOf, textOf } from './office-file.ts';

const draw = (answers: Answers) => mau02({ answers, reference: 'OCOP-2026-000123', submittedAt: '2026-11-23' });

describe('Mẫu số 02', () => {
  let text = '';
  beforeAll(async () => {
    text = textOf(await draw(ANSWERS));
  });

  it.each([
    'BÁO CÁO TỰ ĐÁNH GIÁ VỀ SẢN PHẨM',
    '1. Tên chủ thể: HTX nông nghiệp & dịch vụ Quảng Thọ',
    '2. Loại hình tổ chức: Hợp tác xã',
    '3. Địa chỉ: thôn Sao Vàng, ngõ 3, xã Hoằng Thanh, tỉnh Thanh Hóa',
    '4. Điện thoại: 0972604318    Email: htxquangtho@example.com',
    '5. Người đại diện theo pháp luật: Nguyễn Thị Mận',
    '6. Ngày thành lập/đăng ký kinh doanh: 05/03/2020',
    'Số giấy đăng ký (nếu có): 0012345678',
    '7. Tên sản phẩm/dịch vụ: Mắm tép "đồng" <loại 1>',
    'Lao động: 12 người, trong xã 10 người',
    'Nguyên liệu: tép đồng, muối Hải Bình (trong xã 60%, trong tỉnh 100%)',
    'Mắm tép đồng ủ chum sành sáu tháng',
    '(Nêu rõ thay đổi so với lúc được công nhận, kèm minh chứng.)',
    'Nơi bán: Ngoài tỉnh; Trong tỉnh',
    'Sản lượng: 2,5 tấn một năm',
    'Doanh thu năm gần nhất: 1,35 tỷ đồng',
    'Phiếu chấm bộ 9: Tương, nước mắm, gia vị dạng lỏng khác',
    'PHỤ LỤC. Câu chuyện sản phẩm\nNghề có từ thời cụ cố.\nNgày trước chỉ làm vào tháng Chạp.',
  ])('holds "%s"', (expected) => {
    expect(text).toContain(expected);
  });

  it.each(['Giới tính: …', 'Dân tộc: …', 'Địa chỉ thường trú: …', 'Quy cách: …', 'Tiêu chuẩn: …', 'Lợi nhuận: …'])(
    'leaves "%s" to the person',
    (blank) => {
      expect(text).toContain(blank);
    },
  );

  it.each([
    ['☒', 'a) Giấy đăng ký kinh doanh'],
    ['☒', 'b) Đã công bố chất lượng'],
    ['☒', 'c) Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm'],
    ['☒', 'd) Có đăng ký sở hữu trí tuệ:'],
    ['☐', '    Giấy chứng nhận nhãn hiệu (đã nộp đơn đăng ký)'],
    ['☐', '    Bằng sáng chế'],
  ])('%s %s', (box, label) => {
    expect(text).toContain(`${box} ${label}`);
  });

  it('puts the papers beside the criterion that they prove, ticked when the person has them', () => {
    const row = text.slice(text.indexOf('Sở hữu trí tuệ (tối đa 3)'), text.indexOf('4.1\n'));
    expect(row).toContain('1 điểm (***): Đơn đăng ký nhãn hiệu');
    expect(row).toContain('☒ Đơn đăng ký nhãn hiệu (đã nộp; cần kèm văn bản chấp nhận đơn)');
    expect(row).toContain('☐ Giấy chứng nhận đăng ký nhãn hiệu');
  });

  it('gives no points: the column is the producer’s', () => {
    const xml = text.split('\n');
    const total = xml.findIndex((line) => line.startsWith('Tổng điểm'));
    expect(xml.slice(total + 1, total + 4)).toEqual(['', '', '']);
  });

  it('leaves out the tax code, which the official form does not ask', () => {
    expect(text).not.toContain('0801234567');
  });
});

test('nothing known: every place blank, no score sheet, no box ticked', async () => {
  const text = textOf(await draw({}));
  expect(text).toContain('1. Tên chủ thể: …');
  expect(text).toContain('Chưa xác định bộ sản phẩm');
  expect(text).not.toContain('☒');
});

test.each(Array.from({ length: 26 }, (_, index) => index + 1))(
  'set %i: every criterion of its sheet is there',
  async (set) => {
    const docx = await draw({ ...ANSWERS, 'product.set': set });
    const text = textOf(docx);
    const criteria = scorecard(set)?.flatMap((section) => section.criteria) ?? [];
    expect(criteria.length).toBeGreaterThan(20);
    for (const { code, label, max } of criteria) expect(text).toContain(`${code}\n${label} (tối đa ${max})`);
    expect(isSound(partOf(docx, 'word/document.xml'))).toBe(true);
  },
);

test('long answers and characters that no file may hold', async () => {
  const story = `Ngày xưa\u0000\u0008 có bà cụ & <ông> "lão"\uD83D\n\n${'kể mãi không hết 🌾 '.repeat(150)}`;
  const docx = await draw({ ...ANSWERS, 'idea.story': story, 'idea.description': 'x'.repeat(2_000) });
  expect(isSound(partOf(docx, 'word/document.xml'))).toBe(true);
  expect(textOf(docx)).toContain('Ngày xưa có bà cụ & <ông> "lão"\nkể mãi không hết 🌾 kể');
});
