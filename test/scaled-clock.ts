import type { Clock } from '../src/platform/clock.ts';

/** A clock that runs `speed` times as fast from `start` on, the same in every process that is told its beginning. */
export interface ScaledClock extends Clock {
  readonly speed: number;
  /** For another process. */
  readonly described: string;
}

/** @param realStart Milliseconds since 1970 at which it showed `start`. */
export function scaledClock(start: Date, speed: number, realStart: number = Date.now()): ScaledClock {
  return {
    speed,
    described: JSON.stringify([start.toISOString(), speed, realStart]),
    now: () => new Date(start.getTime() + (Date.now() - realStart) * speed),
  };
}

export function readScaledClock(described: string): ScaledClock {
  const [start, speed, realStart] = JSON.parse(described) as [string, number, number];
  return scaledClock(new Date(start), speed, realStart);
}

/** Nine o'clock in Viet Nam of the machine's day: within every channel's hours for the next ten. */
export function thisMorning(): Date {
  return new Date(`${new Date().toISOString().slice(0, 10)}T02:00:00.000Z`);
}
