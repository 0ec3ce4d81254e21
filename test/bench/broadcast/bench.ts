import type { Channel } from '../../../src/channels/types.ts';
import { limitsOf } from '../../../src/notifications/dispatch/limits.ts';
import { silentLog } from '../../../src/platform/log.ts';
import type { QueueConfig } from '../../../src/platform/queue/backends.ts';
import { openQueue } from '../../../src/platform/queue/queue.ts';
import { startRedis } from '../../platform/redis.ts';
import { scaledClock } from '../../scaled-clock.ts';
import { type Measure, measure, round } from '../measure.ts';
import { startChild } from '../start-child.ts';
import { emptyJobs } from './empty-jobs.ts';
import { naiveLoop } from './naive.ts';
import { AT_ONCE, broadcast, distant, instant, NOW, openScene, type Scene, type Sent, telegramOn } from './scene.ts';

const FIRST_ID = 1_000_000;

export interface BroadcastBench {
  /** Sizes for a look, some minutes instead of a quarter of an hour. */
  readonly quick?: boolean;
  /** Recipients for the rates. */
  readonly recipients?: number;
  /** For the memory; the first is the baseline. */
  readonly sizes?: readonly number[];
  /** Recipients at the real limits. */
  readonly limited?: { readonly zalo: number; readonly telegram: number };
}

/** A broadcast beside the least that could do, by its memory at growing sizes, and by what the limits allow. */
export async function* bench({
  quick = false,
  recipients = quick ? 1_000 : 3_000,
  sizes = quick ? [1_000, 5_000] : [1_000, 10_000, 100_000],
  limited = quick ? { zalo: 120, telegram: 250 } : { zalo: 600, telegram: 1_000 },
}: BroadcastBench = {}): AsyncGenerator<Measure> {
  yield* measureRates(recipients);
  yield* measureMemory(sizes);
  yield* measureResident(sizes);
  yield* measureLimits(limited);
}

/** Without limits: through HTTP, with a channel that costs nothing, and with one as far away as the real ones. */
async function* measureRates(recipients: number): AsyncGenerator<Measure> {
  const redis = await startRedis();
  const platform = await startChild(new URL('platform.ts', import.meta.url), [String(recipients), String(FIRST_ID)]);
  try {
    const { apiRoot, token } = JSON.parse(platform.said) as { apiRoot: string; token: string };
    const redisUrls = [null, ...(redis ? [redis.url] : [])];
    yield* compare({ http: telegramOn(apiRoot, token), instant }, redisUrls, recipients);
    // One after the other takes its time over such a distance.
    yield* compare({ distant }, redisUrls, Math.ceil(recipients / 6));
  } finally {
    await platform.stop();
    redis?.stop();
  }
}

/** Us and the loops, on the same database. */
async function* compare(
  channels: Readonly<Record<string, Channel>>,
  redisUrls: readonly (string | null)[],
  recipients: number,
): AsyncGenerator<Measure> {
  const scene = await openScene(recipients);
  try {
    for (const [name, channel] of Object.entries(channels)) {
      for (const redisUrl of redisUrls) {
        const config = { databaseUrl: scene.database.url, redisUrl };
        const { ours, naive, naiveAtOnce, firstMs } = await race(scene, channel, config);
        const perSecond = (took: number) => round(recipients / took);
        yield measure({
          name: `broadcast/delivered/${name}/${redisUrl === null ? 'postgres' : 'redis'}`,
          unit: '1/s',
          figure: recipients / ours,
          baseline: recipients / naive,
          against: 'a loop of "send, then one UPDATE"',
          details: {
            recipients,
            firstMs: Math.round(firstMs),
            [`loopOf${AT_ONCE}AtOnce`]: perSecond(naiveAtOnce),
            emptyJobs: perSecond(await emptyJobs(config, recipients)),
          },
        });
      }
    }
  } finally {
    await scene.close();
  }
}

/** Everybody twice, the shorter time counts: a warm machine, and less of what else it does. */
async function race({ database }: Scene, channel: Channel, config: QueueConfig) {
  const queue = await openQueue(config, silentLog);
  const forget = () => database.client.$executeRaw`TRUNCATE campaign CASCADE`;
  const naive: number[] = [];
  const ours: Sent[] = [];
  for (let time = 0; time < 2; time += 1) {
    naive.push(await naiveLoop(database, channel));
    await forget();
    ours.push(await broadcast(database, channel, { queue }));
    await forget();
  }
  const naiveAtOnce = await naiveLoop(database, channel, AT_ONCE);
  await forget();
  await queue.close();
  return {
    naive: Math.min(...naive),
    naiveAtOnce,
    ours: Math.min(...ours.map(({ seconds }) => seconds)),
    firstMs: Math.min(...ours.map(({ firstMs }) => firstMs)),
  };
}

interface Ran {
  /** Reachable, at most. */
  readonly heldMb: number;
  /** Resident set, at most: with what is not swept up yet. */
  readonly residentMb: number;
  readonly seconds: number;
  readonly firstMs: number;
}

/** The worker alone, in a process of its own. */
async function runApart(size: number, garbage: 'sweep' | 'leave', times = 1): Promise<Ran> {
  const scene = await openScene(size);
  const args = [scene.database.url, garbage, String(times)];
  const child = await startChild(new URL('memory-run.ts', import.meta.url), args);
  await child.stop();
  await scene.close();
  return JSON.parse(child.said) as Ran;
}

async function* measureMemory(sizes: readonly number[]): AsyncGenerator<Measure> {
  let first: Ran | null = null;
  for (const size of sizes) {
    const ran = await runApart(size, 'sweep');
    first ??= ran;
    const against = `the same with ${sizes[0]} recipients`;
    yield measure({
      name: `broadcast/memory/${size}`,
      unit: 'MB',
      figure: ran.heldMb,
      baseline: first.heldMb,
      against,
      details: { recipients: size, perSecond: round(size / ran.seconds) },
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

/** What the process takes of the machine grows until garbage is swept up, so it is held against as many messages. */
async function* measureResident(sizes: readonly number[]): AsyncGenerator<Measure> {
  const [small = 0, most = 0] = [Math.min(...sizes), Math.max(...sizes)];
  const times = Math.ceil(most / small);
  const once = await runApart(most, 'leave');
  const often = await runApart(small, 'leave', times);
  yield measure({
    name: `broadcast/resident/${most}`,
    unit: 'MB',
    figure: once.residentMb,
    baseline: often.residentMb,
    against: `${times} broadcasts to ${small} recipients`,
  });
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
