import { describe, expect, it } from 'vitest';
import { requestedDocument } from '../../../src/conversation/interpret/document-request.ts';
import { interpret } from '../../../src/conversation/interpret/interpret.ts';
import { hear } from '../../../src/conversation/interpret/said.ts';
import { newState } from '../../../src/conversation/state.ts';

describe('a document asked for', () => {
  it.each([
    ['cho tôi mẫu 02', 'mau-02'],
    ['cho em xin mẫu số 2 với ạ', 'mau-02'],
    ['gui lai mau 02 cho toi', 'mau-02'],
    ['mẫu 02', 'mau-02'],
    ['gửi tôi mẫu số hai được không ạ', 'mau-02'],
    ['cho xin báo cáo tự đánh giá', 'mau-02'],
    ['xin lại mẫu 01', 'mau-01'],
    ['cho tôi xin lại phiếu đăng ký', 'mau-01'],
    ['gửi lại phiếu', 'mau-01'],
    ['việc cần làm tiếp', 'next-steps'],
    ['việc cần làm tiếp là gì', 'next-steps'],
    ['cho tôi các bước tiếp theo', 'next-steps'],
    ['giờ làm gì tiếp', 'next-steps'],
    ['gio phai lam chi tiep theo', 'next-steps'],
  ])('%s → %s', (words, kind) => {
    expect(requestedDocument(hear(words))).toBe(kind);
  });

  it.each([
    'mẫu 02 điền thế nào',
    'mẫu số 02 gồm những phần gì',
    'mẫu 03 ai làm',
    'cho tôi mẫu 20',
    'phải nộp mấy sản phẩm mẫu',
    'báo cáo tự đánh giá phải viết những nội dung nào',
    'tôi muốn đăng ký sản phẩm',
    'chào bạn',
    '',
  ])('not: %s', (words) => {
    expect(requestedDocument(hear(words))).toBeNull();
  });
});

it('in mid-form only Mẫu 02 is one: "gửi phiếu" sends the form', () => {
  const form = { answers: {}, open: new Set<never>() };
  const at = {
    state: { ...newState(), asking: 'review' as const },
    form,
    today: '2026-11-23',
    absent: false,
    previousField: null,
  };
  const say = (text: string) => interpret({ kind: 'text', text }, { ...at, sent: true });
  expect(say('gửi lại phiếu')).toEqual([{ type: 'go', to: 'submit' }]);
  expect(say('cho tôi mẫu 02')).toEqual([{ type: 'sendDocument', document: 'mau-02' }]);
});
