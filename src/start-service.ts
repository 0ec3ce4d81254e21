import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { startSettling } from './app/settle.ts';
import { startSweep } from './app/sweep.ts';
import { createApp, openAssistant } from './app.ts';
import { hostAbroad } from './assistant/host-abroad.ts';
import { createAttachmentFiles } from './attachments/attachment-files.ts';
import { createSimulatorChannel } from './channels/simulator/simulator-channel.ts';
import { registerChatPage } from './channels/simulator/web/register-chat-page.ts';
import { serveVerifier } from './channels/zalo/serve-verifier.ts';
import type { Config } from './config.ts';
import { registerConsole } from './console/register-console.ts';
import { openLiveDesks } from './handoff/store/live-desks.ts';
import { registerOffice } from './office/http/register-office.ts';
import { accountRulesOf, openOffice, prepareStaff } from './open-office.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { openCrypto } from './platform/crypto.ts';
import { type Database, openDatabase } from './platform/database/database.ts';
import { createHttpServer, listen, type Metric } from './platform/http.ts';
import type { Log } from './platform/log.ts';
import { unfinishedConversations } from './platform/queue/backlog.ts';
import { openQueue, type Queue } from './platform/queue/queue.ts';
import { createSealedFiles } from './platform/sealed-files.ts';
import { startExports } from './start-exports.ts';
import { handoffMetrics, openMail, readDesks, startHandoffs } from './start-handoff.ts';
import {
  deliverySettings,
  notificationMetrics,
  sendingRates,
  startNotifications,
  withLiveQuiet,
} from './start-notifications.ts';
import { startReminders } from './start-reminders.ts';
import { controllerWords, openInstallation, openOfficeSettings } from './start-settings.ts';
import { openConfiguredTelegram, telegramHearing } from './start-telegram.ts';
import { createZaloService, openConfiguredZalo, openLinks } from './start-zalo.ts';

/** `serve` does both; large installations run `web` and `worker` in processes of their own. */
export const ROLES = ['serve', 'web', 'worker'] as const;
export type Role = (typeof ROLES)[number];

export interface Service {
  /** Where people reach it; null for a worker. */
  readonly address: string | null;
  /** Makes the first administrator; null as soon as there is any account. Shown to the operator, never logged. */
  readonly setupToken: string | null;
  /** Takes nothing new, finishes the turns in hand, then gives back what was opened, newest first. */
  stop(): Promise<void>;
}

