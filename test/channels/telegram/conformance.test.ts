import { Telegram } from 'telegraf';
import { afterAll, beforeAll } from 'vitest';
import { readUpdate } from '../../../src/channels/telegram/read-update.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { Failure } from '../../simulators/telegram/bot-server.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';
import { describeChannel, type Subject, type Trouble } from '../conformance.ts';

const FAILURES: Record<Trouble, Failure> = {
  busy: { status: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 },
  gone: { status: 403, description: 'Forbidden: bot was blocked by the user' },
  cut: 'lost',
};
const FAST = { perSecond: 10_000, burst: 10_000 };

let simulator: TelegramSimulator;
let subject: Subject;

beforeAll(async () => {
  // Every look at the clock is two seconds later, so that a refusal for one second hinders this person only.
  let now = 0;
  simulator = await startTelegramSimulator({ now: () => (now += 2_000), perChat: FAST, overall: FAST });
  const { bot } = simulator;
  const telegram = new Telegram(simulator.token, { apiRoot: simulator.apiRoot, webhookReply: false });
  let people = 0;
  subject = {
    channel: createTelegramChannel({ telegram, onFailure: () => {} }),
    async someone() {
      people += 1;
      bot.meet(people, 'Lan');
      return String(people);
    },
    seen: async (who) =>
      bot.shownTo(Number(who)).map(({ text, markup, file }) => ({
        text,
        buttons:
          markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat().map((button) => button.text) : [],
        file: file?.name ?? null,
      })),
    async press(who, label) {
      const markup = bot.shownTo(Number(who)).at(-1)?.markup;
      const buttons = markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : [];
      const data = buttons.find(({ text }) => text === label)?.callback_data ?? '';
      const read = readUpdate(JSON.parse(JSON.stringify(bot.press(Number(who), data))), new Date(0).toISOString());
      if (read.kind !== 'press') throw new Error(`not heard: ${read.kind}`);
      return read.event.content;
    },
    trouble: async (who, trouble) => bot.failNext(Number(who), FAILURES[trouble]),
  };
});
afterAll(() => simulator.close());

describeChannel('Telegram', () => subject);
