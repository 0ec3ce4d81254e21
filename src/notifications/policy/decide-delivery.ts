import { cappedUntil } from './cap.ts';
import { endOf, MINUTE_MS, outside, spread, startOfDay, within } from './hours.ts';
import { isPersonal } from './personal.ts';
import { type EndReason, LATE_FOR, type WaitReason } from './reasons.ts';
import type { DeliveryDecision, DeliverySettings, Down, Notice, Recipient } from './types.ts';
import { type OpenWay, openWays } from './ways.ts';

/**
 * Whether, when and how one person is told of one thing. Ask at the moment of sending: windows, hours and caps are those
 * of `now`. Whoever is told to wait is asked about again at `until`; every wait ends before the notice expires.
 */
export function decideDelivery(
  recipient: Recipient,
  notice: Notice,
  settings: DeliverySettings,
  down: Down,
  now: Date,
): DeliveryDecision {
  return (
    optedOut(recipient, notice) ??
    expired(notice, now) ??
    tooEarly(notice, now) ??
    unasked(recipient, notice) ??
    overCap(recipient, notice, settings, now) ??
    quiet(recipient, notice, settings, now) ??
    byWay(recipient, notice, settings, down, now)
  );
}

function optedOut({ attempts, consent, off }: Recipient, notice: Notice): DeliveryDecision | null {
  if (attempts.some(({ outcome }) => outcome === 'uncertain')) return { act: 'skip', reason: 'maybe-arrived' };
  // The authority owes the result whatever the assistant may keep (QĐ 26/2026 Đ.7 k.3g), so a person tells it.
  const act = notice.topic === 'own-file' ? 'call' : 'skip';
  if (consent === 'refused') return { act, reason: 'consent-refused' };
  if (consent === 'withdrawn') return { act, reason: 'consent-withdrawn' };
  if (notice.topic === 'own-file' || !off.has(notice.topic)) return null;
  // They would go to a fair that is not there: nothing is sent, the office calls.
  return { act: isPersonal(notice) ? 'call' : 'skip', reason: 'topic-off' };
}

function expired(notice: Notice, now: Date): DeliveryDecision | null {
  if (now < notice.expiresAt) return null;
  return { act: notice.topic === 'own-file' ? 'call' : 'skip', reason: 'expired' };
}

function tooEarly(notice: Notice, now: Date): DeliveryDecision | null {
  return now < notice.notBefore ? waitFor(notice.notBefore, 'not-yet', notice) : null;
}

function unasked({ consent, accounts }: Recipient, notice: Notice): DeliveryDecision | null {
  if (consent !== null) return null;
  return untold(notice, accounts.length === 0 ? 'not-linked' : 'no-consent');
}

function overCap(
  { key, told }: Recipient,
  notice: Notice,
  settings: DeliverySettings,
  now: Date,
): DeliveryDecision | null {
  const capped = isPersonal(notice) ? null : cappedUntil(told, settings, now);
  if (!capped) return null;
  return inTheMorning(key, endOf(settings.quiet, startOfDay(capped.day)), capped.reason, notice, settings);
}

function quiet({ key }: Recipient, notice: Notice, settings: DeliverySettings, now: Date): DeliveryDecision | null {
  if (!within(settings.quiet, now)) return null;
  return inTheMorning(key, endOf(settings.quiet, now), 'quiet-hours', notice, settings);
}

function byWay(
  recipient: Recipient,
  notice: Notice,
  settings: DeliverySettings,
  down: Down,
  now: Date,
): DeliveryDecision {
  const open = openWays(recipient, notice, settings, now);
  const night = outside(settings.template);
  const sleeps = ({ way }: OpenWay) => isTemplate(way) && within(night, now);
  const up = open.filter(({ way }) => !down.has(way));
  const first = up.find((one) => !sleeps(one));
  if (first) return { act: 'send', ...first };
  if (up.length > 0) return inTheMorning(recipient.key, endOf(night, now), 'template-hours', notice, settings);
  if (open.length > 0) return whenBack(recipient, open, notice, settings, down, now);
  return untold(notice, whyNoWay(recipient));
}

const isTemplate = (way: OpenWay['way']) => way === 'zbs-uid' || way === 'zbs-phone';

/** A channel that is down is not a person who is unreachable. */
function whenBack(
  { key }: Recipient,
  open: readonly OpenWay[],
  notice: Notice,
  { retryMinutes }: DeliverySettings,
  down: Down,
  now: Date,
): DeliveryDecision {
  const retry = now.getTime() + retryMinutes * MINUTE_MS;
  const back = Math.min(...open.map(({ way }) => Math.max(retry, down.get(way)?.getTime() ?? retry)));
  return waitFor(new Date(back), 'channel-down', notice, (opening, end) => spread(opening, key, retryMinutes, end));
}

function inTheMorning(
  key: string,
  opening: Date,
  reason: WaitReason,
  notice: Notice,
  { spreadMinutes }: DeliverySettings,
): DeliveryDecision {
  return waitFor(opening, reason, notice, (from, end) => spread(from, key, spreadMinutes, end));
}

/** Until `opening` or a little later, if the notice still holds then. */
function waitFor(
  opening: Date,
  reason: WaitReason,
  notice: Notice,
  place: (opening: Date, end: Date) => Date = (from) => from,
): DeliveryDecision {
  if (opening < notice.expiresAt) return { act: 'wait', until: place(opening, notice.expiresAt), reason };
  return { act: isPersonal(notice) ? 'call' : 'skip', reason: LATE_FOR[reason] };
}

/** Not worth a call: after a while there is silence, and of an event that they signed up for they know. */
const WITHOUT_CALL: ReadonlySet<Notice['kind']> = new Set(['draft-reminder', 'event-reminder']);

/** No way leads there. */
function untold({ kind }: Notice, reason: EndReason): DeliveryDecision {
  return { act: WITHOUT_CALL.has(kind) ? 'skip' : 'call', reason };
}

function whyNoWay({ accounts, attempts }: Recipient): EndReason {
  if (attempts.length > 0) return 'ways-failed';
  if (accounts.length === 0) return 'not-linked';
  const reachable = accounts.filter(({ unreachable }) => !unreachable);
  if (reachable.length === 0) return 'unreachable';
  return reachable.some(({ channel }) => channel === 'zalo') ? 'window-closed' : 'no-way';
}
