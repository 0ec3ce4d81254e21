import { setTimeout as sleep } from 'node:timers/promises';
import { pick } from '../chaos.ts';
import type { Installation } from './installation.ts';

interface Blow {
  /** After so many events handed over. */
  readonly at: number;
  readonly what: 'kill' | 'stop-database';
}

export interface StormPlan {
  readonly kills: number;
  readonly databaseStops: number;
  /** Events that will be handed over, copies too. */
  readonly deliveries: number;
}

export interface Storm {
  /** Tell it of every event: what is due then happens in the midst of it. */
  pass(count: number): void;
  /** What was begun is over; what was not due yet never comes. */
  end(): Promise<{ readonly kills: number; readonly databaseStops: number }>;
}

/** Kills and database stops at random moments of the middle of a run. The database is away for one to four seconds. */
export function planStorm(
  { kills, databaseStops, deliveries }: StormPlan,
  random: () => number,
  installation: () => Installation,
  note: (line: string) => void,
): Storm {
  const moment = () => Math.floor(deliveries * (0.05 + 0.85 * random()));
  const blows: Blow[] = [
    ...Array.from({ length: kills }, () => ({ at: moment(), what: 'kill' as const })),
    ...Array.from({ length: databaseStops }, () => ({ at: moment(), what: 'stop-database' as const })),
  ].sort((a, b) => a.at - b.at);
  const done = { kills: 0, databaseStops: 0 };
  let stops: Promise<void> = Promise.resolve();

  function kill(): void {
    const { web, workers } = installation();
    // Workers three times out of four.
    const victim = random() < 0.25 ? web : pick(workers, random);
    note(`kill -9 ${victim.name}`);
    victim.kill();
    done.kills += 1;
  }

  async function stopDatabase(how: 'fast' | 'immediate', awayMs: number): Promise<void> {
    const { database, line } = installation();
    note(`database stopped (${how}) for ${Math.round(awayMs)} ms`);
    await database.stop(how);
    done.databaseStops += 1;
    await sleep(awayMs);
    await database.start();
    line.target = Number(new URL(database.url).port);
  }

  return {
    pass(count) {
      while (blows[0] && blows[0].at <= count) {
        const { what } = blows.shift() as Blow;
        if (what === 'kill') kill();
        else {
          const how = random() < 0.5 ? 'fast' : 'immediate';
          const awayMs = 1_000 + 3_000 * random();
          stops = stops.then(() => stopDatabase(how, awayMs));
        }
      }
    },
    async end() {
      blows.length = 0;
      await stops;
      return done;
    },
  };
}
