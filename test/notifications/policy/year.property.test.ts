import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideDelivery } from '../../../src/notifications/policy/decide-delivery.ts';
import { readSettings } from '../../../src/notifications/policy/settings.ts';
import type {
  Account,
  Attempt,
  DeliveryDecision,
  Down,
  Notice,
  Told,
} from '../../../src/notifications/policy/types.ts';
import { CAMPAIGN_KINDS, PRIORITIES, TOPICS, type Topic, WAYS, type Way } from '../../../src/notifications/types.ts';
import { consents, offTopics, YEAR_MINUTES, YEAR_START } from './arbitraries.ts';
import { isWithin, localTime, optedOut, toldBy } from './oracle.ts';

/**
 * One person's year: notices come at any minute, often several together; the person writes now and then, blocks us, turns
 * topics off and on; channels break down and refuse. What was decided is carried out, and afterwards the year is looked at.
 */
const DAY = 24 * 60;
const minute = fc.integer({ min: 0, max: YEAR_MINUTES - 1 });
const instant = (n: number) => new Date(YEAR_START + n * 60_000);

const SETTINGS = readSettings({ order: [...WAYS], perDay: 2, perWeek: 4 });

interface Sent {
  readonly at: Date;
  readonly way: Way;
  readonly notice: Notice;
  readonly optedOut: boolean;
  readonly hoursSilent: number;
}

