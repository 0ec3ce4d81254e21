import { createPostgresBackend, Queue as RedisQueue, Worker as RedisWorker, withBackend } from 'bullmq';

/** Adds and works off empty jobs, as many as there are recipients. Gives its seconds. */
export async function emptyJobs(
  backend: { readonly databaseUrl: string; readonly redisUrl: string | null },
  count: number,
): Promise<number> {
  const { redisUrl, databaseUrl } = backend;
  const kind = redisUrl === null ? onPostgres(databaseUrl) : onRedis(redisUrl);
  const queue = kind.createQueue();
  await queue.waitUntilReady();
  const started = performance.now();
  let done = 0;
  let finish = () => {};
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const worker = kind.createWorker(async () => {
    done += 1;
    if (done === count) finish();
  });
  const options = { removeOnComplete: true };
  for (let at = 0; at < count; at += 500) {
    const batch = Math.min(500, count - at);
    await queue.addBulk(Array.from({ length: batch }, () => ({ name: 'empty', data: {}, opts: options })));
  }
  await all;
  const seconds = (performance.now() - started) / 1_000;
  await worker.close();
  await queue.close();
  return seconds;
}

const NAME = 'bench-empty';
const CONCURRENCY = 16;

function onPostgres(databaseUrl: string) {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { connectionString: databaseUrl, max: 5 };
  return {
    createQueue: () => new Queue(NAME, { connection }),
    createWorker: (work: () => Promise<void>) => new Worker(NAME, work, { connection, concurrency: CONCURRENCY }),
  };
}

function onRedis(url: string) {
  const connection = { url, maxRetriesPerRequest: null };
  return {
    createQueue: () => new RedisQueue(NAME, { connection }),
    createWorker: (work: () => Promise<void>) => new RedisWorker(NAME, work, { connection, concurrency: CONCURRENCY }),
  };
}
