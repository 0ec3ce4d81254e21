/** The words of this module: a form has fields, a log of answers is folded to the registration's answers. */

/** Ids of form `phieu-dang-ky`; they stay put (scripts outside the project read them). */
export type FieldId =
  | 'applicant.kind'
  | 'applicant.name'
  | 'applicant.representative'
  | 'applicant.position'
  | 'applicant.unit'
  | 'applicant.address'
  | 'applicant.phone'
  | 'applicant.email'
  | 'applicant.registrationNumber'
  | 'applicant.registrationDate'
  | 'applicant.taxCode'
  | 'product.name'
  | 'product.set'
  | 'registration.kind'
  | 'product.currentStars'
  | 'product.certificateExpiry'
  | 'registration.targetStars'
  | 'idea.description'
  | 'idea.materials'
  | 'idea.labour'
  | 'idea.capacity'
  | 'idea.revenue'
  | 'idea.markets'
  | 'idea.story'
  | 'idea.documents'
  | 'idea.supportNeeds'
  | 'attachments'
  | 'declaration.accepted';

/** Normal forms of registration-form: text, ids, ISO dates, đồng, whole stars, sorted lists of ids, and the three records. */
export type FieldValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly total: number; readonly local: number }
  | { readonly text: string; readonly inCommune: number; readonly inProvince: number }
  /** Materials of a service, whose score sheet has no shares of them. */
  | { readonly text: string }
  | { readonly amount: number; readonly unit: string };

export type Answers = { readonly [K in FieldId]?: FieldValue };

/**
 * One line of the append-only answer log. The registration's answers are its fold; nothing is ever edited or removed.
 * - `set`: the person (or an officer) gave a value.
 * - `leave`: "để sau" — the field stays open and is not asked again in this round.
 * - `clear`: a value was taken back (undo, "quay lại", or a condition that no longer holds).
 */
export interface AnswerEntry {
  /** 1, 2, 3 … within one registration. */
  readonly seq: number;
  readonly field: FieldId;
  readonly action: 'set' | 'leave' | 'clear';
  /** Present with `set` only. */
  readonly value?: FieldValue;
  /** The span of the person's words that the value stands on, or the label of the button pressed. */
  readonly words: string;
  /** What set it: `rule:<reader>`, `button`, `correction`, `model`, `officer`, `reused` (from an earlier registration). */
  readonly rule: string;
  readonly channel: string;
  /** ISO instant, UTC. */
  readonly at: string;
}

export type RegistrationStatus =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'accepted'
  | 'forwarded'
  | 'evaluated'
  | 'withdrawn';

/** A choice offered to the person. `value` is the normal form stored when chosen. */
export interface Choice {
  readonly value: FieldValue;
  readonly label: string;
}

/**
 * What reading a person's words for one field gives.
 * - `value`: a normal form and the words it stands on; `warning` is told but never blocks.
 * - `choose`: several readings fit (a commune name, a product set): offered as buttons, never guessed.
 * - `confirm`: one reading, but not literally what was typed (old commune → new one): asked back before it is stored.
 * - `invalid`: meant for this field but wrong; `text` says what was wrong and shows an example.
 * - `barred`: this answer means that the person can't take part; `text` says why and what is possible instead.
 * - `none`: the words do not speak of this field.
 */
export type Reading =
  | { readonly kind: 'value'; readonly value: FieldValue; readonly words: string; readonly warning?: string }
  | { readonly kind: 'choose'; readonly text: string; readonly choices: readonly Choice[]; readonly words: string }
  | { readonly kind: 'confirm'; readonly text: string; readonly value: FieldValue; readonly words: string }
  | { readonly kind: 'invalid'; readonly problem: string; readonly text: string }
  | { readonly kind: 'barred'; readonly text: string }
  | { readonly kind: 'none' };

/** What a reader may look at beside the words. */
export interface ReadingContext {
  /** ISO date in Viet Nam. */
  readonly today: string;
  readonly answers: Answers;
  /**
   * `asked`: the words answer this field's question, so a bare phrase counts.
   * `volunteered`: the words came unasked (several answers in one sentence, a correction): only a clear sign counts.
   */
  readonly mode: 'asked' | 'volunteered';
}

/** One answer found in a sentence that may hold several. Spans of different finds never overlap. */
export interface FoundAnswer {
  readonly field: FieldId;
  readonly reading: Extract<Reading, { kind: 'value' | 'choose' | 'confirm' }>;
  /** Character offsets in the NFC text. */
  readonly start: number;
  readonly end: number;
}
