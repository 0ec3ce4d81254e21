import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

const QUIET = { minutes: null, seed: 1, note() {} };

// Minutes on a busy machine: outside `npm test`, inside CI.
const inCi = test.runIf(process.env.CI);

inCi(
  '500 events with copies, three kills and a database stop: each has its one effect',
  {
    timeout: 600_000,
  },
  async () => {
    const result = await chaos({ ...QUIET, events: 500, kills: 3, fault: null });
    expect(result).toMatchObject({ events: 500, kills: 3, databaseStops: 1, broken: [], lost: 0, doubled: 0 });
    expect(result.handedOver).toBeGreaterThan(560);
  },
);

inCi(
  'planted faults are found: events thrown away, and nothing that keeps copies out',
  { timeout: 600_000 },
  async () => {
    const result = await chaos({ ...QUIET, events: 60, kills: 0, fault: 'swallow,no-unique-key' });
    expect(result.lost).toBeGreaterThan(0);
    expect(result.doubled).toBeGreaterThan(0);
    expect(result.broken.length).toBeGreaterThanOrEqual(2);
  },
);
