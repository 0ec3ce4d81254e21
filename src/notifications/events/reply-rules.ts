import type { EventDetails, MyReply } from './event.ts';

/** Why an event takes no answer any more. `no-replies`: one that nobody signs up for. */
export type Closed = 'cancelled' | 'started' | 'reply-by' | 'no-replies';

/**
 * What an answer leads to.
 * - `going`, `waiting`: a place, or the end of the waiting list. `declined`: the place, if there was one, is free again.
 * - `already`: it changes nothing.
 */
export type ReplyOutcome =
  | { readonly kind: 'going' | 'waiting' | 'declined' }
  | { readonly kind: 'already'; readonly status: MyReply['status'] }
  | { readonly kind: 'closed'; readonly why: Closed };

export interface Standing {
  readonly event: Pick<EventDetails, 'status' | 'startsAt' | 'capacity' | 'takesReplies' | 'replyBy'>;
  readonly going: number;
  readonly waiting: number;
  readonly mine: MyReply['status'] | null;
}

/** Nobody is taken in before those who wait, and nobody beyond the capacity; whoever can't come may say so until it starts. */
export function replyOutcome({ event, going, waiting, mine }: Standing, coming: boolean, now: Date): ReplyOutcome {
  if (event.status === 'cancelled') return { kind: 'closed', why: 'cancelled' };
  if (event.startsAt <= now) return { kind: 'closed', why: 'started' };
  if (!event.takesReplies) return { kind: 'closed', why: 'no-replies' };
  if (!coming) return mine === 'declined' ? { kind: 'already', status: mine } : { kind: 'declined' };
  if (mine === 'going' || mine === 'waiting') return { kind: 'already', status: mine };
  if (event.replyBy !== null && event.replyBy <= now) return { kind: 'closed', why: 'reply-by' };
  return { kind: freePlaces(event.capacity, going) > 0 && waiting === 0 ? 'going' : 'waiting' };
}

/** How many of the waiting list move up now: also after the capacity grew. Nobody does once the event has begun. */
export function movesUp({ event, going, waiting }: Omit<Standing, 'mine'>, now: Date): number {
  if (event.status !== 'published' || event.startsAt <= now) return 0;
  return Math.min(waiting, freePlaces(event.capacity, going));
}

function freePlaces(capacity: number | null, going: number): number {
  return capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - going);
}
