import type { Audience } from '../types.ts';
import type { EventKindId } from './kinds.ts';

/** An event as people are told of it. Instants are dates. */
export interface EventDetails {
  readonly id: string;
  readonly kind: EventKindId;
  readonly title: string;
  readonly about: string | null;
  readonly place: string;
  /** Code of the commune that runs it; null: the province does. */
  readonly unit: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly whoMayCome: string | null;
  /** What to bring; null: what is usual for its kind. */
  readonly papers: string | null;
  readonly contact: string | null;
  /** null: as many as come. */
  readonly capacity: number | null;
  readonly takesReplies: boolean;
  readonly replyBy: Date | null;
  readonly audience: Audience;
  readonly status: 'draft' | 'published' | 'cancelled';
  readonly cancelReason: string | null;
  readonly version: number;
}

/** What one person has answered. `place`: in the waiting list, from 1; null for those who do not wait. */
export interface MyReply {
  readonly status: 'going' | 'waiting' | 'declined';
  readonly place: number | null;
  readonly code: string;
}

/** An event beside its replies, as one person may see it. */
export interface BoardEvent {
  readonly event: EventDetails;
  readonly going: number;
  readonly waiting: number;
  readonly mine: MyReply | null;
}

/** Soonest first: published and cancelled ones that lie ahead, and past ones that the person has to do with. */
export type EventBoard = readonly BoardEvent[];