const year = fc.record({
  consent: consents,
  hasPhone: fc.boolean(),
  channels: fc.uniqueArray(fc.constantFrom('zalo', 'telegram', 'simulator'), { minLength: 1 }),
  /** Minutes at which the person writes. */
  acts: fc.array(minute, { maxLength: 40 }),
  blocks: fc.array(minute, { maxLength: 2 }),
  /** What is off from that minute on. */
  changes: fc.array(fc.tuple(minute, offTopics), { maxLength: 4 }),
  outages: fc.array(
    fc.record({
      way: fc.constantFrom(...WAYS),
      from: minute,
      long: fc.integer({ min: 1, max: 3 * DAY }),
      told: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
  /** Whether the n-th send is refused for good. */
  refusals: fc.array(fc.boolean(), { maxLength: 30 }),
  bursts: fc.array(
    fc.record({
      at: minute,
      notices: fc.array(
        fc.record({
          kind: fc.constantFrom(...CAMPAIGN_KINDS),
          topic: fc.constantFrom(...TOPICS),
          priority: fc.constantFrom(...Object.values(PRIORITIES), PRIORITIES.broadcast, PRIORITIES.reminder),
          after: fc.integer({ min: 0, max: 600 }),
          live: fc.integer({ min: 1, max: 10 * DAY }),
          template: fc.record({ uid: fc.option(fc.constant(200)), phone: fc.option(fc.constant(300)) }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
    }),
    { minLength: 1, maxLength: 12 },
  ),
});

type Year = typeof year extends fc.Arbitrary<infer T> ? T : never;

function liveThrough(life: Year): {
  readonly sent: readonly Sent[];
  readonly ends: readonly (readonly [Notice, DeliveryDecision][])[];
} {
  const queue = life.bursts.flatMap(({ at, notices }) =>
    notices.map(({ after, live, ...rest }) => {
      const notice: Notice = { ...rest, notBefore: instant(at + after), expiresAt: instant(at + after + live) };
      return { when: instant(at), notice, attempts: [] as Attempt[], ends: [] as [Notice, DeliveryDecision][] };
    }),
  );
  const all = [...queue];
  const sent: Sent[] = [];
  const told: Told[] = [];
  let sends = 0;
  while (queue.length > 0) {
    queue.sort((a, b) => a.when.getTime() - b.when.getTime() || a.notice.priority - b.notice.priority);
    const item = queue[0];
    if (!item) break;
    const now = item.when;
    const off = offAt(life, now);
    const accounts = accountsAt(life, now);
    const person = {
      key: 'person:1',
      consent: life.consent,
      off,
      accounts,
      hasPhone: life.hasPhone,
      told,
      attempts: item.attempts,
    };
    const decision = decideDelivery(person, item.notice, SETTINGS, downAt(life, now), now);
    if (decision.act === 'wait') {
      if (decision.until <= now) throw new Error('time stands still');
      item.when = decision.until;
      continue;
    }
    if (decision.act === 'send') {
      const { way } = decision;
      const lastAct = accounts.find(({ id }) => id === decision.account)?.lastInteractionAt;
      const hoursSilent = lastAct ? (now.getTime() - lastAct.getTime()) / 3_600_000 : Number.POSITIVE_INFINITY;
      const { notice } = item;
      sent.push({ at: now, way, notice, optedOut: optedOut(person, notice), hoursSilent });
      if (life.refusals[sends++]) {
        item.attempts.push({ way, outcome: 'recipient' });
        sent.pop();
        continue;
      }
      told.push({ at: now, topic: notice.topic, priority: notice.priority });
    }
    item.ends.push([item.notice, decision]);
    queue.shift();
  }
  return { sent, ends: all.map(({ ends }) => ends) };
}

function accountsAt({ channels, acts, blocks }: Year, now: Date): Account[] {
  const last = (minutes: readonly number[]) =>
    minutes
      .map(instant)
      .filter((one) => one <= now)
      .reduce<Date | null>((a, b) => (a && a > b ? a : b), null);
  const wrote = last(acts);
  const blocked = last(blocks);
  return channels.map((channel) => ({
    id: channel,
    channel,
    lastInteractionAt: wrote,
    unreachable: channel === 'zalo' && blocked !== null && (wrote === null || wrote < blocked),
  }));
}

function offAt({ changes }: Year, now: Date): ReadonlySet<Topic> {
  const past = changes.filter(([from]) => instant(from) <= now).sort(([a], [b]) => a - b);
  return past.at(-1)?.[1] ?? new Set();
}

function downAt({ outages }: Year, now: Date): Down {
  const running = outages.filter(({ from, long }) => instant(from) <= now && now < instant(from + long));
  return new Map(running.map(({ way, from, long, told }) => [way, told ? instant(from + long) : null]));
}

test('a year of one person: never at night, never unwanted, never too often, and nothing is lost', () => {
  const seen = { sent: 0, ended: 0 };
  fc.assert(
    fc.property(year, (life) => {
      const { sent, ends } = liveThrough(life);
      seen.sent += sent.length;
      seen.ended += ends.length;
      for (const { at, way, notice, optedOut: unwanted, hoursSilent } of sent) {
        expect(isWithin(SETTINGS.quiet, at), 'at night').toBe(false);
        expect(unwanted, 'opted out').toBe(false);
        expect(life.consent, 'without consent').toBe('given');
        expect(at >= notice.notBefore && at < notice.expiresAt, 'outside its time').toBe(true);
        if (way === 'zalo-window') expect(hoursSilent).toBeLessThan(48);
        if (way === 'zalo-paid') expect(hoursSilent).toBeLessThan(24 * 7);
        if (way === 'zbs-uid' || way === 'zbs-phone') expect(isWithin(SETTINGS.template, at)).toBe(true);
      }
      const counted = sent.map(({ at, notice: { topic, priority } }) => ({ at, topic, priority }));
      for (const { at } of sent) {
        const { onDay, inWeek } = toldBy(counted, localTime(at).day);
        expect(onDay).toBeLessThanOrEqual(SETTINGS.perDay);
        expect(inWeek).toBeLessThanOrEqual(SETTINGS.perWeek);
      }
      // Every notice ends once: sent, or with a reason.
      for (const end of ends) expect(end).toHaveLength(1);
    }),
    { numRuns: 400 },
  );
  expect(seen.sent).toBeGreaterThan(1_000);
  expect(seen.ended - seen.sent).toBeGreaterThan(1_000);
});
