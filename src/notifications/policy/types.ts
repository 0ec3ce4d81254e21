import type { ChannelId } from '../../channels/types.ts';
import type { CampaignKind, Topic, Way } from '../types.ts';
import type { EndReason, WaitReason } from './reasons.ts';

/** One account of the person, as it stands at the moment of sending. */
export interface Account {
  /** Id of the Identity. */
  readonly id: string;
  readonly channel: ChannelId;
  /** The person's last act on the channel; null: none is known. */
  readonly lastInteractionAt: Date | null;
  /** Blocked us, left, opted out. */
  readonly unreachable: boolean;
}

/** Something that this person was told without having asked: sent, or perhaps sent. */
export interface Told {
  readonly at: Date;
  readonly topic: Topic;
  readonly priority: number;
}

/**
 * Why a way is closed for this notice and this person.
 * - `recipient`, `window`, `template`: refused for good, as the channel classed it; another way may do.
 * - `uncertain`: its answer was lost, so it may have been shown.
 */
export interface Attempt {
  readonly way: Way;
  readonly outcome: 'recipient' | 'window' | 'template' | 'uncertain';
}

/** One person, with all their accounts: one decision reaches them once. */
export interface Recipient {
  /** Stable; decides their place in a morning, nothing else. */
  readonly key: string;
  /** Newest receipt; null: never asked, as members of the office's own lists. */
  readonly consent: 'given' | 'refused' | 'withdrawn' | null;
  /** Topics turned off. */
  readonly off: ReadonlySet<Topic>;
  readonly accounts: readonly Account[];
  /** A phone number that a template may go to. */
  readonly hasPhone: boolean;
  /** Of the last seven days at least. */
  readonly told: readonly Told[];
  /** Of this notice. */
  readonly attempts: readonly Attempt[];
}

export interface Notice {
  readonly kind: CampaignKind;
  readonly topic: Topic;
  /** One of `PRIORITIES`, or a number between them. */
  readonly priority: number;
  readonly notBefore: Date;
  /** Nothing is sent at or after it. */
  readonly expiresAt: Date;
  /** đồng a message of its approved template, by each way that it may go; null: none that way. */
  readonly template: { readonly uid: number | null; readonly phone: number | null };
}

/** Minutes of the day in Viet Nam, `from` included, `to` not; over midnight when `from` is the larger. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

export interface DeliverySettings {
  /** Nothing is sent in these. */
  readonly quiet: Hours;
  /** Templates go out in these only. */
  readonly template: Hours;
  /** What waited for an hour is sent over so many minutes from then on. */
  readonly spreadMinutes: number;
  /** Notices to one person on one day in Viet Nam, and on seven days in a row. */
  readonly perDay: number;
  readonly perWeek: number;
  /** Ways in use, the preferred one first. */
  readonly order: readonly Way[];
  /** đồng a message between 48 hours and 7 days. */
  readonly zaloPaidPrice: number;
  /** A window counts as closed this long before it closes: sending takes time. */
  readonly marginMinutes: number;
  /** A way that is down is looked at again after this. */
  readonly retryMinutes: number;
}

/** Ways that can't be used now, whoever is to be told; with the instant when they may work again, where known. */
export type Down = ReadonlyMap<Way, Date | null>;

export type DeliveryDecision =
  /** `account`: id of the Identity that it goes to; null: the phone number. `cost` in đồng. */
  | { readonly act: 'send'; readonly way: Way; readonly account: string | null; readonly cost: number }
  /** To be decided again at `until`, which lies after now and before the notice expires. */
  | { readonly act: 'wait'; readonly until: Date; readonly reason: WaitReason }
  /** `call`: somebody of the office tells them. */
  | { readonly act: 'skip' | 'call'; readonly reason: EndReason };
