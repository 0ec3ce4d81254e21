import { openDatabase } from '../../../src/platform/database/database.ts';
import { broadcast, instant } from './scene.ts';

/** One broadcast in a process of its own: tells its greatest memory and how it went. */
const database = await openDatabase({ databaseUrl: process.argv[2] ?? '', dataDir: '' });
let peak = 0;
const look = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);
const { seconds, firstMs } = await broadcast(database, instant);
clearInterval(look);
await database.close();
process.send?.(JSON.stringify({ peakMb: peak / 1_048_576, seconds, firstMs }));
