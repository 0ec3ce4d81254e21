import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

const QUIET = { events: null, minutes: null, seed: 1, note() {} };

// A minute on a busy machine: outside `npm test`, inside CI.
const inCi = test.runIf(process.env.CI);

inCi(
  'processes killed around a refresh: one call for two at once, no pair lost unnoticed',
  {
    timeout: 120_000,
  },
  async () => {
    const result = await chaos({ ...QUIET, kills: 3, fault: null });
    expect(result).toMatchObject({ kills: 3, races: 5, lost: 0, doubled: 0, broken: [] });
  },
);

inCi('a pair that is thrown away is found out', { timeout: 120_000 }, async () => {
  const { broken } = await chaos({ ...QUIET, kills: 1, fault: 'forget-pair' });
  expect(broken).not.toEqual([]);
});
