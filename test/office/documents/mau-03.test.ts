import { beforeAll, describe, expect, it } from 'vitest';
import { mau03 } from '../../../src/office/documents/mau-03.ts';
import type { WrittenAssessment } from '../../../src/office/documents/types.ts';
import { isSound, partOf, textOf } from '../../registration/documents/office-file.ts';
import { record } from './records.ts';

const ASSESSMENTS: readonly WrittenAssessment[] = [
  { topic: 'labour', text: '10/12 lao động là người trong xã.', met: true },
  { topic: 'materials', text: 'Tép vó ven sông Chu.\nMuối mua ở phường Hải Bình.', met: true },
  { topic: 'idea', text: 'Chưa thấy tài liệu về nguồn gốc ý tưởng.', met: false },
];

describe('Mẫu số 03', () => {
  let text = '';
  beforeAll(async () => {
    text = textOf(await mau03({ registration: record(), assessments: ASSESSMENTS }));
  });

  it.each([
    'Mẫu số 03',
    'UBND XÃ HOẰNG THANH',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'BÁO CÁO CỦA ỦY BAN NHÂN DÂN CẤP XÃ',
    '1. Tên chủ thể: HTX nông nghiệp & dịch vụ Quảng Thọ',
    '2. Loại hình tổ chức: Hợp tác xã',
    '3. Địa chỉ: thôn Sao Vàng, ngõ 3, xã Hoằng Thanh, tỉnh Thanh Hóa',
    '4. Người đại diện theo pháp luật: Nguyễn Thị Mận',
    'Giới tính: …',
    'Dân tộc: …',
    'Địa chỉ thường trú: …',
    '5. Tên sản phẩm: Mắm tép "đồng" <loại 1>',
    'Bộ sản phẩm: Bộ 9: Tương, nước mắm, gia vị dạng lỏng khác',
    'phiếu số 12/PĐK-38-16000-2026, nhận ngày 25/11/2026',
    'Mã số sản phẩm: 38-16000-12-2026',
    '1. Nguồn gốc sản phẩm, nguyên liệu địa phương\nChủ thể khai: tép đồng, muối Hải Bình (trong xã 60%, trong tỉnh 100%)\nNhận xét:\nTép vó ven sông Chu.\nMuối mua ở phường Hải Bình.\nKết luận:  ☒ Đạt        ☐ Chưa đạt',
    '2. Sử dụng lao động địa phương\nChủ thể khai: 12 người, trong xã 10 người',
    'Chưa thấy tài liệu về nguồn gốc ý tưởng.\nKết luận:  ☐ Đạt        ☒ Chưa đạt',
    'UBND xã Hoằng Thanh đề nghị cơ quan quản lý OCOP tỉnh Thanh Hóa xem xét, đánh giá, phân hạng sản phẩm: Mắm tép',
    'ngày … tháng … năm',
    'TM. ỦY BAN NHÂN DÂN',
  ])('holds "%s"', (expected) => {
    expect(text).toContain(expected);
  });

  it('leaves the place of an assessment that nobody has written, and both boxes', () => {
    expect(text).toMatch(
      /4\. Bản sắc, trí tuệ địa phương\n.*\nNhận xét:\n\t\n\t\n\t\nKết luận: {2}☐ Đạt {8}☐ Chưa đạt/,
    );
  });

  it('is drawn when nothing is known', async () => {
    const blank = textOf(
      await mau03({
        registration: record({ answers: {}, officialNumber: null, productCode: null, receivedOn: null }),
        assessments: [],
      }),
    );
    expect(blank).toContain('UBND CẤP XÃ');
    expect(blank).toContain('phiếu số …………………, nhận ngày …………………');
  });

  it('holds long words of an officer and what no XML may hold', async () => {
    const long = `Nhận xét\u0000 dài\u0007 & <b>\uD800 ${'rất dài '.repeat(2_000)}`;
    const docx = await mau03({
      registration: record(),
      assessments: [{ topic: 'idea', text: long, met: true }],
    });
    expect(isSound(partOf(docx, 'word/document.xml'))).toBe(true);
    expect(textOf(docx)).toContain('Nhận xét dài & <b> rất dài');
  });
});
