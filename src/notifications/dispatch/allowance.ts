/** What an account may send. */
export interface AccountLimit {
  /** Notices a second, spread evenly. */
  readonly perSecond: number;
  /** Notices that may go at once after a silence. */
  readonly burst: number;
  /** Calls in a minute of the clock, replies too; null: not counted. */
  readonly perMinute: number | null;
}

/** How much of it is given away; one row for all processes. */
export interface Allowance {
  /** Notices are given away up to here. */
  readonly freeAt: Date;
  /** Minutes since 1970, and the calls in it. */
  readonly minute: number;
  readonly calls: number;
  /** The channel said so, or it can't be reached. */
  readonly blockedUntil: Date | null;
  /** In a row; 0: the account is up. */
  readonly failures: number;
}

export interface Grant {
  readonly granted: number;
  readonly next: Allowance;
  /** When asking again is worth it; now, where everything was granted. */
  readonly at: Date;
}

const MINUTE_MS = 60_000;
const FIRST_BLOCK_MS = 5_000;
const LONGEST_BLOCK_MS = 300_000;
/** So often in a row not reached: down. Until then it is waited for. */
const DOWN_AFTER = 5;

export const FRESH: Allowance = { freeAt: new Date(0), minute: 0, calls: 0, blockedUntil: null, failures: 0 };

/**
 * Up to `want` notices, evenly over time (GCRA). A grant that is asked for late is not lost, as long as it is late by less
 * than a burst; the minute's count keeps notices and replies together within the account's calls.
 */
export function grantNotices(allowance: Allowance, limit: AccountLimit, want: number, now: Date): Grant {
  const state = inMinute(allowance, now);
  const nothing = (at: Date): Grant => ({ granted: 0, next: state, at });
  if (state.blockedUntil && state.blockedUntil > now) return nothing(state.blockedUntil);
  const left = limit.perMinute === null ? Number.POSITIVE_INFINITY : limit.perMinute - state.calls;
  if (left <= 0) return nothing(nextMinute(now));

  const stepMs = 1_000 / limit.perSecond;
  const from = Math.max(state.freeAt.getTime(), now.getTime());
  const ripe = Math.floor(limit.burst - (from - now.getTime()) / stepMs + 1e-6);
  const granted = Math.max(0, Math.min(want, ripe, left));
  if (granted === 0) {
    // As soon as one is ripe: whoever wakes late takes those that ripened meanwhile, up to a burst.
    return nothing(new Date(Math.ceil(from + (1 - limit.burst) * stepMs)));
  }
  const next = { ...state, freeAt: new Date(from + granted * stepMs), calls: state.calls + granted };
  return { granted, next, at: now };
}

/** Gives back what was granted and not used. */
export function returnNotices(allowance: Allowance, limit: AccountLimit, count: number): Allowance {
  const freeAt = new Date(allowance.freeAt.getTime() - (count * 1_000) / limit.perSecond);
  return { ...allowance, freeAt, calls: Math.max(0, allowance.calls - count) };
}

/** One call for somebody who waits: only the minute's count and a block hold it back. */
export function grantReply(
  allowance: Allowance,
  perMinute: number,
  now: Date,
): { readonly at: Date; readonly next: Allowance } {
  const state = inMinute(allowance, now);
  if (state.calls >= perMinute) return { at: nextMinute(now), next: state };
  return { at: now, next: { ...state, calls: state.calls + 1 } };
}

/** The channel told how many of this minute's calls are used up: other programs may have made some. */
export function countCalls(allowance: Allowance, calls: number, now: Date): Allowance {
  const state = inMinute(allowance, now);
  return { ...state, calls: Math.max(state.calls, calls) };
}

/** Nothing goes out until then. Without an instant: the account was not reached, so longer each time. */
export function block(allowance: Allowance, until: Date | null, now: Date): Allowance {
  const failures = allowance.failures + (until ? 0 : 1);
  const pauseMs = Math.min(FIRST_BLOCK_MS * 2 ** (failures - 1), LONGEST_BLOCK_MS);
  const end = until ?? new Date(now.getTime() + pauseMs);
  // Several sends of one group meet the same trouble: it counts once.
  if (allowance.blockedUntil && allowance.blockedUntil >= now) {
    return end > allowance.blockedUntil && until ? { ...allowance, blockedUntil: end } : allowance;
  }
  return { ...allowance, blockedUntil: end, failures };
}

export const reached = (allowance: Allowance): Allowance => ({ ...allowance, blockedUntil: null, failures: 0 });

export const isDown = ({ failures, blockedUntil }: Allowance, now: Date): boolean =>
  failures >= DOWN_AFTER && blockedUntil !== null && blockedUntil > now;

function inMinute(allowance: Allowance, now: Date): Allowance {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  return allowance.minute === minute ? allowance : { ...allowance, minute, calls: 0 };
}

const nextMinute = (now: Date) => new Date((Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS);
