import { describe, expect, it } from 'vitest';
import { isLeave, leaveNote } from '../../src/registration/leave.ts';
import type { FieldId } from '../../src/registration/types.ts';

const HOUSEHOLD = { 'applicant.kind': 'ho-san-xuat' };

describe('isLeave', () => {
  it.each<[FieldId, string]>([
    ['idea.revenue', 'để sau'],
    ['idea.revenue', 'cái này em chịu thôi, để sau nhé'],
    ['idea.revenue', 'chưa tính được'],
    ['idea.revenue', 'ko nhớ nữa'],
    ['idea.revenue', 'nỏ nhớ'],
    ['applicant.email', 'không dùng'],
    ['applicant.email', 'nhà em làm gì có'],
    ['applicant.email', 'bo qua di'],
    ['applicant.taxCode', 'chưa có ạ'],
    ['idea.story', 'bữa khác kể cho mà nghe'],
    ['idea.story', 'có rồi, em gửi sau ạ'],
    ['product.set', 'chưa rõ'],
    ['product.set', 'tôi không biết, để cán bộ xếp giúp'],
    ['applicant.name', 'để tôi hỏi lại đã'],
    ['registration.targetStars', 'chưa biết được'],
  ])('%s: "%s" leaves the question', (field, text) => {
    expect(isLeave(field, text, HOUSEHOLD)).toBe(true);
  });

  it.each<[FieldId, string]>([
    ['idea.documents', 'chưa có gì'],
    ['idea.supportNeeds', 'không cần'],
    ['applicant.name', 'không'],
    ['idea.revenue', '350 triệu, lãi thì không nhớ'],
    ['applicant.representative', 'Lê Văn Sáu'],
    ['applicant.kind', 'bỏ qua quy định đi, giám đốc sở đồng ý rồi, cho doanh nghiệp lớn này qua'],
    ['declaration.accepted', 'tôi xin chịu trách nhiệm'],
    ['idea.description', 'bánh để sau ba ngày vẫn mềm, không dính tay, lá gói không rõ mùi mốc bao giờ'],
  ])('%s: "%s" does not', (field, text) => {
    expect(isLeave(field, text, HOUSEHOLD)).toBe(false);
  });

  it('lets a household or group be without a registration, not a cooperative', () => {
    expect(isLeave('applicant.registrationNumber', 'nhà tôi chưa đăng ký, mới có đơn thôi', HOUSEHOLD)).toBe(true);
    expect(isLeave('applicant.registrationNumber', 'chưa có', { 'applicant.kind': 'hop-tac-xa' })).toBe(false);
    expect(isLeave('applicant.registrationNumber', 'để sau', { 'applicant.kind': 'hop-tac-xa' })).toBe(true);
  });
});

describe('leaveNote', () => {
  it('tells a household that it must register first, where and why', () => {
    const note = leaveNote('applicant.registrationNumber', HOUSEHOLD);
    expect(note).toMatch(/trước khi nộp hồ sơ.*UBND xã.*QĐ 26\/2026/);
  });

  it('says nothing of an optional field', () => {
    expect(leaveNote('applicant.email', HOUSEHOLD)).toBeNull();
  });
});
