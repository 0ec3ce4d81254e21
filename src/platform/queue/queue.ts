import { inBatches } from '../in-batches.ts';
import type { Log } from '../log.ts';
import { type Job, type JobIds, openBackend, type QueueConfig } from './backends.ts';
import { openWorker } from './open-worker.ts';

/**
 * The bell that wakes a worker for a conversation, for notices or for files to be written. It is not the ledger: a job holds an id and nothing
 * else, a lost job is made again from the inbox by `sweep` (notices are looked for every few seconds), and a job too many
 * finds nothing to do.
 */
export interface Queue {
  /** Asks for the conversation's inbox to be drained; once more afterwards when a drain is running now. */
  enqueueDrain(conversation: string): Promise<void>;
  /** Starts working. `drain` may fail: it is tried again with growing, jittered pauses. */
  start(work: QueueWork): Worker;
  /** A campaign may have something to send. Never fails: without the bell it is found a little later. */
  ringNotices(campaignId: string): Promise<void>;
  /** One of those who listen, in whichever process, hears of each ring. */
  hearNotices(wake: () => void): Worker;
  /** The same for files to be written. */
  ringExports(exportId: string): Promise<void>;
  hearExports(wake: () => void): Worker;
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

const DRAIN = 'drain';
const NOTICES = 'notices';
const EXPORTS = 'exports';
/** How long a message waits whose bell was not heard, say because the database was away. */
const SWEEP_EVERY_MS = 10_000;
const JOB = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

export async function openQueue(config: QueueConfig, log: Log): Promise<Queue> {
  const backend = await openBackend(config, log);
  const open = async (name: string) => {
    const queue = backend.createQueue(name);
    queue.on('error', (error) => log.warn({ err: error }, 'queue connection'));
    await queue.waitUntilReady();
    return queue;
  };
  const queue = await open(DRAIN);
  const notices = await open(NOTICES);
  const exports = await open(EXPORTS);
  const work = (name: string, does: (job: Job) => Promise<void>, concurrency: number): Worker => {
    const stopping = new AbortController();
    const opening = openWorker(() => backend.createWorker(name, does, concurrency), log, stopping.signal);
    return {
      async stop() {
        stopping.abort();
        await (await opening)?.close();
      },
    };
  };

  const ring = async (bell: typeof notices, data: JobIds, id: string) => {
    const job = { removeOnComplete: true, removeOnFail: true, deduplication: { id } };
    await bell.add(bell.name, data, job).catch((error: unknown) => log.warn({ err: error, ...data }, 'bell not rung'));
  };
  const addDrain = async (conversation: string) => {
    // keepLastIfActive: a message that comes while its conversation is being drained gets a drain of its own.
    await queue.add(DRAIN, { conversation }, { ...JOB, deduplication: { id: conversation, keepLastIfActive: true } });
  };
  // While others are being added, many asks for one conversation become one.
  const enqueueDrain = inBatches(
    async (asked: readonly string[]) => {
      await Promise.all([...new Set(asked)].map(addDrain));
      return asked.map(() => undefined);
    },
    () => true,
  );

  return {
    enqueueDrain,
    start({ drain, backlog, concurrency }) {
      const worker = work(DRAIN, (job) => drain(job.data.conversation ?? ''), concurrency);
      const sweep = async () => {
        for (const conversation of await backlog()) await enqueueDrain(conversation);
      };
      const sweepSafely = () => sweep().catch((error) => log.warn({ err: error }, 'sweep failed'));
      const timer = setInterval(sweepSafely, SWEEP_EVERY_MS);
      const first = sweepSafely();
      return {
        async stop() {
          clearInterval(timer);
          await first;
          await worker.stop();
        },
      };
    },
    ringNotices: (campaignId) => ring(notices, { campaignId }, campaignId),
    hearNotices: (wake) => work(NOTICES, async () => wake(), 1),
    ringExports: (exportId) => ring(exports, { exportId }, exportId),
    hearExports: (wake) => work(EXPORTS, async () => wake(), 1),
    async isReady() {
      if (!backend.isConnected()) return false;
      return queue.getActiveCount().then(
        () => true,
        () => false,
      );
    },
    async close() {
      await queue.close();
      await notices.close();
      await exports.close();
      await backend.close();
    },
  };
}
