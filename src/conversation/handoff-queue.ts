import type { Desk } from '../handoff/desks.ts';

/** What somebody who waits for an officer is told. */
export interface HandoffQueue {
  readonly desk: Desk;
  /** How many wait before them at the same desk. */
  readonly ahead: number;
}
