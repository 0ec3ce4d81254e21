import { setTimeout as sleep } from 'node:timers/promises';
import { Telegram } from 'telegraf';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { Channel, ChannelId } from '../../../src/channels/types.ts';
import { createAudienceReader } from '../../../src/notifications/store/audience-reader.ts';
import { type Database, openDatabase } from '../../../src/platform/database/database.ts';
import { startEphemeralServer } from '../../../src/platform/database/ephemeral.ts';
import type { Queue } from '../../../src/platform/queue/queue.ts';
import { addCrowd, plan } from '../../notifications/dispatch/crowd.ts';
import { startWorker, until, type WorkerOptions } from '../../notifications/dispatch/worker.ts';
import { thisMorning } from '../../scaled-clock.ts';

export const NOW = thisMorning();

/** Sends under way at once, as the service does by default. */
export const AT_ONCE = 16;

export interface Scene {
  readonly database: Database;
  close(): Promise<void>;
}

/** A database whose commits are on the disk, as a service has it, with people on one channel. */
export async function openScene(people: number, channel: ChannelId = 'telegram'): Promise<Scene> {
  const server = await startEphemeralServer({ syncs: true });
  const database = await openDatabase({ databaseUrl: server.url, dataDir: '' });
  await addCrowd(database.client, people, { channel, at: NOW });
  await database.client.$executeRaw`ANALYZE`;
  return {
    database,
    async close() {
      await database.close();
      await server.close();
    },
  };
}

export function telegramOn(apiRoot: string, token: string): Channel {
  return createTelegramChannel({ telegram: new Telegram(token, { apiRoot, webhookReply: false }), onFailure() {} });
}

/** Shows at once: what is left is the ledger's own work. */
export const instant: Channel = {
  id: 'telegram',
  limits: { text: 4_096, caption: 0, buttons: 40, buttonLabel: 40 },
  send: async (_externalId, { key }) => ({ kind: 'sent', messageId: key }),
};

/** No platform answers sooner from another country. */
const ROUND_TRIP_MS = 20;

export const distant: Channel = {
  ...instant,
  async send(externalId, message) {
    await sleep(ROUND_TRIP_MS);
    return instant.send(externalId, message);
  },
};

export interface Sent {
  readonly seconds: number;
  /** From the plan to the first message, in milliseconds. */
  readonly firstMs: number;
}

interface BroadcastOptions extends Partial<Pick<WorkerOptions, 'limits' | 'now' | 'pace'>> {
  /** The bell of the service; left out: nothing rings, all is found by looking. */
  readonly queue?: Queue;
}

/** One broadcast to everybody there, from the plan to the last row written. */
export async function broadcast(
  { client }: Database,
  channel: Channel,
  { queue, ...options }: BroadcastOptions = {},
): Promise<Sent> {
  const { now = () => NOW } = options;
  const started = performance.now();
  let firstMs: number | null = null;
  const watched: Channel = {
    ...channel,
    send(externalId, message) {
      firstMs ??= performance.now() - started;
      return channel.send(externalId, message);
    },
  };
  const id = await plan(client, now());
  const worker = startWorker({
    client,
    channels: [watched],
    now,
    audiences: createAudienceReader(client),
    concurrency: AT_ONCE,
    everyMs: 200,
    ...(queue ? { ring: (campaignId) => void queue.ringNotices(campaignId) } : {}),
    ...options,
  });
  const bell = queue?.hearNotices(worker.wake);
  await until(async () => {
    const { status } = await client.campaign.findUniqueOrThrow({ where: { id }, select: { status: true } });
    return status === 'finished';
  });
  const seconds = (performance.now() - started) / 1_000;
  await bell?.stop();
  await worker.stop();
  const { _count } = await client.delivery.aggregate({ where: { campaignId: id, status: 'sent' }, _count: true });
  const all = await client.identity.count();
  if (_count !== all) throw new Error(`${_count} of ${all} were sent`);
  return { seconds, firstMs: firstMs ?? 0 };
}
