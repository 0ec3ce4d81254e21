import type { OfficeNews, OfficerAct } from '../../channels/types.ts';
import type { SealBody } from '../../notifications/store/notice-body.ts';
import type { Prisma, PrismaClient } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { type Action, PERMISSIONS } from '../permissions.ts';
import type { Officer } from '../roles.ts';
import type { Broadcasting } from './broadcasts/broadcasting.ts';

/** What the office's services stand on. */
export interface Office {
  readonly client: PrismaClient;
  readonly now: () => Date;
  readonly tellProducer: TellProducer;
  /** The way into the conversation of somebody who asked for an officer. */
  readonly desk: Desk;
  /** Characters that a message may have on the channel. */
  readonly textLimit: (channel: string) => number;
  /** Wakes the conversation that `tellProducer` named, once the transaction is through. */
  readonly wake: (conversation: string) => Promise<void>;
  readonly links: ChatLinks;
  readonly broadcasting: Broadcasting;
  /** Keeps what one recipient of a notice is told unreadable in the database. */
  readonly sealNotice: SealBody;
  /** Unguessable, typed or opened by somebody to show who they are. */
  readonly newLinkToken: () => string;
}

/** Where the assistant is found; null: that channel is not set up, or its address is not known. */
export interface ChatLinks {
  /** User name of the bot, without @. */
  readonly telegramBot: string | null;
  /** Number of the Official Account. */
  readonly zaloOa: string | null;
}

export interface Desk {
  /** Puts it into the person's own conversation; gives the one to wake, or null for somebody whom the channel does not reach. */
  tell(
    tx: Prisma.TransactionClient,
    word: {
      readonly personId: string;
      readonly channel: string;
      readonly act: OfficerAct;
      readonly words: string;
      readonly at: Date;
    },
  ): Promise<string | null>;
  messages(tx: Prisma.TransactionClient, personId: string): Promise<readonly KeptMessage[]>;
  question(request: { readonly id: string; readonly question: Uint8Array | null }): string | null;
}

export interface KeptMessage {
  /** ISO instant. */
  readonly at: string;
  readonly channel: string;
  readonly from: 'person' | 'assistant';
  readonly text: string;
  /** Null: sent, or on its way. Else what is known of why not, in Vietnamese. */
  readonly trouble: { readonly kind: 'failed' | 'uncertain'; readonly reason: string | null } | null;
}

/**
 * Puts news into the producer's own conversation, in the transaction of the change. Gives the conversation to wake, or
 * null for somebody whom no channel reaches: an officer must call them.
 */
export type TellProducer = (
  tx: Prisma.TransactionClient,
  news: {
    readonly personId: string;
    readonly registrationId: string;
    readonly news: OfficeNews;
    readonly at: Date;
  },
) => Promise<string | null>;

/** Scope is not asked here: the queries carry it. @throws AppError `not-allowed`. */
export function permit({ role }: Pick<Officer, 'role'>, action: Action): void {
  if (!PERMISSIONS[role].has(action)) throw new AppError('not-allowed', `${role}: ${action}`);
}

/** A `@db.Date` column. */
export const dateColumn = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
export const isoDate = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;
