import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AccountLimit,
  type Allowance,
  block,
  countCalls,
  FRESH,
  grantNotices,
  grantReply,
  isDown,
  reached,
  returnNotices,
} from '../../../src/notifications/dispatch/allowance.ts';

const START = Date.parse('2026-11-26T02:00:00Z');
const at = (milliseconds: number) => new Date(START + milliseconds);
const TELEGRAM: AccountLimit = { perSecond: 25, burst: 5, perMinute: null };
const ZALO: AccountLimit = { perSecond: 1, burst: 5, perMinute: 100 };

/** Grants as they come to workers that ask whenever they like. */
function ask(limit: AccountLimit, questions: readonly { readonly afterMs: number; readonly want: number }[]) {
  let allowance: Allowance = FRESH;
  let now = 0;
  const granted: { readonly at: number; readonly count: number }[] = [];
  for (const { afterMs, want } of questions) {
    now += afterMs;
    const grant = grantNotices(allowance, limit, want, at(now));
    allowance = grant.next;
    granted.push({ at: now, count: grant.granted });
  }
  return granted;
}

const questions = fc.array(
  fc.record({ afterMs: fc.integer({ min: 0, max: 3_000 }), want: fc.integer({ min: 1, max: 40 }) }),
  {
    maxLength: 200,
  },
);

describe('notices', () => {
  test.each([
    ['Telegram', TELEGRAM],
    ['Zalo', ZALO],
  ])('of %s never exceed the rate and one burst, in no stretch of time', (_name, limit) => {
    fc.assert(
      fc.property(questions, (asked) => {
        const granted = ask(limit, asked);
        for (const [index, first] of granted.entries()) {
          let sum = 0;
          for (const { at: when, count } of granted.slice(index)) {
            sum += count;
            const allowed = limit.burst + ((when - first.at) / 1_000) * limit.perSecond;
            expect(sum).toBeLessThanOrEqual(Math.floor(allowed + 1e-6));
          }
        }
      }),
    );
  });

  test('nothing is lost to waking late, up to a burst', () => {
    // Asked again when it says, and a little later each time.
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 100, maxLength: 100 }), (delays) => {
        let allowance: Allowance = FRESH;
        let now = at(0);
        let sum = 0;
        for (const delay of delays) {
          const grant = grantNotices(allowance, TELEGRAM, 100, now);
          allowance = grant.next;
          sum += grant.granted;
          const { at: ripe } = grantNotices(allowance, TELEGRAM, 100, now);
          now = new Date(ripe.getTime() + delay);
        }
        const { granted } = grantNotices(allowance, TELEGRAM, 100, now);
        const seconds = (now.getTime() - START) / 1_000;
        expect(sum + granted).toBe(Math.floor(5 + seconds * 25 + 1e-6));
      }),
    );
  });

  test('leave replies their share of the minute, and stop where the minute is used up', () => {
    let allowance: Allowance = FRESH;
    let notices = 0;
    for (let second = 0; second < 60; second += 1) {
      const grant = grantNotices(allowance, ZALO, 50, at(second * 1_000));
      allowance = grant.next;
      notices += grant.granted;
    }
    expect(notices).toBeLessThanOrEqual(65);
    const used = countCalls(allowance, 100, at(59_900));
    expect(grantNotices(used, ZALO, 1, at(59_900))).toMatchObject({ granted: 0, at: at(60_000) });
    expect(grantReply(used, 100, at(59_900)).at).toEqual(at(60_000));
    expect(grantReply(used, 100, at(60_000)).at).toEqual(at(60_000));
  });

  test('that were not used go to others', () => {
    const { next, granted } = grantNotices(FRESH, ZALO, 5, at(0));
    expect(granted).toBe(5);
    expect(grantNotices(next, ZALO, 3, at(0)).granted).toBe(0);
    expect(grantNotices(returnNotices(next, ZALO, 3), ZALO, 9, at(0)).granted).toBe(3);
  });
});

describe('an account that is not reached', () => {
  test('rests longer each time, several failures of one moment counting once; one that comes through ends it', () => {
    let allowance: Allowance = FRESH;
    const rests: number[] = [];
    let now = at(0);
    for (let time = 0; time < 9; time += 1) {
      for (let send = 0; send < 4; send += 1) allowance = block(allowance, null, now);
      const until = allowance.blockedUntil ?? now;
      rests.push((until.getTime() - now.getTime()) / 1_000);
      expect(grantNotices(allowance, TELEGRAM, 1, now)).toMatchObject({ granted: 0, at: until });
      expect(isDown(allowance, now)).toBe(time >= 4);
      now = new Date(until.getTime() + 1);
    }
    expect(rests).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    expect(grantNotices(reached(allowance), TELEGRAM, 1, now).granted).toBe(1);
  });

  test('an instant that the channel names is kept, the latest of several', () => {
    const once = block(FRESH, at(2_000), at(0));
    expect(block(once, at(9_000), at(0)).blockedUntil).toEqual(at(9_000));
    expect(block(once, at(1_000), at(0))).toEqual(once);
    expect(once.failures).toBe(0);
  });
});
