import { describe, expect, it } from 'vitest';
import { nextStepsSheet } from '../../../src/registration/documents/next-steps-sheet.ts';
import type { Answers } from '../../../src/registration/types.ts';
import { ANSWERS } from '../../office/documents/records.ts';
import { textOf } from './office-file.ts';

const draw = async (answers: Answers, today = '2026-11-23') =>
  textOf(await nextStepsSheet({ answers, reference: 'OCOP-2026-000123', submittedAt: '2026-11-23', today }));

describe('the page of next steps', () => {
  it('names the product, the commune and the round, each step with its article', async () => {
    const text = await draw(ANSWERS);
    expect(text).toContain('Sản phẩm: Mắm tép "đồng" <loại 1>');
    expect(text).toContain('Nơi nộp: UBND xã Hoằng Thanh');
    expect(text).toContain('trước 30/04/2027, nên nộp sớm hơn mốc này chừng một tháng. (QĐ 26/2026/QĐ-TTg, Điều 5)');
    expect(text).toContain('(QĐ 26/2026/QĐ-TTg, Điều 7 khoản 1 và 2)');
  });

  it('lists the papers for the rank aimed at, ticked when they are there', async () => {
    const text = await draw(ANSWERS);
    expect(text).toContain('hạng 4 sao');
    expect(text).toContain('☒\nGiấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm\nĐảm bảo chất lượng sản phẩm');
    expect(text).toContain('☐\nHợp đồng liên kết\nLiên kết chuỗi trong sản xuất');
  });

  it('asks less for three stars', async () => {
    const text = await draw({ ...ANSWERS, 'registration.targetStars': 3 });
    expect(text).toContain('hạng 3 sao');
    expect(text).not.toContain('Hợp đồng liên kết');
    expect(text).not.toContain('Giấy chứng nhận đăng ký nhãn hiệu');
  });

  it('tells the days of a re-evaluation when today lies outside them', async () => {
    const again = { ...ANSWERS, 'registration.kind': 'danh-gia-lai' };
    expect(await draw(again, '2026-11-01')).toContain('từ 21/11/2026 đến 20/01/2027');
    expect(await draw(again, '2026-12-01')).not.toContain('Lưu ý');
  });

  it('sends a household without registration to register, and to the officer for its set', async () => {
    const text = await draw({ 'applicant.kind': 'ho-san-xuat', 'product.name': 'Rượu siêu men lá' });
    expect(text).toMatch(/1\. Đăng ký kinh doanh trước ở UBND xã, phường nơi sản xuất.*Điều 2 khoản 3/);
    expect(text).toContain('Chưa xác định bộ sản phẩm');
  });
});
