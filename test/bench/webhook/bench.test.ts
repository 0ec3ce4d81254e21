import { beforeAll, describe, expect, it } from 'vitest';
import type { Measure } from '../measure.ts';
import { bench } from './bench.ts';

describe('a small run of the webhook bench', () => {
  const lines = new Map<string, Measure>();

  beforeAll(async () => {
    // How fast this machine is today is no matter of a test.
    const small = { events: 60, people: 5, limitMs: Number.POSITIVE_INFINITY };
    for await (const line of bench(small)) lines.set(line.name, line);
  }, 300_000);

  it('tells each figure, its baseline and their ratio', () => {
    expect([...lines.keys()]).toEqual([
      'webhook/acknowledged',
      'webhook/acknowledged-p99',
      'webhook/acknowledged-p99/slow-database-model-down',
      'webhook/answered',
    ]);
    for (const { figure, baseline, ratio } of lines.values()) {
      expect(figure).toBeGreaterThan(0);
      expect(baseline).toBeGreaterThan(0);
      expect(ratio).toBeCloseTo(figure / baseline, 1);
    }
  });

  it('counts only events that are in the database, slow or not', () => {
    for (const name of ['webhook/acknowledged', 'webhook/acknowledged-p99/slow-database-model-down']) {
      const { events, kept } = lines.get(name)?.details ?? {};
      expect(events).toBeGreaterThan(0);
      expect(kept).toBe(events);
    }
  });

  it('has turns under way and a model that fails on the bad day', () => {
    const { turnsMeanwhile, failedModelCalls } =
      lines.get('webhook/acknowledged-p99/slow-database-model-down')?.details ?? {};
    expect(turnsMeanwhile).toBeGreaterThan(0);
    expect(failedModelCalls).toBeGreaterThan(0);
  });
});
