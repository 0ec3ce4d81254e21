import { expect, test } from 'vitest';
import type { Measure } from '../measure.ts';
import { bench } from './bench.ts';

test('a small run of the broadcast bench tells each figure beside its baseline', { timeout: 300_000 }, async () => {
  const lines: Measure[] = [];
  const small = { recipients: 40, sizes: [40], limited: { zalo: 10, telegram: 30 } };
  for await (const line of bench(small)) lines.push(line);
  expect(lines.map(({ name }) => name)).toEqual([
    'broadcast/delivered/http/postgres',
    'broadcast/delivered/http/redis',
    'broadcast/delivered/instant/postgres',
    'broadcast/delivered/instant/redis',
    'broadcast/delivered/distant/postgres',
    'broadcast/delivered/distant/redis',
    'broadcast/memory/40',
    'broadcast/first-delivery/40',
    'broadcast/resident/40',
    'broadcast/at-the-limit/zalo',
    'broadcast/at-the-limit/telegram',
  ]);
  for (const { figure, baseline, ratio } of lines) {
    expect(figure).toBeGreaterThan(0);
    expect(ratio).toBeCloseTo(figure / baseline, 1);
  }
});
