import type { ChannelId } from '../../channels/types.ts';
import type { Citation } from '../../knowledge/types.ts';
import type { EventBoard } from '../../notifications/events/event.ts';
import type { Topic } from '../../notifications/types.ts';
import type { Attachment } from '../../registration/attachments.ts';
import type { DataDeadlines, DataRight } from '../../registration/data-rights.ts';
import type { DocumentKind } from '../../registration/documents/kinds.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { nextField } from '../../registration/next-field.ts';
import { type Returned, stillReturned } from '../../registration/returned.ts';
import type { AnswerEntry, Answers, FieldId, FieldValue, RegistrationStatus } from '../../registration/types.ts';
import type { Offer } from '../commands.ts';
import type { HandoffQueue } from '../handoff-queue.ts';
import type { JoinCheck } from '../join.ts';
import type { Asking, ConversationState, Draft, Snapshot } from '../state.ts';

/** What the outside gives a decision: time, ids and settings, never a service. */
export interface Turn {
  /** ISO instant, UTC. */
  readonly now: string;
  /** ISO date in Viet Nam. */
  readonly today: string;
  /** Fresh and unguessable; button payloads of this turn are made of it. */
  readonly nonce: string;
  /** The id of a registration, should this turn open one. */
  readonly newRegistrationId: string;
  /** Six fresh digits, should this turn give a code. */
  readonly newLinkCode: string;
  readonly channel: ChannelId;
  /** Who is responsible for the data, as the consent message names them. */
  readonly controller: string;
  /** Host of a language model abroad; null: none. */
  readonly abroad: string | null;
  /** Where a person asks for a human; read only for turns that need it. */
  readonly queue?: HandoffQueue;
  /** An officer has the conversation. */
  readonly held?: true;
  /** Topics that the person has turned off; read only for turns that need them. */
  readonly topicsOff?: readonly Topic[];
  /** Whose code it is by which the person came; read only for turns that need it. */
  readonly join?: JoinCheck;
  /** What is on; read only for turns about events. */
  readonly events?: EventBoard;
}

/** What happened, for the store. References are given by the store: `{reference}` in a reply stands for the new one. */
export type Event =
  | { readonly type: 'registrationStarted'; readonly registrationId: string }
  | { readonly type: 'linkCodeIssued'; readonly code: string; readonly expiresAt: string }
  | { readonly type: 'linkFailed' }
  /** Everything of the other person becomes this one's. */
  | { readonly type: 'personsJoined'; readonly code: string; readonly otherPersonId: string }
  /** This person is that member of the office's list from here on. */
  | { readonly type: 'memberJoined'; readonly memberId: string }
  | { readonly type: 'officerJoined'; readonly staffId: string; readonly code: string }
  /** A running draft was carried over to a newer version of the form. */
  | { readonly type: 'formUpgraded'; readonly registrationId: string; readonly version: number }
  | { readonly type: 'answerRecorded'; readonly registrationId: string; readonly entry: AnswerEntry }
  | {
      readonly type: 'statusChanged';
      readonly registrationId: string;
      readonly from: RegistrationStatus;
      readonly to: RegistrationStatus;
      readonly why: string;
    }
  | {
      readonly type: 'consent';
      readonly action: 'given' | 'refused' | 'withdrawn';
      readonly version: string;
      readonly text: string;
      readonly hash: string;
    }
  | { readonly type: 'attachmentAdded'; readonly registrationId: string; readonly attachment: Attachment }
  | { readonly type: 'attachmentNamed'; readonly id: string; readonly paper: string }
  /** The row goes with the turn, the bytes after it. */
  | { readonly type: 'attachmentRemoved'; readonly id: string }
  /** The newest word of the person on these topics. */
  | { readonly type: 'preferenceChanged'; readonly topics: readonly Topic[]; readonly on: boolean }
  /** For the office, with the law's deadlines as ISO dates. */
  | ({ readonly type: 'dataRequested'; readonly right: DataRight } & DataDeadlines)
  /** `unsent`: all but what an office is working on. `certificate` is a UUID. */
  | { readonly type: 'erased'; readonly extent: 'everything' | 'unsent'; readonly certificate: string }
  /** `unit`: code of the commune of the registration in hand. */
  | { readonly type: 'handoffRequested'; readonly reason: 'asked'; readonly unit: string | null }
  /** `expects`: what the person is told came of it; should it come otherwise, the turn is taken again. */
  | {
      readonly type: 'eventAnswered';
      readonly eventId: string;
      readonly coming: boolean;
      readonly expects: 'going' | 'waiting' | 'declined';
    }
  | { readonly type: 'noticeUnderstood'; readonly delivery: string }
  /** The officer no longer has the conversation; what becomes of the request. */
  | { readonly type: 'officerLeft'; readonly request: 'answered' | 'closed' | 'waiting' }
  /** What the person wants passed on with the open request; kept only after consent. */
  | { readonly type: 'handoffNoted'; readonly words: string }
  /** Counted by month, nothing else of it. */
  | { readonly type: 'questionAsked'; readonly outcome: 'answer' | 'refusal' | 'clarify'; readonly askedOn: string }
  /** No source answers it; the store keeps it masked and without the person. `askedOn` is an ISO date in Viet Nam. */
  | { readonly type: 'questionUnanswered'; readonly question: string; readonly askedOn: string };

