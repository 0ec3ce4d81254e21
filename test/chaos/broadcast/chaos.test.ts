import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

const SMALL = { minutes: null, seed: 1, note() {} };

// Half a minute each on a busy machine: outside `npm test`, inside CI.
const inCi = test.runIf(process.env.CI);

inCi.each([
  { backend: 'postgres', workers: 1 },
  { backend: 'redis', workers: 3 },
] as const)(
  '300 people, three kills, $backend and $workers workers: nobody missed, nobody twice',
  { timeout: 300_000 },
  async (one) => {
    const result = await chaos({ ...SMALL, events: 300, kills: 3, fault: null }, [one]);
    expect(result).toMatchObject({ recipients: 300, kills: 3, broken: [], lost: 0, doubled: 0 });
  },
);

inCi.each([
  ['resend', 'doubled'],
  ['confirm-first', 'lost'],
] as const)('a planted fault is found: %s', { timeout: 300_000 }, async (fault, where) => {
  const result = await chaos({ ...SMALL, events: 300, kills: 4, fault }, [{ backend: 'postgres', workers: 1 }]);
  expect(result[where]).toBeGreaterThan(0);
  expect(result.broken).not.toEqual([]);
});
