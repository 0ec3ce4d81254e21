import { describe, expect, test } from 'vitest';
import { checkResult, starsFor } from '../../src/office/star-bands.ts';

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
