import { decideDelivery } from '../policy/decide-delivery.ts';
import type { EndReason } from '../policy/reasons.ts';
import type { Account, DeliveryDecision, DeliverySettings, Notice, Recipient } from '../policy/types.ts';
import type { Way } from '../types.ts';

/** People whom the policy can't tell apart: what it looks at, and how many they are. */
export interface RecipientGroup {
  readonly consent: Recipient['consent'];
  /** The topic is turned off. */
  readonly off: boolean;
  /** Whole hours since the last act on Zalo; null: no account there that can be reached. */
  readonly zaloHours: number | null;
  /** An account that left us. */
  readonly zaloLeft: boolean;
  readonly telegram: 'open' | 'left' | null;
  readonly simulator: 'open' | 'left' | null;
  readonly phone: boolean;
  readonly count: number;
}

export interface Estimate {
  readonly total: number;
  readonly byWay: readonly { readonly way: Way; readonly count: number; readonly cost: number }[];
  /** Told by a call. */
  readonly calls: readonly { readonly reason: EndReason; readonly count: number }[];
  /** Not told at all. */
  readonly excluded: readonly { readonly reason: EndReason; readonly count: number }[];
  /** đồng. */
  readonly cost: number;
}

/** Waits that follow each other: hours of the day, then hours of templates. */
const MOST_WAITS = 6;
const HOUR_MS = 3_600_000;

/**
 * How each would be told, by the same policy that decides when it is sent: as things stand now, every channel up, and
 * without what they are told in between, so a cap is not foreseen.
 * @param at When sending begins.
 */
export function estimateDelivery(
  groups: readonly RecipientGroup[],
  notice: Notice,
  settings: DeliverySettings,
  at: Date,
): Estimate {
  const ways = new Map<Way, { count: number; cost: number }>();
  const calls = new Map<EndReason, number>();
  const excluded = new Map<EndReason, number>();
  for (const group of groups) {
    const decision = decide(recipientOf(group, notice, at), notice, settings, at);
    if (decision.act === 'send') {
      const known = ways.get(decision.way) ?? { count: 0, cost: 0 };
      ways.set(decision.way, { count: known.count + group.count, cost: known.cost + decision.cost * group.count });
    } else if (decision.act !== 'wait') {
      const into = decision.act === 'call' ? calls : excluded;
      into.set(decision.reason, (into.get(decision.reason) ?? 0) + group.count);
    }
  }
  return {
    total: groups.reduce((sum, { count }) => sum + count, 0),
    byWay: [...ways].map(([way, { count, cost }]) => ({ way, count, cost })),
    calls: byReason(calls),
    excluded: byReason(excluded),
    cost: [...ways.values()].reduce((sum, { cost }) => sum + cost, 0),
  };
}

function decide(recipient: Recipient, notice: Notice, settings: DeliverySettings, at: Date): DeliveryDecision {
  let decision = decideDelivery(recipient, notice, settings, new Map(), at);
  for (let waits = 0; decision.act === 'wait' && waits < MOST_WAITS; waits += 1)
    decision = decideDelivery(recipient, notice, settings, new Map(), decision.until);
  return decision;
}

function recipientOf(group: RecipientGroup, { topic }: Notice, at: Date): Recipient {
  const { consent, off, zaloHours, zaloLeft, telegram, simulator, phone } = group;
  const account = (channel: Account['channel'], unreachable: boolean, lastInteractionAt: Date | null): Account => ({
    id: channel,
    channel,
    lastInteractionAt,
    unreachable,
  });
  const accounts: Account[] = [];
  // The oldest of the hour: a window that has just closed is not counted as open.
  if (zaloHours !== null) accounts.push(account('zalo', false, new Date(at.getTime() - (zaloHours + 1) * HOUR_MS)));
  if (zaloLeft) accounts.push(account('zalo', true, null));
  if (telegram !== null) accounts.push(account('telegram', telegram === 'left', null));
  if (simulator !== null) accounts.push(account('simulator', simulator === 'left', null));
  return { key: '', consent, off: new Set(off ? [topic] : []), accounts, hasPhone: phone, told: [], attempts: [] };
}

function byReason(counts: ReadonlyMap<EndReason, number>) {
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
