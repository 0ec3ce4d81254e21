/** Where time comes from. Only adapters hold a clock; the core is given instants. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export interface SettableClock extends Clock {
  set(instant: Date): void;
  advance(milliseconds: number): void;
}

/** A clock that stands still until told: for tests, replays and `chat --now`. */
export function createSettableClock(start: Date): SettableClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    set(instant) {
      current = instant.getTime();
    },
    advance(milliseconds) {
      current += milliseconds;
    },
  };
}
