import { setTimeout as sleep } from 'node:timers/promises';
import type { Ending } from '../store/claims.ts';

/**
 * The sends of one worker that are under way. A row counts from its mark until its end is written, so what a kill can
 * leave uncertain never exceeds `most`.
 */
export interface Outbound {
  /** How many may be begun now. */
  free(): number;
  /** Resolves when at least `count` may be begun (at most half of them), or at once when stopping. */
  room(count: number): Promise<void>;
  start(sends: readonly Sending[]): void;
  /** All ends written. */
  settled(): Promise<void>;
}

export interface Sending {
  readonly seq: bigint;
  /** Never fails. */
  send(): Promise<Ending>;
}

export interface OutboundParts {
  readonly most: number;
  readonly write: (endings: readonly Ending[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Ends are written together; none waits longer than this for others. */
const GATHER_MS = 15;
const AGAIN_MS = 500;

export function createOutbound({ most, write, onError }: OutboundParts): Outbound {
  let sending = 0;
  let ended: Ending[] = [];
  let writing = 0;
  let gathering = false;
  const waiting = new Set<() => void>();

  const free = () => most - sending - ended.length - writing;
  const news = () => {
    for (const tell of [...waiting]) tell();
  };
  const until = async (met: () => boolean) => {
    while (!met()) {
      await new Promise<void>((resolve) => {
        const tell = () => {
          waiting.delete(tell);
          resolve();
        };
        waiting.add(tell);
      });
    }
  };

  /** What happened must be written: while the database is away it is tried again, and nothing new begins. */
  async function writeAll(): Promise<void> {
    if (gathering) return;
    gathering = true;
    if (sending > 0 && ended.length < most / 2)
      await Promise.race([sleep(GATHER_MS), until(() => sending === 0 || ended.length >= most / 2)]);
    while (ended.length > 0) {
      const batch = ended;
      ended = [];
      writing = batch.length;
      for (;;) {
        try {
          await write(batch);
          break;
        } catch (error) {
          onError(error);
          await sleep(AGAIN_MS);
        }
      }
      writing = 0;
      news();
    }
    gathering = false;
  }

  return {
    free,
    room: (count) => until(() => free() >= Math.min(count, Math.ceil(most / 2))),
    start(sends) {
      sending += sends.length;
      for (const one of sends) {
        void one.send().then((ending) => {
          sending -= 1;
          ended.push(ending);
          void writeAll();
          news();
        });
      }
    },
    settled: () => until(() => free() === most),
  };
}
