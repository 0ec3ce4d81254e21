import { explainFailure } from '../platform/errors.ts';

/** Runs a command to its exit status; a failure is explained on standard error and ends with status 1. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    process.exitCode = 1;
  }
}
