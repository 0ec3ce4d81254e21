import { expect, test } from 'vitest';
import { readYesNo } from '../../../src/conversation/interpret/yes-no.ts';

test.each([
  ['vẫn chưa đúng', { yes: false, rest: '' }],
  ['van chua dung', { yes: false, rest: '' }],
  ['dạ vẫn sai ạ', { yes: false, rest: '' }],
  ['cũng chưa đúng', { yes: false, rest: '' }],
  ['còn sai', { yes: false, rest: '' }],
  ['lại sai rồi', { yes: false, rest: '' }],
  ['vẫn chưa đúng, tên là bánh gai', { yes: false, rest: 'tên là bánh gai' }],
  ['cũng được', { yes: true, rest: '' }],
  ['vẫn còn bán ngoài chợ', null],
  ['còn không', null],
  ['lại mua thêm ở xã bên', null],
] as const)('"%s"', (said, expected) => {
  expect(readYesNo(said)).toEqual(expected);
});
