import type { Channel } from '../../../src/channels/types.ts';
import { limitsOf } from '../../../src/notifications/dispatch/limits.ts';
import { startRedis } from '../../platform/redis.ts';
import { scaledClock } from '../../scaled-clock.ts';
import { type Measure, measure, round } from '../measure.ts';
import { startChild } from '../start-child.ts';
import { emptyJobs } from './empty-jobs.ts';
import { naiveLoop } from './naive.ts';
import { broadcast, instant, NOW, openScene, telegramOn } from './scene.ts';

const FIRST_ID = 1_000_000;

export interface BroadcastBench {
  /** Recipients for the rates. */
  readonly recipients?: number;
  /** For the memory; the first is the baseline. */
  readonly sizes?: readonly number[];
  /** Recipients at the real limits. */
  readonly limited?: { readonly zalo: number; readonly telegram: number };
}

/** A broadcast beside the least that could do, by its memory at growing sizes, and by what the limits allow. */
export async function* bench({
  recipients = 3_000,
  sizes = [1_000, 10_000, 100_000],
  limited = { zalo: 600, telegram: 1_000 },
}: BroadcastBench = {}): AsyncGenerator<Measure> {
  yield* measureRates(recipients);
  yield* measureMemory(sizes);
  yield* measureLimits(limited);
}

/** Without limits, through HTTP and with a channel that costs nothing; both loops on the same database. */
async function* measureRates(recipients: number): AsyncGenerator<Measure> {
  const redis = await startRedis();
  const platform = await startChild(new URL('platform.ts', import.meta.url), [String(recipients), String(FIRST_ID)]);
  try {
    const { apiRoot, token } = JSON.parse(platform.said) as { apiRoot: string; token: string };
    const channels: Record<string, Channel> = { http: telegramOn(apiRoot, token), instant };
    for (const [name, channel] of Object.entries(channels)) {
      const scene = await openScene(recipients);
      const { database } = scene;
      const naive = await naiveLoop(database, channel);
      await database.client.$executeRaw`TRUNCATE campaign CASCADE`;
      const { seconds, firstMs } = await broadcast(database, channel);
      const emptyOnPostgres = await emptyJobs({ databaseUrl: database.url, redisUrl: null }, recipients);
      const emptyOnRedis = redis && (await emptyJobs({ databaseUrl: database.url, redisUrl: redis.url }, recipients));
      await scene.close();
      const perSecond = (took: number) => round(recipients / took);
      yield measure({
        name: `broadcast/delivered/${name}`,
        unit: '1/s',
        figure: recipients / seconds,
        baseline: recipients / naive,
        against: 'a loop of "send, then one UPDATE"',
        details: {
          recipients,
          firstMs: Math.round(firstMs),
          emptyJobsOnPostgres: perSecond(emptyOnPostgres),
          ...(emptyOnRedis === null ? {} : { emptyJobsOnRedis: perSecond(emptyOnRedis) }),
        },
      });
    }
  } finally {
    await platform.stop();
    redis?.stop();
  }
}

interface Ran {
  /** Reachable, at most. */
  readonly heldMb: number;
  /** Resident set, at most: with what is not swept up yet. */
  readonly residentMb: number;
  readonly seconds: number;
  readonly firstMs: number;
}

async function* measureMemory(sizes: readonly number[]): AsyncGenerator<Measure> {
  let first: Ran | null = null;
  for (const size of sizes) {
    const scene = await openScene(size);
    const child = await startChild(new URL('memory-run.ts', import.meta.url), [scene.database.url]);
    const ran = JSON.parse(child.said) as Ran;
    await child.stop();
    await scene.close();
    first ??= ran;
    const against = `the same with ${sizes[0]} recipients`;
    const details = {
      recipients: size,
      perSecond: round(size / ran.seconds),
      residentMb: Math.round(ran.residentMb),
    };
    yield measure({
      name: `broadcast/memory/${size}`,
      unit: 'MB',
      figure: ran.heldMb,
      baseline: first.heldMb,
      against,
      details,
    });
    yield measure({
      name: `broadcast/first-delivery/${size}`,
      unit: 'ms',
      figure: ran.firstMs,
      baseline: first.firstMs,
      against,
    });
  }
}

/** What the accounts of an office may send by default. */
const LIMITS = limitsOf({ zaloPerMinute: 100, telegramPerSecond: 25 });
/** So much faster than the machine's clock: as fast as a busy machine can still follow. */
const SPEED = { zalo: 20, telegram: 1 };

/** From the first message to the last, by a clock that runs faster, beside what the limit allows at best. */
async function* measureLimits(limited: { readonly zalo: number; readonly telegram: number }): AsyncGenerator<Measure> {
  for (const id of ['zalo', 'telegram'] as const) {
    const recipients = limited[id];
    const limit = LIMITS[id];
    if (!limit) throw new Error(`${id} has no limit`);
    const scene = await openScene(recipients, id);
    const clock = scaledClock(NOW, SPEED[id]);
    const sentAt: number[] = [];
    const channel: Channel = {
      ...instant,
      id,
      send(externalId, message) {
        sentAt.push(clock.now().getTime());
        return instant.send(externalId, message);
      },
    };
    await broadcast(scene.database, channel, { now: clock.now, pace: 1 / SPEED[id], limits: LIMITS });
    await scene.close();
    yield measure({
      name: `broadcast/at-the-limit/${id}`,
      unit: 's',
      figure: (Math.max(...sentAt) - Math.min(...sentAt)) / 1_000,
      baseline: (recipients - limit.burst) / limit.perSecond,
      against: 'the least that the limit allows',
      details: { recipients, perSecond: round(limit.perSecond), speed: SPEED[id] },
    });
  }
}
