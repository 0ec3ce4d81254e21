/** The one port every channel implements. Nothing here knows a platform. */

export type ChannelId = 'simulator' | 'telegram' | 'zalo';

export type IncomingContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly payload: string }
  /** Phone number shared through the channel's own button, as the channel gives it. */
  | { readonly kind: 'contact'; readonly phone: string }
  /** `path` points at the bytes already fetched to a private folder. */
  | { readonly kind: 'photo' | 'file'; readonly path: string; readonly name: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'voice' }
  | { readonly kind: 'sticker' };

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
}

/** - `uncertain`: the answer was lost; never resent blindly. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly reason: string }
  | { readonly kind: 'uncertain'; readonly reason: string };

export interface ChannelLimits {
  /** Characters after NFC. */
  readonly text: number;
  readonly buttons: number;
  readonly buttonLabel: number;
}

export interface Channel {
  readonly id: ChannelId;
  readonly limits: ChannelLimits;
  send(externalId: string, message: OutgoingMessage): Promise<SendOutcome>;
}
