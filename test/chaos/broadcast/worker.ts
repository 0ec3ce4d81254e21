import { openZalo } from '../../../src/channels/zalo/open-zalo.ts';
import { readConfig } from '../../../src/config.ts';
import { openCrypto } from '../../../src/platform/crypto.ts';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { createLog } from '../../../src/platform/log.ts';
import { openQueue } from '../../../src/platform/queue/queue.ts';
import { startNotifications } from '../../../src/start-notifications.ts';
import { openConfiguredTelegram } from '../../../src/start-telegram.ts';
import { readScaledClock } from '../../scaled-clock.ts';
import { plant } from './faults.ts';

/** The part of `worker` that sends notices, by a clock that runs faster. */
const config = readConfig(process.env);
const clock = readScaledClock(process.env.CHAOS_CLOCK ?? '');
const log = createLog(config.logLevel);
const database = await openDatabase(config, log);
const crypto = await openCrypto(config);
const queue = await openQueue({ redisUrl: config.redisUrl, databaseUrl: database.url }, log);
const telegram = openConfiguredTelegram(config, { database, clock, log });
if (!telegram || !config.zalo) throw new Error('two channels are needed');
const zalo = openZalo(config.zalo, {
  database,
  crypto,
  clock,
  dataDir: config.dataDir,
  log,
  linkTo: null,
  calls: { take: async () => 0, count: async () => {} },
});
const channels = await plant(process.env.CHAOS_FAULT, [telegram.channel, zalo.channel], database.client);
const notifications = startNotifications({
  config,
  database,
  crypto,
  clock,
  channels,
  zalo,
  queue,
  log,
  timing: { pace: 1 / clock.speed, leaseMs: Number(process.env.CHAOS_LEASE_MS), everyMs: 500 },
});
process.send?.('working');
process.once('SIGTERM', async () => {
  await notifications.stop();
  await queue.close();
  await database.close();
  process.disconnect?.();
});
