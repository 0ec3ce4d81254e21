import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Combination, run } from './chaos.ts';
import { type Installation, openInstallation } from './installation.ts';

/** Half a minute on a busy machine: outside `npm test`, inside CI. */
describe.runIf(process.env.CI)('a small chaos', { timeout: 120_000 }, () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
  });
  afterAll(() => installation.close());

  const small = (combination: Combination, fault: string | null = null) =>
    run(installation, combination, { events: 150, kills: 2, seed: 1, fault, note() {} });

  test.each([
    { backend: 'postgres', workers: 1 },
    { backend: 'redis', workers: 3 },
  ] as const)('$backend and $workers workers: nobody missed, nobody twice', async (combination) => {
    const result = await small(combination);
    expect(result).toMatchObject({ recipients: 150, kills: 2, broken: [], lost: 0, doubled: 0 });
  });

  test.each([
    ['resend', 'doubled', 'lost'],
    ['confirm-first', 'lost', 'doubled'],
  ] as const)('a planted fault is found: %s', async (fault, where, elsewhere) => {
    const result = await small({ backend: 'postgres', workers: 1 }, fault);
    expect(result[where]).toBeGreaterThan(0);
    expect(result).toMatchObject({ kills: 2, [elsewhere]: 0 });
    expect(result.broken).not.toEqual([]);
  });
});
