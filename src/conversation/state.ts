import { z } from 'zod';
import type { Attachment } from '../registration/attachments.ts';
import { foldAnswers } from '../registration/fold.ts';
import type { Returned } from '../registration/returned.ts';
import type { AnswerEntry, FieldId, FieldValue, RegistrationStatus } from '../registration/types.ts';
import type { Offer } from './commands.ts';

/** The version written today; an older stored state is brought up by `readState`. */
const STATE_VERSION = 1;

const field = z.string() as unknown as z.ZodType<FieldId>;
const value = z.unknown() as unknown as z.ZodType<FieldValue>;
const offer = z.looseObject({ does: z.string() }) as unknown as z.ZodType<Offer>;

const offered = z.object({ payload: z.string().max(64), label: z.string(), offer });
const proposal = z.object({ field, value, words: z.string(), rule: z.string() });

const stateSchema = z.object({
  version: z.literal(STATE_VERSION),
  consent: z.enum(['unknown', 'given', 'refused', 'withdrawn']),
  /** ISO instant of the consent that holds; what was told before it is not taken over. Missing in older states. */
  consentedAt: z.string().nullable().default(null),
  /** Hash of the consent message as it was shown last; missing in older states. */
  consentShown: z.string().nullable().default(null),
  /** The draft or last registration in hand. */
  registrationId: z.string().nullable(),
  /** What the last reply asked: a field id, or one of the questions around the form. */
  asking: z.string().nullable() as unknown as z.ZodType<Asking>,
  /** The form's question in hand while something else is asked (a confirmation, "really cancel?"); null: the review. */
  field: field.nullable(),
  /** A batch shown back and not yet accepted. */
  proposed: z.array(proposal),
  /** The rest of a batch that is gone through one by one. Missing in older states. */
  proposedLater: z.array(proposal).default([]),
  /** How the proposal is asked when it is a single one with a sentence of its own (old commune → new one). */
  proposedText: z.string().nullable(),
  /** Candidates among which the person must choose for a field: now, or as soon as the batch is accepted. */
  waiting: z.object({ field, text: z.string(), choices: z.array(z.object({ value, label: z.string() })) }).nullable(),
  /** Buttons of the last reply: only these can be chosen by number or label. */
  offered: z.array(offered),
  /** True when `offered` are candidates for what was typed, so a part of a label is enough. */
  candidates: z.boolean(),
  /** Buttons of older replies: pressing one still does the sensible thing. */
  earlier: z.array(offered),
  /** An unreadable answer to the field in hand: the other half may follow. */
  partial: z.object({ field, words: z.string() }).nullable(),
  attempts: z.record(z.string(), z.number()),
  /** Buttons of a field that takes several choices are being pressed one by one. */
  picking: z.boolean(),
  /** Required fields are being asked again before sending. */
  completing: z.boolean(),
  /** Required fields left open a second time. */
  leftAgain: z.array(field),
  previousQuestion: z.string().nullable(),
  handoffOpen: z.boolean(),
  /** "Really?" is asked of everything that is kept, not of the draft. */
  erasing: z.boolean().default(false),
  /** ISO instants of codes asked for and of wrong ones typed, for their limits. Missing in older states. */
  link: z.object({ issued: z.array(z.string()), wrong: z.array(z.string()) }).default({ issued: [], wrong: [] }),
  /** Came by a code of the office's list, and was asked for consent first. Missing in older states. */
  joining: z.object({ code: z.string().nullable(), unit: z.string() }).nullable().default(null),
  /** The event that somebody wants to come to, whose consent is asked first. */
  signingUp: z.string().nullable().default(null),
  /** Code of the commune whose link or QR code they came by: offered first where the form asks for theirs. Missing in older states. */
  fromCommune: z.string().nullable().default(null),
  last: z.object({ fingerprint: z.string(), times: z.number() }),
  /** ISO instant of the person's last message. */
  lastAt: z.string().nullable(),
});

export type ConversationState = z.infer<typeof stateSchema>;
export type Offered = z.infer<typeof offered>;
export type Proposal = z.infer<typeof proposal>;

/** The questions around the form, beside the ids of its fields. */
export type AskingBeside = 'consent' | 'confirm' | 'review' | 'resume' | 'cancel' | 'handoff' | 'reuse' | 'menu';
export type Asking = FieldId | AskingBeside | null;

const BESIDE: ReadonlySet<string> = new Set([
  'consent',
  'confirm',
  'review',
  'resume',
  'cancel',
  'handoff',
  'reuse',
  'menu',
]);

/** The form's field that the last reply asked, or null when it asked something else. */
export function askedField(state: ConversationState): FieldId | null {
  return state.asking === null || BESIDE.has(state.asking) ? null : (state.asking as FieldId);
}

/** A registration as a turn needs it: its status and its append-only log. */
export interface Draft {
  readonly id: string;
  readonly status: RegistrationStatus;
  readonly reference: string | null;
  readonly formVersion: number;
  readonly log: readonly AnswerEntry[];
  /** What the office gave back; null unless the status is `returned`. */
  readonly returned: Returned | null;
  /** Files kept with it, oldest first. */
  readonly attachments: readonly Attachment[];
}

/** Sent to the office at least once and not withdrawn: its documents can be made. */
export function wasSent(draft: Draft | null): boolean {
  return draft !== null && draft.status !== 'draft' && draft.status !== 'withdrawn';
}

/** A registration that still takes answers, or null. */
export function openDraft(draft: Draft | null): Draft | null {
  return draft?.status === 'draft' || draft?.status === 'returned' ? draft : null;
}

/** Code of the commune that a registration names, or null. */
export function communeOf(draft: Draft | null): string | null {
  if (!draft || draft.status === 'withdrawn') return null;
  const unit = foldAnswers(draft.log).answers['applicant.unit'];
  return typeof unit === 'string' ? unit : null;
}

/** Everything a decision may look at beside the commands. */
export interface Snapshot {
  readonly state: ConversationState;
  readonly draft: Draft | null;
  /** Other registrations of this person that are not withdrawn, newest first. */
  readonly others?: readonly Draft[];
}

/** What belongs to the question in hand: batches, choices, buttons, tries. */
export function nothingInHand() {
  return {
    proposed: [],
    proposedLater: [],
    proposedText: null,
    waiting: null,
    offered: [],
    candidates: false,
    earlier: [],
    partial: null,
    attempts: {},
    picking: false,
    leftAgain: [],
  } satisfies Partial<ConversationState>;
}

export function newState(): ConversationState {
  return {
    version: STATE_VERSION,
    consent: 'unknown',
    consentedAt: null,
    consentShown: null,
    registrationId: null,
    asking: null,
    field: null,
    ...nothingInHand(),
    completing: false,
    previousQuestion: null,
    handoffOpen: false,
    erasing: false,
    link: { issued: [], wrong: [] },
    joining: null,
    signingUp: null,
    fromCommune: null,
    last: { fingerprint: '', times: 0 },
    lastAt: null,
  };
}

/**
 * Reads a stored state. A state of an unknown shape is not guessed at: the conversation starts at the menu, the answer
 * log (which is the truth about the form) and the consent receipts are untouched by that.
 */
export function readState(stored: unknown): ConversationState {
  const read = stateSchema.safeParse(stored);
  return read.success ? read.data : newState();
}