export interface ReplyButton {
  readonly label: string;
  readonly offer: Offer;
}

/** A document made from the registration when the reply is sent, or an event for the phone's calendar. */
export type ReplyFile = DocumentKind | 'my-data' | { readonly kind: 'calendar'; readonly eventId: string };

export interface DraftReply {
  readonly text: string;
  readonly buttons: readonly ReplyButton[];
  readonly file?: ReplyFile;
  /** Label of the channel's button that shares the phone number, where it has one. */
  readonly requestContact?: string;
}

/** How a turn ends: which question is put at its end. */
export type Ending =
  /** The question in hand again, in other words when `instead` gives them. */
  | { readonly kind: 'same'; readonly instead?: string }
  /** The next question of the form, or the review. */
  | { readonly kind: 'next' }
  | { readonly kind: 'ask'; readonly asking: Asking; readonly instead?: string }
  | { readonly kind: 'none' };

/**
 * The scratch pad of one decision. Command handlers write here; `decide` turns it into the outcome. It never leaves
 * `decide`, which stays a pure function of its arguments.
 */
export class Work {
  state: ConversationState;
  draft: Draft | null;
  others: readonly Draft[];
  readonly turn: Turn;
  readonly events: Event[] = [];
  readonly replies: DraftReply[] = [];
  readonly citations: Citation[] = [];
  /** Sentences that stand before the question of this turn, in the same message. */
  readonly notes: string[] = [];
  ending: Ending = { kind: 'same' };

  constructor(snapshot: Snapshot, turn: Turn) {
    this.state = structuredClone(snapshot.state);
    this.draft = snapshot.draft;
    this.others = snapshot.others ?? [];
    this.turn = turn;
  }

  get answers(): Answers {
    return foldAnswers(this.draft?.log ?? []).answers;
  }

  get open(): ReadonlySet<FieldId> {
    return foldAnswers(this.draft?.log ?? []).open;
  }

  /** The next question of the form; of a returned one, only what the office gave back. */
  get next(): FieldId | null {
    const returned = this.returned;
    return returned === null ? nextField(this.answers, this.open) : (this.stillReturned[0] ?? null);
  }

  /** What the office gave back, while the registration is being completed. */
  get returned(): Returned | null {
    return this.draft?.status === 'returned' ? this.draft.returned : null;
  }

  get stillReturned(): readonly FieldId[] {
    const returned = this.returned;
    return returned === null ? [] : stillReturned(returned, this.draft?.log ?? [], this.answers);
  }

  /** A draft that still takes answers. */
  get filling(): boolean {
    return this.draft !== null && (this.draft.status === 'draft' || this.draft.status === 'returned');
  }

  note(sentence: string): void {
    if (sentence && !this.notes.includes(sentence)) this.notes.push(sentence);
  }

  reply(reply: DraftReply): void {
    this.replies.push(reply);
  }

  emit(event: Event): void {
    this.events.push(event);
  }

  record(
    field: FieldId,
    action: AnswerEntry['action'],
    how: { value?: FieldValue; words: string; rule: string },
  ): void {
    const draft = this.draft;
    if (!draft) return;
    const entry: AnswerEntry = {
      seq: (draft.log.at(-1)?.seq ?? 0) + 1,
      field,
      action,
      ...(action === 'set' && how.value !== undefined ? { value: how.value } : {}),
      words: how.words,
      rule: how.rule,
      channel: this.turn.channel,
      at: this.turn.now,
    };
    this.draft = { ...draft, log: [...draft.log, entry] };
    this.emit({ type: 'answerRecorded', registrationId: draft.id, entry });
  }

  changeStatus(to: RegistrationStatus, why: string): void {
    const draft = this.draft;
    if (!draft) return;
    this.emit({ type: 'statusChanged', registrationId: draft.id, from: draft.status, to, why });
    this.draft = { ...draft, status: to };
  }

  /** The form's own questions are behind: no batch, no choice, no question in hand. */
  leaveForm(): void {
    this.state.field = null;
    this.state.proposed = [];
    this.state.proposedLater = [];
    this.state.proposedText = null;
    this.state.waiting = null;
    this.state.partial = null;
    this.state.attempts = {};
    this.state.completing = false;
    this.state.leftAgain = [];
    this.state.picking = false;
  }
}
