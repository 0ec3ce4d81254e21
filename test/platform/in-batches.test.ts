import { describe, expect, test } from 'vitest';
import { inBatches } from '../../src/platform/in-batches.ts';

class Outage extends Error {}
const isOutage = (error: unknown) => error instanceof Outage;

describe('work in batches', () => {
  test('what comes at once goes at once, what comes meanwhile goes next, in order, each with its own result', async () => {
    const batches: number[][] = [];
    const gates: (() => void)[] = [];
    const double = inBatches(async (items: readonly number[]) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map((item) => item * 2);
    }, isOutage);
    const first = [double(1), double(2)];
    await expect.poll(() => gates.length).toBe(1);
    const second = [double(3), double(4)];
    gates[0]?.();
    expect(await Promise.all(first)).toEqual([2, 4]);
    await expect.poll(() => gates.length).toBe(2);
    gates[1]?.();
    expect(await Promise.all(second)).toEqual([6, 8]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('one that can not be taken costs only itself', async () => {
    const half = inBatches(async (items: readonly number[]) => {
      if (items.some((item) => item % 2 === 1)) throw new Error('odd');
      return items.map((item) => item / 2);
    }, isOutage);
    const settled = await Promise.allSettled([half(2), half(3), half(4)]);
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
      1,
      'Error: odd',
      2,
    ]);
  });

  test('in an outage nobody is tried for long, and the next batch works again', async () => {
    let calls = 0;
    let away = true;
    const keep = inBatches(async (items: readonly number[]) => {
      calls += 1;
      if (away) throw new Outage();
      return items.map(() => true);
    }, isOutage);
    const settled = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => keep(index)));
    expect(settled.every((one) => one.status === 'rejected' && isOutage(one.reason))).toBe(true);
    expect(calls).toBe(2);
    away = false;
    expect(await keep(1)).toBe(true);
  });
});
