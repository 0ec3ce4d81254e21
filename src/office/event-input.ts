import type { EventDetails } from '../notifications/events/event.ts';

/** What an officer says of an event. Instants are dates. */
export type EventInput = Omit<EventDetails, 'id' | 'status' | 'cancelReason' | 'version'>;

export type InputProblem = 'past' | 'end' | 'reply-by' | 'capacity';

/** Null: it can be. @param going Places that are given away already. */
export function inputProblem(
  { startsAt, endsAt, replyBy, capacity, takesReplies }: EventInput,
  now: Date,
  going = 0,
): InputProblem | null {
  if (startsAt <= now) return 'past';
  if (endsAt !== null && endsAt <= startsAt) return 'end';
  if (replyBy !== null && (!takesReplies || replyBy > startsAt)) return 'reply-by';
  // Nobody who has a place is sent away.
  return capacity !== null && capacity < going ? 'capacity' : null;
}

/** People who know of it must hear this change. */
export function hasMoved(before: EventInput, after: EventInput): boolean {
  const end = (event: EventInput) => event.endsAt?.getTime() ?? null;
  return (
    before.startsAt.getTime() !== after.startsAt.getTime() || end(before) !== end(after) || before.place !== after.place
  );
}
