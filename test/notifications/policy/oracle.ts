import type {
  Account,
  DeliveryDecision,
  DeliverySettings,
  Down,
  Hours,
  Notice,
  Recipient,
  Told,
} from '../../../src/notifications/policy/types.ts';
import type { Way } from '../../../src/notifications/types.ts';

/**
 * The rules of sending once more, told naively: every rule is a question about one minute, the time in Viet Nam comes
 * from the calendar of the platform, and what is to come is found by looking at the minutes that follow. It shares
 * nothing with the code under test but its types.
 */

const DAY_MINUTES = 1_440;
const HOUR_MS = 3_600_000;

interface LocalTime {
  /** Days since 1970 of the day there. */
  readonly day: number;
  readonly minute: number;
}

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});
const seen = new Map<number, LocalTime>();

export function localTime(at: Date): LocalTime {
  const key = Math.floor(at.getTime() / 60_000);
  const known = seen.get(key);
  if (known) return known;
  const [date = '', time = ''] = CLOCK.format(at).split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = { day: Date.parse(date) / (24 * HOUR_MS), minute: hour * 60 + minute };
  seen.set(key, local);
  return local;
}

const minutesOf = new WeakMap<Hours, ReadonlySet<number>>();

/** Every minute of the day from `from` on until `to` is met. */
export function isWithin(hours: Hours, at: Date): boolean {
  let minutes = minutesOf.get(hours);
  if (!minutes) {
    const all = new Set<number>();
    for (let minute = hours.from; minute % DAY_MINUTES !== hours.to % DAY_MINUTES; minute += 1)
      all.add(minute % DAY_MINUTES);
    minutes = all;
    minutesOf.set(hours, minutes);
  }
  return minutes.has(localTime(at).minute);
}

const isOwn = (one: Pick<Told, 'topic' | 'priority'>) => one.topic === 'own-file' || one.priority <= 20;

/** How many of the person's messages of that day, and of the seven days that end with it, count. */
export function toldBy(told: readonly Told[], day: number): { onDay: number; inWeek: number } {
  let onDay = 0;
  let inWeek = 0;
  for (const one of told) {
    if (isOwn(one)) continue;
    const before = day - localTime(one.at).day;
    if (before === 0) onDay += 1;
    if (before >= 0 && before <= 6) inWeek += 1;
  }
  return { onDay, inWeek };
}

function isFull(told: readonly Told[], settings: DeliverySettings, at: Date): boolean {
  const { onDay, inWeek } = toldBy(told, localTime(at).day);
  return onDay >= settings.perDay || inWeek >= settings.perWeek;
}

export function optedOut({ consent, off }: Recipient, { topic }: Notice): boolean {
  if (consent === 'refused' || consent === 'withdrawn') return true;
  return topic !== 'own-file' && off.has(topic);
}

const newest = (accounts: readonly Account[], channel: string) =>
  accounts
    .filter((one) => one.channel === channel && !one.unreachable)
    .reduce<Account | null>(
      (best, one) => (!best || (one.lastInteractionAt ?? 0) > (best.lastInteractionAt ?? 0) ? one : best),
      null,
    );

/** The ways that lead to this person at this instant, if hours and outages did not count. */
export function leadingWays(recipient: Recipient, notice: Notice, settings: DeliverySettings, at: Date): Way[] {
  const zalo = newest(recipient.accounts, 'zalo');
  const last = zalo?.lastInteractionAt?.getTime();
  const hours =
    last === undefined ? Number.POSITIVE_INFINITY : (at.getTime() - last + settings.marginMinutes * 60_000) / HOUR_MS;
  const left = recipient.accounts.some((one) => one.channel === 'zalo' && one.unreachable);
  const leads: Record<Way, boolean> = {
    'zalo-window': hours < 48,
    'zalo-paid': hours < 24 * 7,
    'zbs-uid': zalo !== null && notice.template.uid !== null,
    'zbs-phone': recipient.hasPhone && notice.template.phone !== null && (!left || isOwn(notice)),
    telegram: newest(recipient.accounts, 'telegram') !== null,
    simulator: newest(recipient.accounts, 'simulator') !== null,
  };
  return settings.order.filter((way) => leads[way] && !recipient.attempts.some((one) => one.way === way));
}

const isTemplate = (way: Way) => way.startsWith('zbs');

/** The ways that may be used at this instant, whole; empty: nothing may be sent. */
export function allowedWays(
  recipient: Recipient,
  notice: Notice,
  settings: DeliverySettings,
  down: Down,
  at: Date,
): Way[] {
  if (recipient.attempts.some(({ outcome }) => outcome === 'uncertain')) return [];
  if (recipient.consent !== 'given' || optedOut(recipient, notice)) return [];
  if (at < notice.notBefore || at >= notice.expiresAt) return [];
  if (isWithin(settings.quiet, at)) return [];
  if (!isOwn(notice) && isFull(recipient.told, settings, at)) return [];
  return leadingWays(recipient, notice, settings, at).filter(
    (way) => !down.has(way) && (!isTemplate(way) || isWithin(settings.template, at)),
  );
}

