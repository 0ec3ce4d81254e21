/** The one port every channel implements. Nothing here knows a platform. */

export type ChannelId = 'simulator' | 'telegram' | 'zalo';

export type IncomingContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly payload: string }
  /** A phone number, as the channel gives it. `own`: the channel says that it is the sender's, not one of their contacts. */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  /** `ref` names bytes that the channel still has; `Channel.fetchFile` gets them, and only where they are wanted. */
  | {
      readonly kind: 'photo' | 'file';
      readonly ref: string;
      /** The sender's name for it; empty where the channel tells none. */
      readonly name: string;
      /** Written with it. */
      readonly caption?: string;
    }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'voice' }
  | { readonly kind: 'sticker' }
  /** The channel hands on a person's demand that everything about them be erased: the demand itself, nothing is to be asked. */
  | { readonly kind: 'erase' }
  /** Never from a channel: the office has done something about a registration of this person. */
  | { readonly kind: 'office'; readonly news: OfficeNews; readonly registrationId: string }
  /** Never from the person: an officer has to do with this conversation. `words`: what they wrote, else empty. */
  | { readonly kind: 'officer'; readonly act: OfficerAct; readonly words: string };

export type OfficeNews = 'paper-received' | 'returned' | 'forwarded' | 'withdrawn';

/**
 * - `took`: from here on the officer answers. `wrote`: they did.
 * - `handed-back`: the assistant answers again. `closed`: so it does, and the matter is settled.
 * - `lapsed`: the officer fell silent; the person waits in the queue again.
 * - `request-…`: what became of what they asked about their personal data; nobody takes the conversation. Refused: `words` say why.
 */
export type OfficerAct =
  | 'took'
  | 'wrote'
  | 'handed-back'
  | 'closed'
  | 'lapsed'
  | 'request-answered'
  | 'request-done'
  | 'request-refused';

/** One message of a person, as it goes into the inbox. */
export interface IncomingEvent {
  readonly channel: ChannelId;
  /** Unique per channel; a second event with the same key has no effect. */
  readonly key: string;
  /** Who wrote, in the channel's own ids (strings). */
  readonly externalId: string;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly content: IncomingContent;
}

export interface Button {
  readonly label: string;
  /** Opaque, at most 64 bytes, issued by us. */
  readonly payload: string;
}

export interface OutgoingFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export interface OutgoingMessage {
  /** Idempotency key: the same key is never shown twice. */
  readonly key: string;
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly file?: OutgoingFile;
  /** Label of the channel's own button that shares the sender's phone number; a channel without one leaves it out. */
  readonly requestContact?: string;
  /** Nobody waits for it: whoever sends it has reserved its call of the account's allowance. */
  readonly notice?: true;
}

/**
 * What a refusal means for other messages; without one it is about this message alone.
 * - `recipient`: this person does not take any. `window`: this person has been silent for too long for this way.
 * - `template`: the template can't be used. `money`: a way that is paid for can't be paid.
 * - `account`: nothing goes out until somebody sees to the account.
 * - `rate`: too many at once. `down`: the channel was not reached.
 */
export type FailureCause = 'recipient' | 'window' | 'template' | 'money' | 'account' | 'rate' | 'down';

/**
 * `reason` is Vietnamese, for the ledger. `retryAfterMs`: when the channel itself says how long to wait.
 * - `uncertain`: the answer was lost; never resent blindly.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'failed'; readonly retryable: false; readonly reason: string; readonly cause?: FailureCause }
  | {
      readonly kind: 'failed';
      readonly retryable: true;
      readonly retryAfterMs?: number;
      readonly reason: string;
      readonly cause?: FailureCause;
    }
  | { readonly kind: 'uncertain'; readonly reason: string };

export interface ChannelLimits {
  /** Characters after NFC. */
  readonly text: number;
  /** The same under a file; 0 where a file goes alone. */
  readonly caption: number;
  readonly buttons: number;
  readonly buttonLabel: number;
}

/** - `gone`: the channel no longer has it. */
export type FetchedFile =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' };

export interface Channel {
  readonly id: ChannelId;
  readonly limits: ChannelLimits;
  send(externalId: string, message: OutgoingMessage): Promise<SendOutcome>;
  /**
   * Bytes behind a `ref` that this person sent; stops reading beyond `mostBytes`. Asking again gives them again while the
   * channel has them. A channel without it takes no files.
   */
  fetchFile?(externalId: string, ref: string, mostBytes: number): Promise<FetchedFile>;
  /**
   * Id of a text that was shown to this person since then though its send has no known end, and that no other message
   * has; null: the channel told of none, or not yet. A channel without it tells nothing of what was shown.
   */
  findSent?(externalId: string, text: string, since: Date): Promise<string | null>;
  /** Everything of this person was erased: what the channel itself still holds of them goes too. */
  forget?(externalId: string): void;
}
