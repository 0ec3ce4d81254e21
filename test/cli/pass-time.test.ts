import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passTime } from '../../src/cli/chat/pass-time.ts';
import { createSettableClock } from '../../src/platform/clock.ts';

const START = Date.parse('2026-11-23T02:00:00Z');
const HOUR = 3_600_000;

/** Time passes by so many milliseconds, with things due at these instants; gives when somebody looked, from the start. */
async function looks(milliseconds: number, due: readonly number[]): Promise<number[]> {
  const clock = createSettableClock(new Date(START));
  const seen: number[] = [];
  const sinceStart = () => clock.now().getTime() - START;
  await passTime(clock, milliseconds, {
    async run() {
      seen.push(sinceStart());
    },
    async next() {
      const next = due.filter((at) => at > sinceStart()).sort((a, b) => a - b)[0];
      return next === undefined ? null : new Date(START + next);
    },
  });
  expect(sinceStart()).toBe(milliseconds);
  return seen;
}

test('what is due in between comes at its own instant, and the last look is at the end', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 * 24 * HOUR }),
      fc.array(fc.integer({ min: 1, max: 12 * 24 * HOUR }), { maxLength: 6 }),
      async (milliseconds, due) => {
        const seen = await looks(milliseconds, due);
        expect(seen.at(-1)).toBe(milliseconds);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
        for (const at of due.filter((one) => one <= milliseconds)) expect(seen).toContain(at);
      },
    ),
    { numRuns: 60 },
  ));

test('what nobody has planned is found within hours, over a long time within a day', async () => {
  expect(await looks(24 * HOUR, [])).toHaveLength(4);
  expect((await looks(200 * 24 * HOUR, [])).length).toBeLessThanOrEqual(200);
});

test('without notices only the clock moves', async () => {
  const clock = createSettableClock(new Date(START));
  await passTime(clock, HOUR, null);
  expect(clock.now().getTime()).toBe(START + HOUR);
});
