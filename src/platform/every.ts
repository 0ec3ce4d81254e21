export interface Every {
  readonly milliseconds: number;
  readonly work: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** At once and again and again, never two at a time; keeps no process alive. `stop` lets the round in hand end. */
export function every({ milliseconds, work, onError }: Every): { stop(): Promise<void> } {
  let running: Promise<unknown> | null = null;
  const run = () => {
    running ??= work()
      .catch(onError)
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(run, milliseconds);
  timer.unref();
  run();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
