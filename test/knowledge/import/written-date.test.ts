import { describe, expect, it } from 'vitest';
import { inForceFrom, spelledDate } from '../../../src/knowledge/import/written-date.ts';

describe('dates as documents write them', () => {
  it.each([
    ['Quyết định này có hiệu lực từ ngày 15 tháng 4 năm 2027.', '2027-04-15'],
    ['1. Nghị quyết này có hiệu lực thi hành kể từ ngày 01/7/2027 và thay thế Nghị quyết số 5.', '2027-07-01'],
    ['Quyết định này có hiệu lực kể từ ngày ký.', null],
    ['Quyết định số 26 có hiệu lực từ ngày 22 tháng 5 năm 2026.', null],
    ['Quyết định này có hiệu lực từ ngày 31 tháng 2 năm 2027.', null],
  ])('in force: %s → %s', (text, date) => {
    expect(inForceFrom([{ paragraphs: ['Tổ chức thực hiện', text] }])).toBe(date);
  });

  it.each([
    ['Thanh Hóa, ngày 05 tháng 4 năm 2027', '2027-04-05'],
    ['Thanh Hóa, ngày     tháng 4 năm 2027', null],
  ])('of issue: %s → %s', (text, date) => {
    expect(spelledDate(text)).toBe(date);
  });
});
