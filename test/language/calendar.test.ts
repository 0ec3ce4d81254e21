import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, dateInVietNam } from '../../src/language/calendar.ts';

test.each([
  ['2024-02-29', 36, '2027-02-28'],
  ['2026-08-31', 1, '2026-09-30'],
  ['2026-11-26', -12, '2025-11-26'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %d months → %s', (from, months, to) => {
  expect(addMonths(from, months)).toBe(to);
});

test('months never skip one and keep the order of days', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), (from, months) => {
      const to = addMonths(from, months);
      const distance =
        (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
      expect(distance).toBe(months);
      expect(Number(to.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)));
    }),
  );
});

test.each([
  ['2026-11-25T16:59:59Z', '2026-11-25'],
  ['2026-11-25T17:00:00Z', '2026-11-26'],
])('at %s it is %s in Viet Nam', (instant, date) => {
  expect(dateInVietNam(instant)).toBe(date);
  expect(dateInVietNam(new Date(instant))).toBe(date);
});
