import type { Draft } from './state.ts';

/** What there is to tell a producer about a registration that the office has worked on. */
export interface OfficeFacts {
  readonly draft: Draft;
  /** ISO date: the last of the commune's 15 working days; null before the paper dossier came. */
  readonly dueOn: string | null;
  /** Why the status changed last, in the officer's words. */
  readonly reason: string;
}
