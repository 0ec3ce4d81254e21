import { expect, test } from 'vitest';
import { isSessionOver, normalEmail } from '../../src/office/account-rules.ts';

test.each([
  ['09:59', '09:59', false],
  ['09:00', '09:00', true],
  ['00:00', '09:59', false],
  ['2026-11-25T22:00', '09:59', true],
])('begun %s, last seen %s: over %s at 10:00', (begun, seen, over) => {
  const at = (time: string) => new Date(time.includes('T') ? `${time}:00Z` : `2026-11-26T${time}:00Z`);
  expect(isSessionOver({ createdAt: at(begun), lastSeenAt: at(seen) }, at('10:00'))).toBe(over);
});

test('addresses are the same whatever their case', () => {
  expect(normalEmail('  Le.Hoa@OCOP.example ')).toBe('le.hoa@ocop.example');
});
