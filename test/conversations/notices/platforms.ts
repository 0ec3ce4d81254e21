import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from '../../../src/app.ts';
import type { Channel } from '../../../src/channels/types.ts';
import { registerZaloWebhook } from '../../../src/channels/zalo/register-webhook.ts';
import { readConfig } from '../../../src/config.ts';
import type { SettableClock } from '../../../src/platform/clock.ts';
import type { Crypto } from '../../../src/platform/crypto.ts';
import type { Database } from '../../../src/platform/database/database.ts';
import { createHttpServer } from '../../../src/platform/http.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { openConfiguredTelegram, telegramHearing } from '../../../src/start-telegram.ts';
import { openConfiguredZalo, openLinks } from '../../../src/start-zalo.ts';
import { freePort } from '../../free-port.ts';
import { act } from '../../simulators/telegram/debug-routes.ts';
import { startTelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import { startZaloSimulator } from '../../simulators/zalo/start.ts';

export type Platform = 'zalo' | 'telegram';

/** A message as its reader sees it. */
export interface Shown {
  readonly text: string;
  readonly buttons: readonly { readonly label: string }[];
  readonly file?: string;
  /** How Zalo counts it: `reply` is free. */
  readonly quota: string | null;
}

/** Zalo and Telegram on this machine, on one clock with the service, whose channels and webhooks are connected to them. */
export interface Platforms {
  readonly channels: readonly Channel[];
  /** What comes in by the webhooks goes there. */
  connect(app: Pick<App, 'receive'>): Promise<void>;
  /** An account that nobody has had before. */
  addPerson(platform: Platform, name: string): string;
  /** Resolves when the service has taken it in and answered. */
  say(platform: Platform, id: string, text: string): Promise<void>;
  press(platform: Platform, id: string, label: string): Promise<void>;
  /** All that the account has been shown. */
  shownTo(platform: Platform, id: string): readonly Shown[];
  /** Every event of Zalo has been delivered. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const SECRET = 'bi-mat-cua-webhook-telegram';
/** A turn is taken while its webhook waits, however busy the machine is. */
const PATIENT_MS = 60_000;

export async function openPlatforms(database: Database, crypto: Crypto, clock: SettableClock): Promise<Platforms> {
  const now = () => clock.now().getTime();
  const [zalo, telegram, folder, port] = await Promise.all([
    startZaloSimulator({ ackMs: PATIENT_MS }, { now }),
    startTelegramSimulator({ now }),
    mkdtemp(path.join(tmpdir(), 'ocop-notices-')),
    freePort(),
  ]);
  const url = `http://127.0.0.1:${port}`;
  const { appId, appSecret, oaId, oaSecretKey } = zalo.world.settings;
  const config = readConfig({
    DATA_DIR: folder,
    PUBLIC_URL: url,
    OFFICE_NAME: 'Văn phòng thử',
    OFFICE_CONTACT: '0237 000 000',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: oaSecretKey,
    ZALO_REFRESH_TOKEN: zalo.world.issuePair().refresh_token,
    ZALO_OAUTH_URL: zalo.url,
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_BUSINESS_URL: zalo.url,
  });
  const links = openLinks(config, crypto, clock);
  const onZalo = openConfiguredZalo({ config, database, crypto, clock, log: silentLog, links });
  const onTelegram = openConfiguredTelegram(config, { database, clock, log: silentLog });
  if (!onZalo || !onTelegram || !links) throw new Error('not configured');
  const server = createHttpServer({ log: silentLog, checks: {}, metrics: async () => [], behindProxy: false });
  let people = 0;

  const announcing: { stop(): Promise<void> }[] = [];
  return {
    channels: [onZalo.channel, onTelegram.channel],
    async connect(app) {
      links.registerRoutes(server);
      await registerZaloWebhook(server, {
        ...{ appId, oaId, oaSecretKey, budgetMs: PATIENT_MS, accept: onZalo.hear(app.receive).accept },
        spool: { put: () => Promise.reject(new Error('nothing is late here')), isEmpty: async () => true },
        counts: { accepted: 0, refused: 0, probes: 0, spooled: 0 },
      });
      const hearing = telegramHearing(app, database, { clock, log: silentLog }, () => {});
      onTelegram.registerRoutes(server, hearing);
      await server.listen({ port, host: '127.0.0.1' });
      zalo.world.settings = { ...zalo.world.settings, webhookUrl: `${url}/webhooks/zalo` };
      announcing.push(onTelegram.start(hearing, { mayPoll: false }));
    },
    addPerson(platform, name) {
      people += 1;
      const id = platform === 'zalo' ? `43210000000000${String(people).padStart(5, '0')}` : String(people);
      if (platform === 'zalo') zalo.world.addPerson(id, name);
      else telegram.bot.meet(people, name);
      return id;
    },
    say: (platform, id, text) =>
      platform === 'zalo' ? heardOnZalo(() => zalo.people.say(id, text)) : heardOnTelegram(id, { do: 'say', text }),
    press(platform, id, label) {
      if (platform === 'zalo') return heardOnZalo(() => zalo.people.press(id, label));
      return heardOnTelegram(id, { do: 'press', payload: payloadOf(id, label) });
    },
    shownTo: (platform, id) => (platform === 'zalo' ? shownOnZalo(id) : shownOnTelegram(Number(id))),
    settle: () => zalo.webhooks.pump(),
    async close() {
      await Promise.all(announcing.map((one) => one.stop()));
      await Promise.all([zalo.close(), telegram.close()]);
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function heardOnZalo(doIt: () => void): Promise<void> {
    doIt();
    await zalo.webhooks.pump();
  }

  async function heardOnTelegram(id: string, what: Parameters<typeof act>[2]): Promise<void> {
    const taken = telegram.webhook.answers.length + 1;
    act(telegram.bot, Number(id), what);
    await telegram.webhook.whenTaken(taken);
  }

  function shownOnZalo(id: string): Shown[] {
    const received = zalo.world.person(id).thread.filter(({ from }) => from === 'oa');
    return received.map(({ text, buttons, file, quota }) => ({
      ...{ text, quota, ...(file === null ? {} : { file }) },
      buttons: buttons.map(({ title }) => ({ label: title })),
    }));
  }

  function shownOnTelegram(id: number): Shown[] {
    return telegram.bot.shownTo(id).map(({ text, markup, file }) => ({
      ...{ text, quota: null, ...(file === null ? {} : { file: file.name }) },
      buttons: (markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : []).map((one) => ({
        label: one.text,
      })),
    }));
  }

  function payloadOf(id: string, label: string): string {
    const inline = telegram.bot
      .shownTo(Number(id))
      .flatMap(({ markup }) => (markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : []));
    const button = inline.findLast(({ text }) => text === label);
    if (!button?.callback_data) throw new Error(`no button "${label}"`);
    return button.callback_data;
  }
}
