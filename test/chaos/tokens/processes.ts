import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RefresherOptions, RefresherReport, RenewOrder } from './refresher.ts';

/** A process that renews tokens when told to, until it is killed. */
export interface Refresher {
  /** What it raised, over its whole life. */
  readonly alerts: readonly string[];
  /** What became of the order; null: the process was killed over it. */
  renew(order: RenewOrder): Promise<string | null>;
  /** SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>;
}

export async function startRefresher(options: RefresherOptions): Promise<Refresher> {
  const child = fork(fileURLToPath(new URL('refresher.ts', import.meta.url)), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'exit');
  const alerts: string[] = [];
  child.on('message', (said: RefresherReport) => {
    if ('alert' in said) alerts.push(said.alert);
  });
  if ((await report(child, ended, 'ready')) === null) throw new Error('a refresher ended before it was ready');
  return {
    alerts,
    renew(order) {
      const end = report(child, ended, 'end');
      child.send(order, () => {});
      return end;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The first report with that name; null when the process ends before. */
function report(child: ChildProcess, ended: Promise<unknown>, name: 'ready' | 'end'): Promise<string | null> {
  return new Promise((resolve) => {
    const hear = (said: Record<string, unknown>) => {
      if (!(name in said)) return;
      child.off('message', hear);
      resolve(String(said[name]));
    };
    child.on('message', hear);
    void ended.then(() => resolve(null));
  });
}
