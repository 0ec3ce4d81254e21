import fc from 'fast-check';
import { readSettings } from '../../../src/notifications/policy/settings.ts';
import type {
  Account,
  Attempt,
  DeliverySettings,
  Down,
  Notice,
  Recipient,
  Told,
} from '../../../src/notifications/policy/types.ts';
import { CAMPAIGN_KINDS, PRIORITIES, TOPICS, WAYS } from '../../../src/notifications/types.ts';
import { at } from './samples.ts';

export const YEAR_START = at('2026-12-01 00:00').getTime();
export const YEAR_MINUTES = 365 * 24 * 60;
const MINUTE_MS = 60_000;

/** Any minute of the year that begins with December 2026. */
export const minuteOfYear = fc
  .integer({ min: 0, max: YEAR_MINUTES - 1 })
  .map((n) => new Date(YEAR_START + n * MINUTE_MS));

/** Minutes before (negative) or after an instant. */
const around = (instant: Date, min: number, max: number) =>
  fc.integer({ min, max }).map((n) => new Date(instant.getTime() + n * MINUTE_MS));

const DAY = 24 * 60;

const seldom = fc.constantFrom(true, false, false, false, false);

const accounts = (now: Date): fc.Arbitrary<Account[]> =>
  fc.array(
    fc.record({
      id: fc.uuid(),
      channel: fc.constantFrom('zalo', 'zalo', 'telegram', 'simulator'),
      lastInteractionAt: fc.option(around(now, -9 * DAY, 0)),
      unreachable: seldom,
    }),
    { maxLength: 3 },
  );

const told = (now: Date): fc.Arbitrary<Told[]> =>
  fc.array(
    fc.record({
      at: around(now, -8 * DAY, 0),
      topic: fc.constantFrom(...TOPICS),
      priority: fc.constantFrom(...Object.values(PRIORITIES)),
    }),
    { maxLength: 8 },
  );

const attempts: fc.Arbitrary<Attempt[]> = fc.uniqueArray(
  fc.record({
    way: fc.constantFrom(...WAYS),
    outcome: fc.constantFrom('recipient', 'recipient', 'window', 'window', 'template', 'template', 'uncertain'),
  }),
  { maxLength: 2, selector: ({ way }) => way },
);

export const offTopics = fc
  .oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...TOPICS), { maxLength: 5 }) },
  )
  .map((topics) => new Set(topics));

export const consents = fc.oneof(
  { weight: 12, arbitrary: fc.constant('given' as const) },
  { weight: 3, arbitrary: fc.constantFrom('refused' as const, 'withdrawn' as const, null) },
);

export const recipients = (now: Date): fc.Arbitrary<Recipient> =>
  fc.record({
    key: fc.uuid().map((id) => `person:${id}`),
    consent: consents,
    off: offTopics,
    accounts: accounts(now),
    hasPhone: fc.boolean(),
    told: told(now),
    attempts: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: attempts }),
  });

const price = fc.option(fc.constantFrom(200, 300), { freq: 2 });

export const notices = (now: Date): fc.Arbitrary<Notice> =>
  fc.record({
    kind: fc.constantFrom(...CAMPAIGN_KINDS),
    topic: fc.constantFrom(...TOPICS),
    priority: fc.constantFrom(...Object.values(PRIORITIES), PRIORITIES.broadcast),
    notBefore: fc.oneof(
      { weight: 4, arbitrary: around(now, -DAY, 0) },
      { weight: 1, arbitrary: around(now, 1, 3 * DAY) },
    ),
    expiresAt: fc.oneof(
      { weight: 4, arbitrary: around(now, 1, 9 * DAY) },
      { weight: 1, arbitrary: around(now, 1, 600) },
      { weight: 1, arbitrary: around(now, -600, 0) },
    ),
    template: fc.record({ uid: price, phone: price }),
  });

const halfHour = (min: number, max: number) => fc.integer({ min: min * 2, max: max * 2 }).map((n) => n * 30);

/** The settings that we ship, and others that a province might choose. */
export const settings: fc.Arbitrary<DeliverySettings> = fc.oneof(
  fc.constant(readSettings({ order: [...WAYS] })),
  fc
    .record({
      quiet: fc.oneof(
        fc.record({ from: halfHour(18, 23.5), to: halfHour(5, 9) }),
        fc.record({ from: halfHour(0, 2), to: halfHour(6, 9) }),
        fc.constant({ from: 0, to: 0 }),
      ),
      template: fc.record({ from: halfHour(6, 9), to: halfHour(18, 22) }),
      spreadMinutes: fc.constantFrom(0, 1, 45, 120, 180),
      perDay: fc.integer({ min: 1, max: 3 }),
      perWeek: fc.integer({ min: 1, max: 6 }),
      order: fc.shuffledSubarray([...WAYS]),
      zaloPaidPrice: fc.constant(55),
      marginMinutes: fc.constantFrom(0, 10, 60),
      retryMinutes: fc.constantFrom(5, 15, 60),
    })
    .map(readSettings),
);

export const outages = (now: Date): fc.Arbitrary<Down> =>
  fc
    .array(fc.tuple(fc.constantFrom(...WAYS), fc.option(around(now, -60, 2 * DAY))), { maxLength: 3 })
    .map((ways) => new Map(ways));
