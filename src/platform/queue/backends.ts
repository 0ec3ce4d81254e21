import { Queue as BullQueue, Worker as BullWorker, createPostgresBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { migrateQueue } from './migrate-queue.ts';

export interface QueueConfig {
  /** null: the queue lies in PostgreSQL at `databaseUrl`. */
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
}

/** Ids by name, and nothing else. */
export type JobIds = Readonly<Record<string, string>>;

export interface Job {
  readonly data: JobIds;
}

/**
 * How soon a job is taken from a worker that died, or that lost the database in the midst of it: after at most the sum of
 * both. A job given to two workers does no harm (the conversation's lease lets one in), so it may be given again as often as need be.
 */
const LOCKS = { lockDuration: 8_000, stalledInterval: 4_000, maxStalledCount: 1_000_000 } as const;

export type Backend = Awaited<ReturnType<typeof openBackend>>;

/** The same queues and workers, wherever their jobs lie. */
export function openBackend({ redisUrl, databaseUrl }: QueueConfig, log: Log) {
  return redisUrl === null ? onPostgres(databaseUrl) : onRedis(redisUrl, log);
}

async function onPostgres(databaseUrl: string) {
  await migrateQueue(databaseUrl);
  const connection = { connectionString: databaseUrl, max: 3 };
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    createQueue: (name: string) => new Queue(name, { connection }),
    createWorker: (name: string, work: (job: Job) => Promise<void>, concurrency: number) =>
      new Worker<JobIds, void>(name, work, { connection, concurrency, autorun: false, ...LOCKS }),
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
    createQueue: (name: string) => new BullQueue(name, { connection }),
    createWorker: (name: string, work: (job: Job) => Promise<void>, concurrency: number) =>
      new BullWorker<JobIds, void>(name, work, { connection, concurrency, autorun: false, ...LOCKS }),
    isConnected: () => connection.status === 'ready',
    async close() {
      connection.disconnect();
    },
  };
}
