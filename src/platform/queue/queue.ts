import { setTimeout as sleep } from 'node:timers/promises';
import { Queue as BullQueue, Worker as BullWorker, createPostgresBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { migrateQueue } from './migrate-queue.ts';

/**
 * The bell that wakes a worker for a conversation. It is not the ledger: a job holds a conversation's key and nothing
 * else, a lost job is made again from the inbox by `sweep`, and a job too many finds nothing to do.
 */
export interface Queue {
  /** Asks for the conversation's inbox to be drained; once more afterwards when a drain is running now. */
  enqueueDrain(conversation: string): Promise<void>;
  /** Starts working. `drain` may fail: it is tried again with growing, jittered pauses. */
  start(work: QueueWork): Worker;
  /** Whether jobs can be given now. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

export interface QueueWork {
  readonly drain: (conversation: string) => Promise<void>;
  /** Conversations with unfinished inbox rows that no job may know of any more. */
  readonly backlog: () => Promise<readonly string[]>;
  readonly concurrency: number;
}

export interface Worker {
  /** Takes no new job, waits for those in hand. */
  stop(): Promise<void>;
}

export interface QueueConfig {
  /** null: the queue lies in PostgreSQL at `databaseUrl`. */
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
}

const NAME = 'drain';
const SWEEP_EVERY_MS = 30_000;
const OPEN_AGAIN_MS = 1_000;
const JOB = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

export async function openQueue(config: QueueConfig, log: Log): Promise<Queue> {
  const backend = config.redisUrl === null ? await onPostgres(config.databaseUrl) : await onRedis(config.redisUrl, log);
  const queue = backend.createQueue();
  queue.on('error', (error) => log.warn({ err: error }, 'queue connection'));
  await queue.waitUntilReady();

  const enqueueDrain = async (conversation: string) => {
    // keepLastIfActive: a message that comes while its conversation is being drained gets a drain of its own.
    await queue.add(NAME, { conversation }, { ...JOB, deduplication: { id: conversation, keepLastIfActive: true } });
  };

  return {
    enqueueDrain,
    start({ drain, backlog, concurrency }) {
      const stopping = new AbortController();
      const create = () => backend.createWorker((job) => drain(job.data.conversation), concurrency);
      const opening = openWorker(create, log, stopping.signal);
      const sweep = async () => {
        for (const conversation of await backlog()) await enqueueDrain(conversation);
      };
      const sweepSafely = () => sweep().catch((error) => log.warn({ err: error }, 'sweep failed'));
      const timer = setInterval(sweepSafely, SWEEP_EVERY_MS);
      const first = sweepSafely();
      return {
        async stop() {
          clearInterval(timer);
          stopping.abort();
          await first;
          await (await opening)?.close();
        },
      };
    },
    async isReady() {
      if (!backend.isConnected()) return false;
      return queue.getActiveCount().then(
        () => true,
        () => false,
      );
    },
    async close() {
      await queue.close();
      await backend.close();
    },
  };
}

/**
 * A worker of the library whose first connection failed remembers that for ever and asks again without a pause: it is
 * thrown away for another. Null when stopped before one was ready.
 */
async function openWorker(create: () => DrainWorker, log: Log, stopping: AbortSignal): Promise<DrainWorker | null> {
  while (!stopping.aborted) {
    const worker = create();
    worker.on('error', (error) => log.warn({ err: error }, 'worker connection'));
    worker.on('failed', (job, error) =>
      log.error({ err: error, conversation: job?.data.conversation, attempt: job?.attemptsMade }, 'drain failed'),
    );
    try {
      await worker.waitUntilReady();
      worker.run().catch((error: unknown) => log.error({ err: error }, 'worker ended'));
      return worker;
    } catch (error) {
      log.warn({ err: error }, 'worker not ready, opening another');
      await worker.close(true).catch(() => {});
      await sleep(OPEN_AGAIN_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return null;
}

interface Drain {
  readonly conversation: string;
}

interface Job {
  readonly data: Drain;
}

type Backend = Awaited<ReturnType<typeof onPostgres> | ReturnType<typeof onRedis>>;
type DrainWorker = ReturnType<Backend['createWorker']>;

async function onPostgres(databaseUrl: string) {
  await migrateQueue(databaseUrl);
  const connection = { connectionString: databaseUrl, max: 5 };
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    createQueue: () => new Queue<Drain>(NAME, { connection }),
    createWorker: (work: (job: Job) => Promise<void>, concurrency: number) =>
      new Worker<Drain, void>(NAME, work, { connection, concurrency, autorun: false }),
    isConnected: () => true,
    async close() {},
  };
}

async function onRedis(redisUrl: string, log: Log) {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  connection.on('error', (error) => log.warn({ err: error }, 'queue connection'));
  try {
    await connection.connect();
    await connection.ping();
  } catch (cause) {
    connection.disconnect();
    throw new AppError('queue-unreachable', (cause as Error).message, { cause });
  }
  return {
    createQueue: () => new BullQueue<Drain>(NAME, { connection }),
    createWorker: (work: (job: Job) => Promise<void>, concurrency: number) =>
      new BullWorker<Drain, void>(NAME, work, { connection, concurrency, autorun: false }),
    isConnected: () => connection.status === 'ready',
    async close() {
      connection.disconnect();
    },
  };
}
