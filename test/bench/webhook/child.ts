import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program beside this file that says one thing once it is ready. */
export async function startChild(file: string, args: readonly string[] = []) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const [said] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(`${file} ended before it was ready`);
    }),
  ])) as [string];
  return {
    said,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
