import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { TEMPLATE_PURPOSES } from '../../src/channels/zalo/templates/purposes.ts';
import { readConfig } from '../../src/config.ts';
import { startEphemeralServer } from '../../src/platform/database/ephemeral.ts';
import { silentLog } from '../../src/platform/log.ts';
import { startService } from '../../src/start-service.ts';
import { freePort } from '../free-port.ts';
import { act } from '../simulators/telegram/debug-routes.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../simulators/telegram/start-telegram-simulator.ts';
import { startZaloSimulator, type ZaloSimulator } from '../simulators/zalo/start.ts';
import type { Shown } from '../simulators/zalo/world.ts';

/** The service as `npm start` starts it, with a Zalo and a Telegram on this machine that call its webhooks. */
export interface ConnectedService {
  readonly url: string;
  readonly administrator: { readonly email: string; readonly password: string };
  readonly zalo: ZaloSimulator;
  readonly telegram: TelegramSimulator;
  onZalo(name: string): ZaloProducer;
  onTelegram(name: string): TelegramProducer;
  close(): Promise<void>;
}

/** Somebody with a phone. */
export interface Producer {
  readonly name: string;
  /** Types it, and has read the answer when this resolves. */
  say(text: string): Promise<void>;
  /** Presses the newest button of that label, and has read the answer. */
  press(label: string): Promise<void>;
  /** Resolves when a message with these words has arrived. */
  hears(words: string): Promise<void>;
}
export interface ZaloProducer extends Producer {
  readonly id: string;
  /** The message with these words, and how the account paid for it. */
  shown(words: string): Shown | undefined;
}
export interface TelegramProducer extends Producer {
  block(): void;
}

const ADMINISTRATOR = { email: 'quan.tri@ocop.example', password: 'bánh gai tứ trụ 2026' };
const EVENT_TEMPLATE = '301';
/** A person types a form in ten minutes, this one in seconds: the pauses between their messages are not waited for. */
const AS_IN_TEN_MINUTES = { perSecond: 30, burst: 100 };
const WAIT = { timeout: 20_000, interval: 10 };

/** @param start What the clock of the service and of both platforms shows at first; `zalo.world` moves it. */
export async function startConnectedService(start: string): Promise<ConnectedService> {
  const zalo = await startZaloSimulator({ ratePerMinute: 2_000, ackMs: 30_000 });
  zalo.world.setClock(Date.parse(start));
  zalo.world.templates.set(EVENT_TEMPLATE, {
    ...{ id: EVENT_TEMPLATE, name: 'OCOP – Mời sự kiện', status: 'ENABLE', tag: 2, byUid: true },
    ...{ pricePhone: 300, priceUid: 200 },
    parameters: TEMPLATE_PURPOSES.event.map((name) => ({ name, require: true, maxLength: 200 })),
  });
  const telegram = await startTelegramSimulator({ now: () => zalo.world.now(), perChat: AS_IN_TEN_MINUTES });
  const [database, folder, port] = await Promise.all([
    startEphemeralServer(),
    mkdtemp(path.join(tmpdir(), 'ocop-connected-')),
    freePort(),
  ]);
  const url = `http://127.0.0.1:${port}`;
  const { appId, appSecret, oaId, oaSecretKey } = zalo.world.settings;
  const config = readConfig({
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
    OFFICE_NAME: 'Văn phòng OCOP thử',
    OFFICE_CONTACT: '0237 000 000',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: 'bi-mat-cua-webhook-telegram',
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: oaSecretKey,
    ZALO_REFRESH_TOKEN: zalo.world.issuePair().refresh_token,
    ZALO_REQUESTS_PER_MINUTE: '2000',
    ZALO_TEMPLATES: `event=${EVENT_TEMPLATE}`,
    ZALO_OAUTH_URL: zalo.url,
    ZALO_OPENAPI_URL: zalo.url,
    ZALO_BUSINESS_URL: zalo.url,
  });
  const service = await startService('serve', config, silentLog, { now: () => new Date(zalo.world.now()) });
  zalo.world.settings = { ...zalo.world.settings, webhookUrl: `${url}/webhooks/zalo` };

  let people = 0;
  return {
    url,
    administrator: ADMINISTRATOR,
    zalo,
    telegram,
    onZalo(name) {
      people += 1;
      const id = `432100000000000${String(people).padStart(4, '0')}`;
      const { thread } = zalo.world.addPerson(id, name);
      const received = () => thread.filter(({ from }) => from === 'oa');
      const texts = () => received().map(({ text }) => text);
      return {
        id,
        ...reader(name, texts),
        say: (text) => answered(texts, () => zalo.people.say(id, text)),
        press: (label) => answered(texts, () => zalo.people.press(id, label)),
        shown: (words) => received().find(({ text }) => text.includes(words)),
      };
    },
    onTelegram(name) {
      people += 1;
      const id = 5_000 + people;
      telegram.bot.meet(id, name);
      const texts = () => telegram.bot.shownTo(id).map(({ text }) => text);
      return {
        ...reader(name, texts),
        say: (text) => answered(texts, () => act(telegram.bot, id, { do: 'say', text })),
        press: (label) =>
          answered(texts, () => act(telegram.bot, id, { do: 'press', payload: payloadOf(telegram, id, label) })),
        block: () => act(telegram.bot, id, { do: 'reachable', value: 'blocked' }),
      };
    },
    async close() {
      await service.stop();
      await Promise.all([zalo.close(), telegram.close(), database.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function reader(name: string, texts: () => readonly string[]): Pick<Producer, 'name' | 'hears'> {
  return {
    name,
    async hears(words) {
      await vi.waitFor(() => {
        if (!texts().some((text) => text.includes(words)))
          throw new Error(`${name} has not heard "${words}", last: ${texts().at(-1)}`);
      }, WAIT);
    },
  };
}

async function answered(texts: () => readonly string[], act: () => void): Promise<void> {
  const before = texts().length;
  act();
  await vi.waitFor(() => {
    if (texts().length === before) throw new Error(`no answer after: ${texts().at(-1)}`);
  }, WAIT);
}

function payloadOf({ bot }: TelegramSimulator, id: number, label: string): string {
  const rows = bot
    .shownTo(id)
    .flatMap(({ markup }) => (markup && 'inline_keyboard' in markup ? markup.inline_keyboard : []));
  const button = rows.flat().findLast(({ text }) => text === label);
  if (!button?.callback_data) throw new Error(`no button "${label}"`);
  return button.callback_data;
}
