import type { ConversationState, Draft } from './state.ts';

/** How long a code is good for, and how often it may be asked for or mistyped within an hour. */
export const CODE_MINUTES = 10;
export const CODES_AN_HOUR = 5;
export const WRONG_CODES_AN_HOUR = 5;

/**
 * What is known of a code that somebody typed.
 * - `match`: another person's account; what they have open and agreed to.
 * - `own`: the account that asked for it. `closed`: too many wrong codes by whomever.
 */
export type LinkCheck =
  | {
      readonly kind: 'match';
      readonly personId: string;
      /** The newest answer of both accounts. */
      readonly consent: ConversationState['consent'];
      readonly draft: Draft | null;
    }
  | { readonly kind: 'own' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed' };
