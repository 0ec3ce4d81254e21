import { expect, it } from 'vitest';
import { fitLogistic, logOdds } from './logistic.ts';

it('finds what tells positives apart, and which way', () => {
  const samples = Array.from({ length: 200 }, (_, at) => ({
    features: { tells: at % 10, noise: at % 7 },
    positive: at % 10 > 5,
  }));
  const fitted = fitLogistic(['tells', 'noise'], samples);
  expect(fitted.weights.tells).toBeGreaterThan(10 * Math.abs(fitted.weights.noise));
  expect(logOdds(fitted, { tells: 9, noise: 3 })).toBeGreaterThan(0);
  expect(logOdds(fitted, { tells: 2, noise: 3 })).toBeLessThan(0);
});