/** What is wrong with a decision, in words; null: it is right. Hours of the settings lie on half hours. */
export function complaint(
  recipient: Recipient,
  notice: Notice,
  settings: DeliverySettings,
  down: Down,
  now: Date,
  decision: DeliveryDecision,
): string | null {
  const [best] = allowedWays(recipient, notice, settings, down, now);
  if (decision.act === 'send') return decision.way === best ? null : `sent by ${decision.way}, allowed: ${best}`;
  if (best) return `${decision.act} (${decision.reason}) although ${best} is allowed`;
  const fact = facts(recipient, notice, settings, down, now)[decision.reason];
  if (!fact?.()) return `${decision.reason} is not so`;
  if (decision.act !== 'wait') return null;
  if (decision.until <= now) return 'waits for the past';
  if (decision.until >= notice.expiresAt) return 'waits beyond the expiry';
  const [from, minutes] = goal(recipient, notice, settings, now, decision.reason);
  if (decision.until < from) return `waits too short: ${decision.until.toISOString()} < ${from.toISOString()}`;
  const late = decision.until.getTime() - from.getTime();
  return late === 0 || late < minutes * 60_000 ? null : `waits too long: ${decision.until.toISOString()}`;
}

/** From when on what waits for that reason may go, and how many minutes later at most. */
function goal(
  { told }: Recipient,
  notice: Notice,
  settings: DeliverySettings,
  now: Date,
  reason: string,
): readonly [from: Date, minutes: number] {
  switch (reason) {
    case 'not-yet':
      return [notice.notBefore, 0];
    case 'template-hours':
      return [first(now, (at) => isWithin(settings.template, at)), settings.spreadMinutes];
    case 'channel-down':
      return [new Date(now.getTime() + settings.retryMinutes * 60_000), Number.POSITIVE_INFINITY];
    default:
      return [
        first(now, (at) => !isWithin(settings.quiet, at) && (isOwn(notice) || !isFull(told, settings, at))),
        settings.spreadMinutes,
      ];
  }
}

const HALF_HOUR = 30 * 60_000;

function first(now: Date, holds: (at: Date) => boolean): Date {
  for (let at = Math.ceil(now.getTime() / HALF_HOUR) * HALF_HOUR; ; at += HALF_HOUR) {
    if (holds(new Date(at))) return new Date(at);
    if (at > now.getTime() + 20 * 24 * HOUR_MS) throw new Error('never');
  }
}

/** What each reason says, as a question about this minute. */
function facts(
  recipient: Recipient,
  notice: Notice,
  settings: DeliverySettings,
  down: Down,
  now: Date,
): Readonly<Record<string, () => boolean>> {
  const { accounts, consent, told, attempts } = recipient;
  const leading = leadingWays(recipient, notice, settings, now);
  const live = now < notice.expiresAt;
  const opens = (holds: (at: Date) => boolean) => first(now, holds) >= notice.expiresAt;
  const night = isWithin(settings.quiet, now);
  const full = !isOwn(notice) && isFull(told, settings, now);
  const { onDay, inWeek } = toldBy(told, localTime(now).day);
  const asleep = leading.some((way) => isTemplate(way) && !down.has(way)) && !isWithin(settings.template, now);
  const onlyDown = leading.length > 0 && leading.every((way) => down.has(way));
  const nothing = live && leading.length === 0;
  const reachable = accounts.filter(({ unreachable }) => !unreachable);
  return {
    'not-yet': () => now < notice.notBefore,
    'quiet-hours': () => night,
    'template-hours': () => asleep,
    'cap-day': () => full && onDay >= settings.perDay,
    'cap-week': () => full && inWeek >= settings.perWeek,
    'channel-down': () => onlyDown,
    'late-not-yet': () => live && notice.notBefore >= notice.expiresAt,
    'late-quiet-hours': () => live && night && opens((at) => !isWithin(settings.quiet, at)),
    'late-template-hours': () => live && asleep && opens((at) => isWithin(settings.template, at)),
    'late-cap': () => live && full && opens((at) => !isWithin(settings.quiet, at) && !isFull(told, settings, at)),
    'late-channel-down': () => live && onlyDown,
    expired: () => !live,
    'consent-refused': () => consent === 'refused',
    'consent-withdrawn': () => consent === 'withdrawn',
    'topic-off': () => optedOut(recipient, notice) && consent !== 'refused' && consent !== 'withdrawn',
    'no-consent': () => live && consent === null && accounts.length > 0,
    'not-linked': () => live && accounts.length === 0 && (consent === null || leading.length === 0),
    unreachable: () => nothing && accounts.length > 0 && reachable.length === 0,
    'window-closed': () => nothing && reachable.some(({ channel }) => channel === 'zalo'),
    'no-way': () => nothing && reachable.length > 0 && reachable.every(({ channel }) => channel !== 'zalo'),
    'ways-failed': () => nothing && attempts.length > 0,
    'maybe-arrived': () => attempts.some(({ outcome }) => outcome === 'uncertain'),
  };
}
