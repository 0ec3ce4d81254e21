import type { ChannelId, IncomingEvent } from '../../channels/types.ts';
import type { EventBoard } from '../../notifications/events/event.ts';
import type { Topic } from '../../notifications/types.ts';
import type { DocumentKind } from '../../registration/documents/kinds.ts';
import type { AnswerEntry, RegistrationStatus } from '../../registration/types.ts';
import type { Event } from '../decide.ts';
import type { JoinCheck, JoinKey } from '../join.ts';
import type { LinkCheck } from '../link.ts';
import type { OfficeFacts } from '../office-facts.ts';
import type { PressedNotice } from '../pressed-notice.ts';
import type { Snapshot } from '../state.ts';

/** A message that waits for its turn. */
export interface InboxItem {
  /** Order of arrival. */
  readonly seq: bigint;
  readonly event: IncomingEvent;
}

/** A person as a turn finds them: created at the first message, with nothing but the channel's id. */
export interface Loaded {
  readonly personId: string;
  /** Of the conversation row; a commit on an older version is refused. */
  readonly version: number;
  readonly snapshot: Snapshot;
  /** An officer has the conversation on this channel. */
  readonly held: boolean;
}

/** What goes out: sealed in the outbox until it is sent. `{reference}`, `{code}` and `{place}` in a text become what is given at the commit. */
export interface OutboxDraft {
  readonly key: string;
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly payload: string }[];
  /** `my-data`: everything kept about whoever's registration it is. */
  readonly document:
    | { readonly kind: DocumentKind | 'my-data'; readonly registrationId: string }
    | { readonly kind: 'calendar'; readonly eventId: string }
    | null;
  readonly requestContact?: string;
}

export interface OutboxItem extends OutboxDraft {
  readonly seq: bigint;
  readonly conversation: string;
  /** Its row goes with its end. */
  readonly forget: boolean;
  /** How often it was taken to be sent, this time included. */
  readonly attempts: number;
  readonly channel: ChannelId;
  readonly externalId: string;
}

/** One turn, committed as a whole or not at all. */
export interface TurnCommit {
  readonly personId: string;
  readonly version: number;
  readonly inbox: InboxItem;
  readonly conversation: string;
  readonly snapshot: Snapshot;
  readonly events: readonly Event[];
  readonly replies: readonly OutboxDraft[];
  /** Label of the notice's button that the message pressed. */
  readonly pressed?: string;
  /** ISO instant, UTC. */
  readonly now: string;
}

/** - `conflict`: somebody else committed since `load`; read again and decide again. */
export type CommitOutcome =
  /** `erasedFiles`: ids whose rows are gone, their bytes not yet. */
  | { readonly kind: 'committed'; readonly reference: string | null; readonly erasedFiles: readonly string[] }
  | { readonly kind: 'conflict' };

export type OutboxEnd =
  | { readonly status: 'sent'; readonly messageId: string }
  | { readonly status: 'failed' | 'uncertain' | 'dropped'; readonly reason: string };

export interface SetAside {
  /** For the operator; nothing personal. */
  readonly reason: string;
  readonly conversation: string;
  readonly apology: OutboxDraft;
  readonly now: string;
}

export interface StoredRegistration {
  readonly id: string;
  readonly status: RegistrationStatus;
  readonly reference: string | null;
  /** ISO instant of the submission. */
  readonly submittedAt: string | null;
  readonly log: readonly AnswerEntry[];
}

/** Where conversations are kept. Two implementations, one conformance test: PostgreSQL, and memory for replays. */
export interface Store {
  /** Writes the message down once per channel and key. */
  receive(event: IncomingEvent, conversation: string, now: string): Promise<'accepted' | 'duplicate'>;
  /** Whether an error means that the store is away or overloaded: the same work may succeed later. */
  isOutage(error: unknown): boolean;
  /** Takes or renews the lease; false while somebody else holds it. */
  takeLease(conversation: string, holder: string, now: Date, until: Date): Promise<boolean>;
  releaseLease(conversation: string, holder: string): Promise<void>;
  /** The oldest message that waits. */
  nextInbox(conversation: string): Promise<InboxItem | null>;
  load(channel: ChannelId, externalId: string, now: string): Promise<Loaded>;
  /** Null when this account has never written. */
  find(channel: ChannelId, externalId: string): Promise<Loaded | null>;
  commit(turn: TurnCommit): Promise<CommitOutcome>;
  /**
   * A message that can't be worked on: set aside with a reason, its body erased and an apology owed, so that the next
   * ones go on.
   */
  setAside(item: InboxItem, how: SetAside): Promise<void>;
  /** Messages that may have been shown when a process died become `uncertain`. Call under the lease. */
  markLost(conversation: string, reason: string, now: string): Promise<void>;
  /** The next message to send, marked `sending`; null also while it must wait: nothing overtakes it. */
  nextOutbox(conversation: string, now: string): Promise<OutboxItem | null>;
  /** Not now: it waits again, until `notBefore` (ISO instant). */
  postponeOutbox(seq: bigint, notBefore: string, reason: string): Promise<void>;
  /** Writes down what became of it, and takes the next of its conversation as `nextOutbox` does. */
  endOutbox(item: OutboxItem, end: OutboxEnd, now: string): Promise<OutboxItem | null>;
  registration(id: string): Promise<StoredRegistration | null>;
  /** Whose a typed code is; `personId` is who typed it. */
  checkLink(code: string, personId: string, now: string): Promise<LinkCheck>;
  /** Who in the office's list shows themselves; `personId` is who does. */
  checkJoin(key: JoinKey, personId: string, now: string): Promise<JoinCheck>;
  /**
   * Where this person stands or would stand: their open request's commune, else `unit`, and how many requests that nobody
   * has taken were there before.
   */
  handoffQueue(
    personId: string,
    unit: string | null,
  ): Promise<{ readonly unit: string | null; readonly ahead: number }>;
  /** What is on, as this person may see it; `named`: events that the message is about. */
  eventBoard(personId: string, now: string, named: readonly string[]): Promise<EventBoard>;
  /** The button of a notice to this person; null for any other. */
  pressedNotice(payload: string, personId: string): Promise<PressedNotice | null>;
  /** Topics that this person has turned off. */
  topicsOff(personId: string): Promise<readonly Topic[]>;
  /** What there is to tell this person of their registration; null when it is not theirs or gone. */
  officeFacts(id: string, personId: string): Promise<OfficeFacts | null>;
}
