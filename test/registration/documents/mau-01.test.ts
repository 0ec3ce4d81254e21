import { beforeAll, describe, expect, it } from 'vitest';
import { mau01 } from '../../../src/registration/documents/mau-01.ts';
import type { Answers } from '../../../src/registration/types.ts';
import { textOf } from './office-file.ts';

const ANSWERS: Answers = {
  'applicant.kind': 'hop-tac-xa',
  'applicant.name': 'HTX nông nghiệp & dịch vụ Quảng Thọ',
  'applicant.representative': 'Nguyễn Thị Mận',
  'applicant.position': 'Giám đốc',
  'applicant.unit': '16000',
  'applicant.address': 'thôn Sao Vàng, ngõ 3',
  'applicant.phone': '0972604318',
  'applicant.email': 'htxquangtho@gmail.com',
  'applicant.taxCode': '2801234567',
  'product.name': 'Mắm tép đồng',
  'product.set': 9,
  'registration.kind': 'nang-hang',
  'idea.revenue': 350_000_000,
};

describe('Mẫu số 01', () => {
  let text = '';
  let footer = '';
  beforeAll(async () => {
    const docx = await mau01({ answers: ANSWERS, reference: 'OCOP-2026-000123', submittedAt: '2026-11-23' });
    text = textOf(docx, 'word/document.xml');
    footer = textOf(docx, 'word/footer1.xml');
  });

  it.each([
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'PHIẾU ĐĂNG KÝ',
    '(Tỉnh Thanh Hóa, năm 2026)',
    '1.1. Tên đơn vị: HTX nông nghiệp & dịch vụ Quảng Thọ',
    '1.2. Họ và tên người đại diện theo pháp luật: Nguyễn Thị Mận',
    '1.3. Chức vụ: Giám đốc',
    '1.4. Địa chỉ liên hệ: thôn Sao Vàng, ngõ 3, xã Hoằng Thanh, tỉnh Thanh Hóa',
    '1.5. Điện thoại: 0972604318',
    '1.6. Email: htxquangtho@gmail.com',
    '2. Tên sản phẩm: Mắm tép đồng',
    'Ngành: Thực phẩm',
    'Nhóm: Gia vị',
    'Phân nhóm (bộ sản phẩm): Tương, nước mắm, gia vị dạng lỏng khác (bộ 9)',
    'Phiếu số: ………/PĐK-38-16000-2026',
    'UBND XÃ HOẰNG THANH',
  ])('holds "%s"', (expected) => {
    expect(text).toContain(expected);
  });

  it('ticks the one registration kind', () => {
    expect(text).toMatch(/Lần đầu ☐\s+Nâng hạng ☒\s+Đánh giá lại ☐/);
  });

  it('leaves out what the official form does not ask', () => {
    expect(text).not.toContain('2801234567');
    expect(text).not.toContain('350');
  });

  it('leaves the day and the signature blank, and puts our reference into the footer', () => {
    expect(text).toContain('ngày … tháng … năm');
    expect(text).not.toContain('23/11');
    expect(footer).toContain('OCOP-2026-000123');
  });

  it('is drawn with blanks when little is known', async () => {
    const docx = await mau01({
      answers: { 'product.set': 26 },
      reference: 'OCOP-2026-000124',
      submittedAt: '2026-11-23',
    });
    const blank = textOf(docx, 'word/document.xml');
    expect(blank).toContain('1.1. Tên đơn vị: …');
    expect(blank).toContain('không áp dụng với dịch vụ du lịch');
  });
});
