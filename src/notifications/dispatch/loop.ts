import { setTimeout as sleep } from 'node:timers/promises';

/** When a step wants to be called again, should nobody wake it before. */
export type Again = 'now' | Date;

export interface Loop {
  /** There is something to do, or may be. */
  wake(): void;
  /** Lets the step in hand end. */
  stop(): Promise<void>;
}

export interface LoopParts {
  readonly step: (stopping: AbortSignal) => Promise<Again>;
  readonly now: () => Date;
  /** Milliseconds of the machine for those of `now`: a clock that runs faster waits shorter. */
  readonly pace?: number;
  /** Looked at at least so often: a bell that nobody heard. Milliseconds of the machine. */
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

const AFTER_ERROR_MS = 500;
const LONGEST_AFTER_ERROR_MS = 30_000;
/** Nobody is asked more often than this for something to do. */
const SHORTEST_MS = 5;

/** Calls a step over and over: at once while there is more, else when it asked for, when woken, or after a while. */
export function startLoop({ step, now, pace = 1, everyMs, onError }: LoopParts): Loop {
  const stopping = new AbortController();
  let woken = false;
  let waiting: AbortController | null = null;

  async function rest(milliseconds: number): Promise<void> {
    if (woken || stopping.signal.aborted) return;
    waiting = new AbortController();
    await sleep(milliseconds, undefined, { signal: waiting.signal }).catch(() => {});
    waiting = null;
  }

  const running = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      woken = false;
      try {
        const again = await step(stopping.signal);
        failures = 0;
        if (again === 'now') continue;
        const untilMs = (again.getTime() - now().getTime()) * pace;
        await rest(Math.min(Math.max(untilMs, SHORTEST_MS), everyMs));
      } catch (error) {
        onError(error);
        failures += 1;
        woken = false;
        await rest(Math.min(AFTER_ERROR_MS * 2 ** (failures - 1), LONGEST_AFTER_ERROR_MS));
      }
    }
  })();

  return {
    wake() {
      woken = true;
      waiting?.abort();
    },
    async stop() {
      stopping.abort();
      waiting?.abort();
      await running;
    },
  };
}
