import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutbound } from '../../../src/notifications/dispatch/outbound.ts';
import type { Ending } from '../../../src/notifications/store/claims.ts';

const ending = (seq: bigint): Ending => ({ seq, status: 'sent', reason: null });

test('never more under way than allowed, ends included that are not written yet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
      async (most, waits) => {
        let underWay = 0;
        let highest = 0;
        const written: bigint[] = [];
        const outbound = createOutbound({
          most,
          async write(endings) {
            await Promise.resolve();
            underWay -= endings.length;
            written.push(...endings.map(({ seq }) => seq));
          },
          onError() {},
        });
        const left = waits.map((ticks, index) => ({
          seq: BigInt(index),
          async send() {
            for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
            return ending(BigInt(index));
          },
        }));
        while (left.length > 0) {
          await outbound.room(left.length);
          const group = left.splice(0, outbound.free());
          underWay += group.length;
          highest = Math.max(highest, underWay);
          outbound.start(group);
        }
        await outbound.settled();
        expect(highest).toBeLessThanOrEqual(most);
        expect(written.sort((a, b) => Number(a - b))).toEqual(waits.map((_, index) => BigInt(index)));
      },
    ),
  );
});

test('an end that could not be written is written again, and nothing begins in its place', async () => {
  let away = true;
  const written: Ending[] = [];
  const errors: unknown[] = [];
  const outbound = createOutbound({
    most: 1,
    async write(endings) {
      if (away) {
        away = false;
        throw new Error('database away');
      }
      written.push(...endings);
    },
    onError(error) {
      errors.push(error);
      expect(outbound.free()).toBe(0);
    },
  });
  outbound.start([{ seq: 1n, send: async () => ending(1n) }]);
  await outbound.settled();
  expect([written.length, errors.length]).toEqual([1, 1]);
});
