import { describe, expect, it } from 'vitest';
import { ask } from './shared.ts';

describe('what no list of lacking details names', () => {
  it.each([
    'tem OCOP dán trên hộp bánh cỡ mấy xăng ti mét',
    'ship hàng OCOP đi Sài Gòn bên nào rẻ nhất',
    'nước mắm Ba Làng của nhà ông Thuấn đang mấy sao rồi',
    'giá sỉ miến gạo Thăng Long bao nhiêu một ký',
    'nhà máy nào in tem QR cho tỉnh',
    'Học xong lớp OCOP có được bằng trung cấp không?',
    'Cô nào phụ trách lớp chuyên sâu?',
    'Năm tới có bao nhiêu lớp tập huấn?',
  ])('is not answered from a statement about the same thing: %s', (question) => {
    expect(ask(question).kind).toBe('refusal');
  });

  it.each([
    'nhiều nhất mấy dự án một huyện năm 2024',
    'xã Hoằng Lộc thì nộp hồ sơ OCOP ở đâu',
    'nop ho so ocop o dau',
    'bac cho hoi 3 sao can bao nhieu diem',
    'mô hình khoa học công nghệ thì năng suất tăng bao nhiêu',
    'Chợ phiên livestream chọn mấy nhà mỗi phiên?',
  ])('still answers what a statement holds, with a place told by the way or without marks: %s', (question) => {
    expect(ask(question).kind).toBe('answer');
  });
});
