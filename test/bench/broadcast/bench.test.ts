import { expect, test } from 'vitest';
import type { Measure } from '../measure.ts';
import { bench } from './bench.ts';

test('a small run of the broadcast bench tells each figure beside its baseline', { timeout: 300_000 }, async () => {
  const lines: Measure[] = [];
  const small = { recipients: 40, sizes: [20, 60], limited: { zalo: 10, telegram: 30 } };
  for await (const line of bench(small)) lines.push(line);
  expect(lines.map(({ name }) => name)).toEqual([
    'broadcast/delivered/http',
    'broadcast/delivered/instant',
    'broadcast/memory/20',
    'broadcast/first-delivery/20',
    'broadcast/memory/60',
    'broadcast/first-delivery/60',
    'broadcast/at-the-limit/zalo',
    'broadcast/at-the-limit/telegram',
  ]);
  for (const { figure, baseline, ratio } of lines) {
    expect(figure).toBeGreaterThan(0);
    expect(ratio).toBeCloseTo(figure / baseline, 1);
  }
});
