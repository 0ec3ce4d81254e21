import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program in a process of its own that says one thing once it is ready. */
export async function startChild(program: URL, args: readonly string[] = []) {
  const child = fork(fileURLToPath(program), args, { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const [said] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(`${program.pathname} ended before it was ready`);
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
