import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideDelivery } from '../../../src/notifications/policy/decide-delivery.ts';
import { DELIVERY_REASONS } from '../../../src/notifications/policy/reasons.ts';
import type { DeliveryDecision, Down, Notice, Recipient } from '../../../src/notifications/policy/types.ts';
import { minuteOfYear, notices, outages, recipients, settings } from './arbitraries.ts';
import { complaint } from './oracle.ts';
import { at, cancellation, NOBODY_DOWN, notice, recipient, result, SETTINGS, telegram, zalo } from './samples.ts';

const scene = minuteOfYear.chain((now) =>
  fc.record({
    now: fc.constant(now),
    who: recipients(now),
    what: notices(now),
    how: settings,
    down: outages(now),
  }),
);

describe('beside an oracle that looks at every rule by itself', () => {
  test('any minute of a year, any person, notice, setting and outage', () => {
    const acts = new Map<string, number>();
    fc.assert(
      fc.property(scene, ({ now, who, what, how, down }) => {
        const decision = decideDelivery(who, what, how, down, now);
        const kind = decision.act === 'send' ? decision.way : `${decision.act} ${decision.reason}`;
        acts.set(kind, (acts.get(kind) ?? 0) + 1);
        expect(complaint(who, what, how, down, now, decision)).toBeNull();
      }),
      { numRuns: 12_000 },
    );
    // The sample is wide enough to have met every reason and every way.
    const met = [...acts.keys()].map((one) => one.replace(/^(wait|skip|call) /, ''));
    const unmet = Object.keys(DELIVERY_REASONS).filter((reason) => !met.includes(reason));
    expect(unmet).toEqual([]);
  });

  test('waiting always ends before the notice expires', () => {
    fc.assert(
      fc.property(scene, ({ now, who, what, how, down }) => {
        let moment = now;
        let decision = decideDelivery(who, what, how, down, moment);
        for (let steps = 0; decision.act === 'wait'; steps += 1) {
          if (steps > 3_000) throw new Error('waits for ever');
          if (decision.until <= moment || decision.until >= what.expiresAt) throw new Error('waits for nothing');
          moment = decision.until;
          decision = decideDelivery(who, what, how, down, moment);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('the same in gives the same out', () => {
    fc.assert(
      fc.property(scene, ({ now, who, what, how, down }) => {
        const once = decideDelivery(who, what, how, down, now);
        expect(decideDelivery(who, what, how, down, now)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });
});

describe('every minute of one week', () => {
  const told = (...days: string[]) => days.map((day) => ({ at: at(day), topic: 'training' as const, priority: 40 }));
  const people: Record<string, Recipient> = {
    'just wrote': recipient(),
    'has two accounts': recipient({ accounts: [zalo('2026-11-30 15:00'), telegram()] }),
    'has a phone': recipient({ accounts: [zalo('2026-11-29 12:00')], hasPhone: true }),
    'left us': recipient({ accounts: [zalo('2026-12-01 06:00', { unreachable: true })], hasPhone: true }),
    'wants no fairs': recipient({ off: new Set(['fair'] as const) }),
    'withdrew consent': recipient({ consent: 'withdrawn' }),
    'is on a list only': recipient({ consent: null, accounts: [], hasPhone: true }),
    'was told much': recipient({
      accounts: [telegram()],
      told: told('2026-11-29 08:00', '2026-11-30 08:00', '2026-11-30 09:00', '2026-12-01 07:05', '2026-12-01 07:06'),
    }),
  };
  const template = { uid: 200, phone: 300 };
  const expiresAt = at('2026-12-06 22:30');
  const things: Record<string, Notice> = {
    'an invitation': notice({ expiresAt }),
    'an invitation with a template': notice({ template }),
    'a result': result({ template, expiresAt }),
    'a cancellation': cancellation({ template, notBefore: at('2026-12-02 03:00') }),
    'a draft left behind': notice({ kind: 'draft-reminder', topic: 'reminder', priority: 30 }),
  };
  const MONDAY = at('2026-11-30 00:00').getTime();

  test.each(Object.keys(people))('somebody who %s', (name) => {
    const who = people[name] as Recipient;
    const downs: Down[] = [NOBODY_DOWN, new Map([['zalo-window', null]])];
    const how = { ...SETTINGS, order: ['zalo-window', 'zalo-paid', 'zbs-uid', 'zbs-phone', 'telegram'] as const };
    for (let minute = 0; minute < 7 * 24 * 60; minute += 1) {
      const now = new Date(MONDAY + minute * 60_000);
      for (const [thing, what] of Object.entries(things)) {
        for (const down of downs) {
          const wrong = complaint(who, what, how, down, now, decideDelivery(who, what, how, down, now));
          if (wrong) throw new Error(`${now.toISOString()}, ${thing}: ${wrong}`);
        }
      }
    }
  });
});

describe('a morning', () => {
  const HERD = 10_000;
  /** Of all who waited, at most in one minute. */
  const SHARE = 0.015;

  test.each([
    ['the night', '2026-12-01 23:00', recipient(), notice(), '2026-12-02 07:00'],
    [
      'the hours of templates',
      '2026-12-01 20:30',
      recipient({ accounts: [zalo(null)] }),
      notice({ template: { uid: 200, phone: null } }),
      '2026-12-02 08:00',
    ],
    [
      'the cap of a day',
      '2026-12-01 12:00',
      recipient({
        told: ['2026-12-01 07:05', '2026-12-01 07:06'].map((one) => ({
          at: at(one),
          topic: 'fair' as const,
          priority: 40,
        })),
      }),
      notice(),
      '2026-12-02 07:00',
    ],
  ])('after %s: no minute takes more than its share of 10,000', (_, now, who, what, opens) => {
    const perMinute = new Map<number, number>();
    for (let person = 0; person < HERD; person += 1) {
      const decision = decideDelivery({ ...who, key: `person:${person}` }, what, SETTINGS, NOBODY_DOWN, at(now));
      const minute = Math.floor((untilOf(decision) - at(opens).getTime()) / 60_000);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect(Math.min(...perMinute.keys())).toBe(0);
    expect(Math.max(...perMinute.keys())).toBe(SETTINGS.spreadMinutes - 1);
    expect(Math.max(...perMinute.values())).toBeLessThan(HERD * SHARE);
  });

  const untilOf = (decision: DeliveryDecision) => {
    if (decision.act !== 'wait') throw new Error(`expected to wait, got ${decision.act}`);
    return decision.until.getTime();
  };
});
