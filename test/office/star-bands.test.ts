import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, checkResult, starsFor } from '../../src/office/star-bands.ts';

const TODAY = '2026-11-26';

test.each([
  [100, 5],
  [90, 5],
  [89.99, 4],
  [70, 4],
  [69.99, 3],
  [50, 3],
  [49.99, null],
  [0, null],
])('%d points → %s stars', (points, stars) => {
  expect(starsFor(points)).toBe(stars);
});

describe('a result', () => {
  const recognised = {
    points: 73,
    stars: 4,
    certificateNumber: '12/QĐ-UBND',
    certificateOn: '2026-11-20',
    expiresOn: null,
    belowBand: false,
  } as const;
  const none = { ...recognised, points: 41, stars: null, certificateNumber: null, certificateOn: null };

  test.each([
    ['36 months when no day is given', recognised, { kind: 'ok', expiresOn: '2029-11-20' }],
    ['a day of its own', { ...recognised, expiresOn: '2028-01-01' }, { kind: 'ok', expiresOn: '2028-01-01' }],
    ['not recognised', none, { kind: 'ok', expiresOn: null }],
    ['more stars than the points give', { ...recognised, stars: 5 as const }, { kind: 'refused', why: 'inconsistent' }],
    ['fewer, by mistake', { ...recognised, stars: 3 as const }, { kind: 'refused', why: 'below-band' }],
    [
      'fewer, because a minimum was not met',
      { ...recognised, stars: 3 as const, belowBand: true },
      { kind: 'ok', expiresOn: '2029-11-20' },
    ],
    [
      'stars without a certificate',
      { ...recognised, certificateNumber: null },
      { kind: 'refused', why: 'inconsistent' },
    ],
    ['a certificate without stars', { ...none, certificateNumber: '1' }, { kind: 'refused', why: 'inconsistent' }],
    ['a certificate of tomorrow', { ...recognised, certificateOn: '2026-11-27' }, { kind: 'refused', why: 'day' }],
    ['over before it began', { ...recognised, expiresOn: '2026-11-20' }, { kind: 'refused', why: 'day' }],
  ])('%s', (_name, result, expected) => {
    expect(checkResult(result, TODAY)).toEqual(expected);
  });
});

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
