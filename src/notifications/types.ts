import type { TemplatePurpose } from '../channels/zalo/templates/purposes.ts';

/**
 * What a person can turn off. `own-file` (news of one's own registration and its results) can't be: it is an answer to
 * what they sent.
 */
export const TOPICS = ['training', 'fair', 'livestream', 'evaluation', 'programme', 'reminder', 'own-file'] as const;
export type Topic = (typeof TOPICS)[number];

export const CAMPAIGN_KINDS = [
  /** Written by the office. */
  'broadcast',
  /** An event announced, moved or cancelled; a place that came free. */
  'event',
  /** Before an event. */
  'event-reminder',
  /** A draft left behind. */
  'draft-reminder',
  /** A certificate that runs out. */
  'certificate-reminder',
  /** A day of the programme: the rounds of the commune and the province. */
  'programme-reminder',
  'result',
] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

/** Smaller goes first. A result waits behind nobody; a fair may. */
export const PRIORITIES = { result: 10, change: 20, reminder: 30, broadcast: 40 } as const;

/**
 * - `zalo-window`: free, within 48 h of the person's last act. `zalo-paid`: within 7 days, where paying is on.
 * - `zbs-uid`, `zbs-phone`: a template, paid per message.
 * - `simulator`: the chat page.
 */
export const WAYS = ['zalo-window', 'zalo-paid', 'zbs-uid', 'zbs-phone', 'telegram', 'simulator'] as const;
export type Way = (typeof WAYS)[number];

/** What a button of a notice does. Its payload is made when it is sent. */
export type NoticeAct =
  | { readonly type: 'rsvp'; readonly eventId: string; readonly coming: boolean }
  | { readonly type: 'event-details'; readonly eventId: string }
  | { readonly type: 'understood' }
  | { readonly type: 'mute'; readonly topic: Topic }
  | { readonly type: 'resume-draft' };

export interface NoticeButton {
  readonly label: string;
  readonly act: NoticeAct;
}

/** A ZBS template: its purpose, and the value of every parameter (a campaign's may hold `{name}`). */
export interface NoticeTemplate {
  readonly purpose: TemplatePurpose;
  readonly data: Readonly<Record<string, string>>;
}

export interface NoticeBody {
  /** Plain Vietnamese. `{name}` is put in where the recipient's name is known, else "anh/chị". */
  readonly text: string;
  readonly buttons: readonly NoticeButton[];
  /** null: whoever is outside every window goes on the call list. */
  readonly template: NoticeTemplate | null;
}

export interface CampaignDraft extends NoticeBody {
  readonly kind: CampaignKind;
  readonly topic: Topic;
  /** For the office. */
  readonly title: string;
  /** What caused it; a second campaign of the same cause is not made. */
  readonly sourceKey: string | null;
  readonly eventId: string | null;
  /** null: standing. Its recipients are added one by one. */
  readonly audience: Audience | null;
  readonly priority: number;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** Id of a StaffUser, or `product` for what the product tells by itself. */
  readonly createdBy: string;
}

export interface RecipientDraft {
  /** Unique within the campaign: `person:ID`, `member:ID`, `draft:ID:3`. */
  readonly recipientKey: string;
  readonly personId: string | null;
  readonly memberId: string | null;
  readonly registrationId?: string;
  /** Words for this one; left out: the campaign's. */
  readonly body?: NoticeBody;
  /** Not before the campaign starts, nor before this. */
  readonly notBefore?: Date;
  /** Nothing is sent at or after it; left out: when the campaign expires. */
  readonly expiresAt?: Date;
}

/**
 * Whom to tell: everyone who matches every condition given (a list: one of its values). `{}` is everyone that the office
 * may tell. Members without an account match too and go on the call list.
 */
export interface Audience {
  /** Codes of units (5 digits). */
  readonly units?: readonly string[];
  /** Names of former districts, as in src/language/data. */
  readonly formerDistricts?: readonly string[];
  /** Kinds of applicant of the form. */
  readonly kinds?: readonly string[];
  /** Numbers of product sets, 1–26. */
  readonly productSets?: readonly number[];
  readonly stars?: readonly number[];
  /** A certificate that runs out between these days (ISO dates, both included). */
  readonly certificateExpires?: { readonly from: string; readonly to: string };
  /** Statuses of a registration. */
  readonly registrationStatus?: readonly string[];
  /** From 90 points on and not five stars yet: the province sends it to the ministry (QĐ 26/2026 Đ.7 k.3e). */
  readonly beforeMinistry?: true;
  /** Answered an event so, or stood at its door. */
  readonly event?: { readonly id: string; readonly reply: 'going' | 'waiting' | 'declined' | 'checked-in' | 'absent' };
}
