import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { openQueue, type Queue, type QueueWork } from '../../src/platform/queue/queue.ts';
import { openLine } from '../simulators/line.ts';
import { query } from './query.ts';
import { startRedis } from './redis.ts';

let database: Database;
const redis = await startRedis();
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(async () => {
  redis?.stop();
  await database.close();
});

/** A promise and its handle: tests wait for what happens, never for time to pass. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

describe.each([
  { name: 'PostgreSQL', redisUrl: null, skip: false },
  { name: 'Redis', redisUrl: redis?.url ?? '', skip: redis === null },
])('the queue on $name', ({ redisUrl, skip }) => {
  if (skip) {
    test.skip('redis-server is not installed');
    return;
  }

  async function open(): Promise<Queue> {
    await redis?.flush();
    await query(database.url, 'TRUNCATE bullmq.job, bullmq.dedup, bullmq.dedup_next CASCADE');
    const queue = await openQueue({ redisUrl, databaseUrl: database.url }, silentLog);
    onTestFinished(() => queue.close());
    return queue;
  }

  function work(queue: Queue, drain: QueueWork['drain'], backlog: readonly string[] = [], concurrency = 4) {
    const worker = queue.start({ drain, backlog: async () => backlog, concurrency });
    onTestFinished(() => worker.stop());
    return worker;
  }

  test('drains each conversation that was asked for', async () => {
    const queue = await open();
    const seen = new Set<string>();
    const all = signal();
    for (const key of ['a', 'b', 'c']) await queue.enqueueDrain(key);
    work(queue, async (key) => {
      seen.add(key);
      if (seen.size === 3) all.give();
    });
    await all.given;
    expect([...seen].sort()).toEqual(['a', 'b', 'c']);
  });

  test('many messages that wait make one job', async () => {
    const queue = await open();
    const done = signal();
    let drains = 0;
    for (let message = 0; message < 20; message += 1) await queue.enqueueDrain('a');
    await queue.enqueueDrain('last');
    work(
      queue,
      async (key) => {
        if (key === 'a') drains += 1;
        else done.give();
      },
      [],
      1,
    );
    await done.given;
    expect(drains).toBe(1);
  });

  test('a message that comes during a drain gets a drain of its own, afterwards', async () => {
    const queue = await open();
    const [started, proceed, again] = [signal(), signal(), signal()];
    let running = 0;
    let overlapped = false;
    let drains = 0;
    work(queue, async () => {
      running += 1;
      overlapped ||= running > 1;
      drains += 1;
      if (drains === 1) {
        started.give();
        await proceed.given;
      } else again.give();
      running -= 1;
    });
    await queue.enqueueDrain('a');
    await started.given;
    await queue.enqueueDrain('a');
    await queue.enqueueDrain('a');
    proceed.give();
    await again.given;
    expect(overlapped).toBe(false);
    expect(drains).toBe(2);
  });

  test('a drain that fails is tried again', async () => {
    const queue = await open();
    const recovered = signal();
    let attempts = 0;
    work(queue, async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('the database was away');
      recovered.give();
    });
    await queue.enqueueDrain('a');
    await recovered.given;
    expect(attempts).toBe(3);
  });

  test('what the inbox still holds is drained although no job knows of it', async () => {
    const queue = await open();
    const found = signal();
    work(queue, async (key) => (key === 'forgotten' ? found.give() : undefined), ['forgotten']);
    await found.given;
  });

  test('stopping waits for the turn in hand and takes no other', async () => {
    const queue = await open();
    const [started, proceed] = [signal(), signal()];
    const finished: string[] = [];
    const worker = work(
      queue,
      async (key) => {
        started.give();
        await proceed.given;
        finished.push(key);
      },
      [],
      1,
    );
    await queue.enqueueDrain('in hand');
    await started.given;
    await queue.enqueueDrain('next');
    const stopped = worker.stop();
    proceed.give();
    await stopped;
    expect(finished).toEqual(['in hand']);
  });

  test('a ring for notices wakes one of those who listen, and rings of one campaign are one while it waits', async () => {
    const queue = await open();
    const [one, other] = [signal(), signal()];
    let heard = 0;
    await queue.ringNotices('campaign-a');
    await queue.ringNotices('campaign-a');
    const wake = () => {
      heard += 1;
      if (heard === 1) one.give();
      if (heard === 2) other.give();
    };
    const workers = [queue.hearNotices(wake), queue.hearNotices(wake)];
    onTestFinished(async () => void (await Promise.all(workers.map((worker) => worker.stop()))));
    await one.given;
    await queue.ringNotices('campaign-b');
    await other.given;
    expect(heard).toBe(2);
  });

  test('is ready while its server answers', async () => {
    expect(await (await open()).isReady()).toBe(true);
  });
});

test('jobs hold the key of the conversation and nothing else', async () => {
  const queue = await openQueue({ redisUrl: null, databaseUrl: database.url }, silentLog);
  await queue.enqueueDrain('4f1c');
  const jobs = await query(database.url, `SELECT data FROM bullmq.job WHERE dedup_id = '4f1c'`);
  expect(jobs).toEqual([{ data: { conversation: '4f1c' } }]);
  await queue.close();
});

test('a Redis that does not answer is told in plain words', async () => {
  await expect(
    openQueue({ redisUrl: 'redis://127.0.0.1:1', databaseUrl: database.url }, silentLog),
  ).rejects.toMatchObject({ code: 'queue-unreachable' });
});

test('a worker that starts while its database is away works once it is back', async () => {
  const there = Number(new URL(database.url).port);
  const line = await openLine(there);
  onTestFinished(() => line.close());
  const url = new URL(database.url);
  url.port = String(line.port);
  const warned = signal();
  let warnings = 0;
  const log = {
    ...silentLog,
    warn: () => {
      warnings += 1;
      warned.give();
    },
  };
  const queue = await openQueue({ redisUrl: null, databaseUrl: url.href }, log);
  onTestFinished(() => queue.close());
  // Nobody listens on port 9.
  line.target = 9;
  line.cut();
  const done = signal();
  const worker = queue.start({ drain: async () => done.give(), backlog: async () => ['a'], concurrency: 1 });
  onTestFinished(() => worker.stop());
  await warned.given;
  line.target = there;
  await untilTaken(() => queue.enqueueDrain('back'));
  await done.given;
  expect(warnings).toBeLessThan(100);
});

async function untilTaken(give: () => Promise<void>): Promise<void> {
  for (;;) {
    const taken = await give().then(
      () => true,
      () => false,
    );
    if (taken) return;
  }
}
