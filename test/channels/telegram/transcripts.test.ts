import type { FastifyInstance } from 'fastify';
import { Telegram } from 'telegraf';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { announceWebhook, registerTelegramWebhook } from '../../../src/channels/telegram/receive-updates.ts';
import { createTelegramChannel, TELEGRAM_LIMITS } from '../../../src/channels/telegram/telegram-channel.ts';
import type { IncomingContent, IncomingEvent } from '../../../src/channels/types.ts';
import { readDuration } from '../../../src/cli/chat/duration.ts';
import type { Engine } from '../../../src/conversation/engine.ts';
import { createHttpServer } from '../../../src/platform/http.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { bytesCalled } from '../../conversation/sent-files.ts';
import { createMemoryStore, type MemoryStore } from '../../conversation/store/memory-store.ts';
import { ACCOUNT, createTalk, createTestEngine, plainKnowledge, START } from '../../conversation/talk.ts';
import { offeredIn } from '../../conversations/offered.ts';
import { officeStep } from '../../conversations/office-steps.ts';
import type { Shown } from '../../simulators/telegram/bot-server.ts';
import { act as does } from '../../simulators/telegram/debug-routes.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import {
  type Act,
  fitted,
  inMemory,
  pressOrType,
  readAct,
  type Seen,
  spoken,
  TRANSCRIPTS,
} from '../spoken-transcripts.ts';

/**
 * Every path that a person can take, through Telegram: each line is said to the simulator, goes as an update to the
 * webhook, and what the person then sees is what the same line brings in memory, cut to Telegram's limits.
 */
const SECRET = 'bi-mat-cua-webhook';
const FAST = { perSecond: 10_000, burst: 10_000 };

let simulator: TelegramSimulator;
let server: FastifyInstance;
let engine: Engine;
let now = Date.parse(START);
let user = 0;
let pastEvents = 0;
let store: MemoryStore;

beforeAll(async () => {
  simulator = await startTelegramSimulator({ perChat: FAST, overall: FAST });
  const telegram = new Telegram(simulator.token, { apiRoot: simulator.apiRoot, webhookReply: false });
  server = createHttpServer({ log: silentLog, checks: {}, metrics: async () => [], behindProxy: false });
  registerTelegramWebhook(server, {
    telegram,
    secret: SECRET,
    async receive(event: IncomingEvent) {
      await engine.receive(event);
      await engine.drain(`telegram:${event.externalId}`);
    },
    onReachable: async () => {},
    now: () => new Date(now),
    log: silentLog,
    onRefused: () => {},
  });
  await announceWebhook(telegram, `${await server.listen({ port: 0, host: '127.0.0.1' })}/webhooks/telegram`, SECRET);
});
afterAll(async () => {
  await simulator.close();
  await server.close();
});

beforeEach(() => {
  now = Date.parse(START);
  user += 1;
  simulator.bot.meet(user, 'Hoa');
  const telegram = new Telegram(simulator.token, { apiRoot: simulator.apiRoot, webhookReply: false });
  const channel = createTelegramChannel({
    telegram,
    onFailure: (failure) => expect.unreachable(JSON.stringify(failure)),
  });
  store = createMemoryStore();
  engine = createTestEngine(store, plainKnowledge, [channel], { now: () => new Date(now) });
});

describe('transcripts through Telegram', () => {
  test.each(TRANSCRIPTS)('%s', async (name) => {
    const talk = createTalk();
    for (const said of spoken(name)) {
      if (said.startsWith('@')) {
        const milliseconds = readDuration(said.slice(1)) ?? 0;
        talk.wait(milliseconds);
        now += milliseconds;
        continue;
      }
      const event = offeredIn(said, store.offered.length);
      if (event) {
        for (const one of [talk.store, store]) one.offered.push(event);
        continue;
      }
      const before = simulator.bot.shownTo(user).length;
      const ofOffice = officeStep(said, talk.store, ACCOUNT);
      const heard = officeStep(said, store, ['telegram', String(user)]);
      const act = readAct(said, { nameOfPhotos: false });
      const [expected] = await (ofOffice && heard
        ? Promise.all([talk.send(ofOffice).then(({ replies }) => replies), pastTelegram(heard)])
        : Promise.all([inMemory(talk, act), throughTelegram(act)]));
      const shown = simulator.bot.shownTo(user).slice(before);
      expect({ said, shown: shown.map(seen) }).toEqual({
        said,
        shown: expected.flatMap((message) => fitted(message, TELEGRAM_LIMITS)),
      });
    }
  });
});

/** The office's side writes into the inbox of the person, past Telegram; what comes of it goes through. */
async function pastTelegram(content: IncomingContent): Promise<void> {
  pastEvents += 1;
  const at = new Date(now).toISOString();
  await engine.receive({ channel: 'telegram', key: `past:${pastEvents}`, externalId: String(user), at, content });
  await engine.drain(`telegram:${user}`);
}

/** Ends when the webhook has taken what was said; by then everything that came of it was shown. */
async function throughTelegram(act: Act): Promise<void> {
  const { bot, webhook } = simulator;
  // Telegram itself hands on no such demand.
  if (act.kind === 'erase') return pastTelegram(act);
  now += 1_000;
  const answered = webhook.answers.length;
  switch (act.kind) {
    case 'press': {
      const how = pressOrType(bot.shownTo(user).map(seen), act.label);
      const payload = 'press' in how ? payloadOf(how.press) : null;
      // A key of the keyboard says its label.
      if (payload !== null) does(bot, user, { do: 'press', payload });
      else does(bot, user, { do: 'say', text: 'press' in how ? how.press : how.type });
      break;
    }
    case 'photo':
    case 'file': {
      const bytes = act.ref.endsWith('.mat') ? Buffer.alloc(0) : Buffer.from(await bytesCalled(act.ref));
      const base64 = bytes.toString('base64');
      const caption = act.caption ? { caption: act.caption } : {};
      if (act.kind === 'photo') does(bot, user, { do: 'photo', base64, ...caption });
      else does(bot, user, { do: 'file', base64, name: act.ref, mime: 'application/octet-stream', ...caption });
      if (bytes.length === 0) bot.loseFiles();
      break;
    }
    case 'contact':
      does(bot, user, { do: 'contact', phone: act.phone, ofSomebodyElse: !act.own });
      break;
    case 'location':
      does(bot, user, { do: 'location', latitude: act.latitude, longitude: act.longitude });
      break;
    case 'voice':
    case 'sticker':
      does(bot, user, { do: act.kind });
      break;
    case 'text':
      does(bot, user, { do: 'say', text: act.text });
      break;
    default:
      act satisfies never;
  }
  await webhook.whenTaken(answered + 1);
}

/** What the newest button of this label carries; null for a key. */
function payloadOf(label: string): string | null {
  for (const { markup } of simulator.bot.shownTo(user).toReversed()) {
    if (markup && 'keyboard' in markup && markup.keyboard.flat().some(({ text }) => text === label)) return null;
    const buttons = markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : [];
    const button = buttons.find(({ text }) => text === label);
    if (button?.callback_data) return button.callback_data;
  }
  return null;
}

/** Keys under the message say their label when pressed; the first of them shares the number. */
function seen({ text, markup, file }: Shown): Seen {
  const inline = markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : [];
  const keys =
    markup && 'keyboard' in markup ? markup.keyboard.flat().filter(({ request_contact }) => !request_contact) : [];
  return { text, buttons: [...inline, ...keys].map((button) => button.text), file: file?.name ?? null };
}