/** @param clock Time of everything that people see; leases and queues keep the machine's. */
export async function startService(role: Role, config: Config, log: Log, clock: Clock = systemClock): Promise<Service> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const database = await openDatabase(config, log);
    opened.push(database.close);
    const queue = await openQueue({ redisUrl: config.redisUrl, databaseUrl: database.url }, log);
    opened.push(queue.close);

    const assistant = await openAssistant(config, database, { clock, log });
    opened.push(assistant.close);
    const crypto = await openCrypto(config);
    const channel = createSimulatorChannel({ run: randomUUID(), clock });
    const { knowledge, model } = assistant;
    const files = createAttachmentFiles(path.join(config.dataDir, 'attachments'), crypto);
    const exportFiles = createSealedFiles(path.join(config.dataDir, 'exports'), crypto);
    const telegram = openConfiguredTelegram(config, { database, clock, log });
    const zaloParts = { config, database, crypto, clock, log, links: openLinks(config, crypto, clock) };
    const zalo = openConfiguredZalo(zaloParts);
    const channels = [channel, ...(telegram ? [telegram.channel] : []), ...(zalo ? [zalo.channel] : [])];
    const desks = await openLiveDesks(database.client, await readDesks(config), log);
    opened.push(async () => desks.stop());
    const { deskOf } = desks;
    const settings = await openOfficeSettings(database, config, log);
    opened.push(async () => settings.stop());
    const app = createApp({
      deskOf,
      database,
      crypto,
      clock,
      channels,
      files,
      queue,
      log,
      knowledge,
      model,
      controller: () => controllerWords(settings),
      abroad: hostAbroad(config.openai),
    });

    if (role !== 'web') {
      void assistant.prepare();
      const worker = queue.start({
        drain: async (conversation) => void (await app.drainConversation(conversation)),
        backlog: () => unfinishedConversations(database.client, clock.now()),
        concurrency: config.workerConcurrency,
      });
      opened.push(worker.stop);
      const handoffs = { config, database, crypto, clock, channels, queue, log };
      opened.push(startHandoffs(handoffs, deskOf).stop);
      opened.push(startExports({ database, files: exportFiles, clock: systemClock, queue, log }).stop);
      // The chat page lives in this process or in none.
      const reached = role === 'serve' ? channels : channels.filter(({ id }) => id !== 'simulator');
      const notices = { config, database, crypto, clock, channels: reached, zalo, queue, log, office: settings };
      opened.push(startNotifications(notices).stop);
      opened.push(startReminders({ database, crypto, clock, log }).stop);
      opened.push(startSettling({ database, crypto, clock, channels: reached, log }).stop);
      opened.push(startSweep(database, files, { clock, log }).stop);
    }

    const zaloService = zalo && config.zalo ? createZaloService(zalo, config.zalo, app, zaloParts) : null;
    let refused = 0;
    const hearing = telegramHearing(app, database, { clock, log }, () => {
      refused += 1;
    });
    let address: string | null = null;
    let setupToken: string | null = null;
    if (role !== 'worker') {
      const server = createHttpServer({
        log,
        checks: { database: () => answers(database), queue: queue.isReady },
        metrics: async () => [
          ...(await readMetrics(database, queue)),
          ...(await handoffMetrics(database)),
          ...(await notificationMetrics(database)),
          refusedMetric(refused),
          ...((await zaloService?.metrics()) ?? []),
        ],
        metricsToken: config.metricsToken,
        behindProxy: config.publicUrl !== null,
        https: config.publicUrl?.startsWith('https:') ?? false,
      });
      // Its threads live in this process, so it is there only where the worker is too.
      if (role === 'serve') {
        await registerChatPage(server, {
          receive: app.receive,
          channel,
          clock,
          attachment: (externalId, id) => app.attachment(channel.id, externalId, id),
          secure: config.publicUrl?.startsWith('https:') ?? false,
        });
      }
      serveVerifier(server, config.dataDir);
      telegram?.registerRoutes(server, hearing);
      await zaloService?.registerRoutes(server);
      const { publicUrl } = config;
      const office = openOffice({
        database,
        crypto,
        clock,
        files,
        queue,
        publicUrl,
        channels,
        accountRules: accountRulesOf(config),
        links: { telegramBot: config.telegram.botName, zaloOa: config.zalo?.oaId ?? null },
        notices: {
          settings: withLiveQuiet(deliverySettings(config, { channels, zalo }), settings),
          rates: sendingRates(config),
          approvalAbove: config.broadcastApprovalAbove,
          ring: (campaignId) => void queue.ringNotices(campaignId),
        },
      });
      setupToken = await prepareStaff(office, config);
      await registerOffice(server, office);
      const mail = openMail(config.alerts, log);
      await registerConsole(server, {
        ...office,
        crypto,
        documents: assistant.documents,
        documentsWith: assistant.documentsWith,
        exports: { files: exportFiles, ring: (exportId) => void queue.ringExports(exportId) },
        mail,
        installation: openInstallation({ config, database, crypto, clock, queue, desks, settings }),
      });
      opened.push(() => server.close());
      address = await listen(server, config);
    }
    if (zaloService) opened.push(zaloService.start().stop);
    if (telegram) opened.push(telegram.start(hearing, { mayPoll: role !== 'web' }).stop);
    return { address: address && (config.publicUrl ?? address), setupToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answers(database: Database): Promise<boolean> {
  await database.client.$queryRaw`SELECT 1`;
  return true;
}

async function readMetrics(database: Database, queue: Queue): Promise<Metric[]> {
  const [waiting, ready] = await Promise.all([
    database.client.inboxEvent.count({ where: { status: 'waiting' } }),
    queue.isReady(),
  ]);
  return [
    { name: 'ocop_up_seconds', type: 'gauge', help: 'Seconds since the process started.', value: process.uptime() },
    { name: 'ocop_memory_bytes', type: 'gauge', help: 'Resident memory.', value: process.memoryUsage.rss() },
    { name: 'ocop_inbox_waiting', type: 'gauge', help: 'Messages received and not yet handled.', value: waiting },
    { name: 'ocop_queue_ready', type: 'gauge', help: '1 when the queue takes jobs.', value: ready ? 1 : 0 },
  ];
}

function refusedMetric(value: number): Metric {
  const help = 'Calls of the Telegram webhook without its secret.';
  return { name: 'ocop_telegram_webhook_refused_total', type: 'counter', help, value };
}
