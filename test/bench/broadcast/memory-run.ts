import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { broadcast, instant } from './scene.ts';

/**
 * Broadcasts in a process of its own, one after the other: tells what it held in memory at most, and how it went.
 * Arguments: the database, `sweep` or `leave` (whether garbage is swept up to see what is held), and how many broadcasts.
 */
const [databaseUrl = '', garbage, times = '1'] = process.argv.slice(2);
const LOOK_EVERY_MS = 1_000;
const MB = 1_048_576;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const database = await openDatabase({ databaseUrl, dataDir: '' });
let held = 0;
const look = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  held = Math.max(held, heapUsed + external);
};
const timer = garbage === 'sweep' ? setInterval(look, LOOK_EVERY_MS) : undefined;
let seconds = 0;
let firstMs: number | null = null;
for (let time = 0; time < Number(times); time += 1) {
  await database.client.$executeRaw`TRUNCATE campaign CASCADE`;
  const sent = await broadcast(database, instant);
  seconds += sent.seconds;
  firstMs ??= sent.firstMs;
}
if (timer) look();
clearInterval(timer);
await database.close();
const residentMb = process.resourceUsage().maxRSS / 1_024;
process.send?.(JSON.stringify({ heldMb: held / MB, residentMb, seconds, firstMs }));
