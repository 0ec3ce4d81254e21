import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isGuessablePassword, isWeakPassword } from '../../src/office/password-rules.ts';

const officeName = 'Chi cục Phát triển nông thôn Thanh Hóa';

test.each([
  ['bánh gai tứ trụ 7', 'a@ocop.example', false],
  ['chiếu cói Nga Sơn', 'chieu.coi@ocop.example', false],
  ['mười một chữ', 'hoa@ocop.example', false],
  ['Thanh Hóa có nem chua ngon', 'hoa@ocop.example', false],
  ['ngắn', 'hoa@ocop.example', true],
  ['abababababababab', 'hoa@ocop.example', true],
  ['le.thi.hoa-2026!', 'le.thi.hoa@ocop.example', true],
  ['Le.Thi.Hoa-2026!', 'le.thi.hoa@ocop.example', true],
  ['x'.repeat(64) + 'yzt'.repeat(30), 'hoa@ocop.example', true],
])('%s for %s: weak %s', (password, email, weak) => {
  expect(isWeakPassword(password, email) || isGuessablePassword(password, email, officeName)).toBe(weak);
});

test.each(['1qaz2wsx3edc', 'QWERTY123456', 'AdministratoR', 'counterstrike'])('many have %s', (password) => {
  expect(isGuessablePassword(password, 'hoa@example.org', null)).toBe(true);
});

test.each([
  'OCOP-Thanh-Hóa-2026',
  'ocopthanhhoa123456',
  'Mật khẩu 123456789',
  'Cán bộ xã Thọ Lập',
  'Hoằng Thanh @ 2026!',
  'tinh.example.2026',
  'Nông thôn Thanh Hóa',
])('whoever knows the office guesses %s', (password) => {
  expect(isGuessablePassword(password, 'hoa@tinh.example', officeName)).toBe(true);
});

test('the list holds at least 3,000 passwords that the length allows', () => {
  const list = readFileSync(new URL('../../src/office/data/common-passwords.txt', import.meta.url), 'utf8');
  const long = list.split('\n').filter((line) => [...line].length >= 12);
  expect(long.length).toBeGreaterThanOrEqual(3_000);
  expect(long.filter((one) => !isGuessablePassword(one, 'hoa@example.org', null))).toEqual([]);
});
