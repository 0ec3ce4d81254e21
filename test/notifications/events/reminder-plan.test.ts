import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planReminders } from '../../../src/notifications/events/reminder-plan.ts';
import { someEvent } from './sample.ts';

const shown = (event: ReturnType<typeof someEvent>, now: string) =>
  planReminders(event, new Date(now)).map(({ reminder, startsAt, expiresAt }) => [
    reminder,
    startsAt.toISOString(),
    expiresAt.toISOString(),
  ]);

test('a week, three days and a day before at 8, and at 7 in the morning', () => {
  expect(shown(someEvent(), '2026-11-20T00:00:00Z')).toEqual([
    ['T-7', '2026-11-28T01:00:00.000Z', '2026-12-02T01:00:00.000Z'],
    ['T-3', '2026-12-02T01:00:00.000Z', '2026-12-04T01:00:00.000Z'],
    ['T-1', '2026-12-04T01:00:00.000Z', '2026-12-05T00:00:00.000Z'],
    ['morning', '2026-12-05T00:00:00.000Z', '2026-12-05T01:00:00.000Z'],
  ]);
});

test('what lies behind is left out; one that begins at 7 has no morning; a cancelled one has none at all', () => {
  const early = someEvent({ startsAt: new Date('2026-12-05T00:00:00Z') });
  expect(shown(early, '2026-12-03T00:00:00Z').map(([reminder]) => reminder)).toEqual(['T-1']);
  expect(shown(someEvent({ status: 'cancelled' }), '2026-11-20T00:00:00Z')).toEqual([]);
  expect(shown(someEvent({ status: 'draft' }), '2026-11-20T00:00:00Z')).toEqual([]);
});

test('whenever it is: ahead, in order, by day, none after it has begun', () => {
  const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, instant, (startsAt, now) => {
      const planned = planReminders(someEvent({ startsAt }), now);
      for (const [at, one] of planned.entries()) {
        expect(one.startsAt.getTime()).toBeGreaterThan(now.getTime());
        expect(one.expiresAt.getTime()).toBeGreaterThan(one.startsAt.getTime());
        expect(one.expiresAt.getTime()).toBeLessThanOrEqual(startsAt.getTime());
        expect(one.startsAt.getTime()).toBeGreaterThanOrEqual(planned[at - 1]?.expiresAt.getTime() ?? 0);
        const hour = (one.startsAt.getUTCHours() + 7) % 24;
        expect([7, 8]).toContain(hour);
      }
    }),
  );
});
