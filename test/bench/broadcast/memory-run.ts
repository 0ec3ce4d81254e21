import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { broadcast, instant } from './scene.ts';

/** One broadcast in a process of its own: tells what it held in memory at most, and how it went. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const LOOK_EVERY_MS = 1_000;
const MB = 1_048_576;

const database = await openDatabase({ databaseUrl: process.argv[2] ?? '', dataDir: '' });
let held = 0;
let resident = 0;
const look = () => {
  // Before: with what nobody holds any more and nobody has swept up yet.
  resident = Math.max(resident, process.memoryUsage().rss);
  collect();
  const { heapUsed, external } = process.memoryUsage();
  held = Math.max(held, heapUsed + external);
};
const timer = setInterval(look, LOOK_EVERY_MS);
const { seconds, firstMs } = await broadcast(database, instant);
look();
clearInterval(timer);
await database.close();
process.send?.(JSON.stringify({ heldMb: held / MB, residentMb: resident / MB, seconds, firstMs }));
