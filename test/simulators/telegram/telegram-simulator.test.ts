import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { Telegraf, Telegram } from 'telegraf';
import { afterEach, describe, expect, it } from 'vitest';
import { act } from './debug-routes.ts';
import {
  startTelegramSimulator,
  type TelegramSimulator,
  type TelegramSimulatorOptions,
} from './start-telegram-simulator.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(
  options: TelegramSimulatorOptions = {},
): Promise<{ simulator: TelegramSimulator; telegram: Telegram }> {
  const simulator = await startTelegramSimulator(options);
  closing.push(simulator.close);
  simulator.bot.meet(1, 'Lan');
  return { simulator, telegram: new Telegram(simulator.token, { apiRoot: simulator.apiRoot, webhookReply: false }) };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error('it did not come to that');
    await sleep(10);
  }
}

describe('the Telegram simulator, spoken to by telegraf', () => {
  it('shows text, buttons and files, and gives a file back', async () => {
    const { simulator, telegram } = await start();
    const reply_markup = { inline_keyboard: [[{ text: 'Có', callback_data: 'a1' }]] };
    await telegram.sendMessage(1, 'Chào chị', { reply_markup });
    const sent = await telegram.sendDocument(
      1,
      { source: Buffer.from('phiếu'), filename: 'Mau-01.docx' },
      { caption: 'Đây ạ' },
    );
    expect(simulator.bot.shownTo(1)).toMatchObject([
      { text: 'Chào chị', markup: reply_markup },
      { text: 'Đây ạ', file: { name: 'Mau-01.docx', bytes: Buffer.from('phiếu') } },
    ]);
    const link = await telegram.getFileLink(sent.document.file_id);
    expect(await (await fetch(link)).text()).toBe('phiếu');
  });

  it.each([
    ['a wrong token', 401, (root: string) => new Telegram('1:x', { apiRoot: root }).getMe()],
    ['an empty text', 400, (root: string, token: string) => new Telegram(token, { apiRoot: root }).sendMessage(1, ' ')],
    [
      '4,097 characters',
      400,
      (root: string, token: string) => new Telegram(token, { apiRoot: root }).sendMessage(1, 'ộ'.repeat(4097)),
    ],
    [
      '65 bytes of callback data',
      400,
      (root: string, token: string) =>
        new Telegram(token, { apiRoot: root }).sendMessage(1, 'a', {
          reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: `${'đ'.repeat(32)}x` }]] },
        }),
    ],
    [
      'a chat that never wrote',
      400,
      (root: string, token: string) => new Telegram(token, { apiRoot: root }).sendMessage(99, 'a'),
    ],
    [
      'a method that is none',
      404,
      (root: string, token: string) =>
        new Telegram(token, { apiRoot: root }).callApi('sendNothing' as never, {} as never),
    ],
  ])('refuses %s', async (_what, code, call) => {
    const { simulator } = await start();
    await expect(call(simulator.apiRoot, simulator.token)).rejects.toMatchObject({ response: { error_code: code } });
    expect(simulator.bot.shownTo(1)).toEqual([]);
  });

  it('stops whoever writes too fast, everywhere, until the time is over', async () => {
    let now = 0;
    const { simulator, telegram } = await start({ now: () => now, perChat: { perSecond: 1, burst: 2 } });
    simulator.bot.meet(2, 'Hoa');
    await telegram.sendMessage(1, 'một');
    await telegram.sendMessage(1, 'hai');
    const tooFast = { response: { error_code: 429, parameters: { retry_after: 1 } } };
    await expect(telegram.sendMessage(1, 'ba')).rejects.toMatchObject(tooFast);
    await expect(telegram.sendMessage(2, 'chào')).rejects.toMatchObject(tooFast);
    now += 1_000;
    await telegram.sendMessage(1, 'ba');
    expect(simulator.bot.shownTo(1).map(({ text }) => text)).toEqual(['một', 'hai', 'ba']);
  });

  it('says who has left, tells the bot of it, fails on demand and loses an answer after the effect', async () => {
    const { simulator, telegram } = await start();
    simulator.bot.setReachable(1, 'blocked');
    await expect(telegram.sendMessage(1, 'a')).rejects.toMatchObject({ response: { error_code: 403 } });
    simulator.bot.setReachable(1, 'yes');
    const updates = await telegram.getUpdates(0, 100, 0, undefined);
    expect(updates.map((update) => 'my_chat_member' in update && update.my_chat_member.new_chat_member.status)).toEqual(
      ['kicked', 'member'],
    );
    simulator.bot.failNext(1, { status: 502, description: 'Bad Gateway' }, 'lost');
    await expect(telegram.sendMessage(1, 'a')).rejects.toMatchObject({ response: { error_code: 502 } });
    await expect(telegram.sendMessage(1, 'b')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(simulator.bot.shownTo(1).map(({ text }) => text)).toEqual(['b']);
  });

  it('gives updates by long polling, once they are confirmed never again, and not beside a webhook', async () => {
    const { simulator, telegram } = await start();
    const waiting = telegram.getUpdates(20, 100, 0, undefined);
    act(simulator.bot, 1, { do: 'say', text: 'xin chào' });
    const [first] = await waiting;
    expect(first).toMatchObject({ message: { text: 'xin chào', from: { id: 1 } } });
    expect(await telegram.getUpdates(0, 100, (first?.update_id ?? 0) + 1, undefined)).toEqual([]);
    await telegram.setWebhook('http://127.0.0.1:1/x');
    await expect(telegram.getUpdates(0, 100, 0, undefined)).rejects.toMatchObject({ response: { error_code: 409 } });
    await expect(telegram.setWebhook('http://example.org/x')).rejects.toMatchObject({ response: { error_code: 400 } });
  });

  it('delivers to a webhook with the secret, again until it is taken, and carries out the call in its answer', async () => {
    const { simulator, telegram } = await start();
    const heard: unknown[] = [];
    const server = Fastify();
    closing.push(() => server.close());
    server.post('/hook', async (request, reply) => {
      heard.push([
        request.headers['x-telegram-bot-api-secret-token'],
        (request.body as { message: { text: string } }).message.text,
      ]);
      if (heard.length === 1) return reply.status(500).send();
      return { method: 'sendMessage', chat_id: 1, text: 'đã nhận' };
    });
    // What was said before waits for the webhook.
    act(simulator.bot, 1, { do: 'say', text: 'a' });
    await telegram.setWebhook(`${await server.listen({ host: '127.0.0.1', port: 0 })}/hook`, {
      secret_token: 'bi-mat',
    });
    await until(() => simulator.bot.shownTo(1).length === 1);
    expect(heard).toEqual([
      ['bi-mat', 'a'],
      ['bi-mat', 'a'],
    ]);
    expect(simulator.webhook.answers).toEqual([500, 200]);
  });

  it('lets a bot run by telegraf answer a press', async () => {
    const { simulator } = await start();
    const bot = new Telegraf(simulator.token, { telegram: { apiRoot: simulator.apiRoot, webhookReply: false } });
    bot.on('callback_query', async (context) => {
      await context.answerCbQuery();
      await context.reply('đã bấm');
    });
    const running = bot.launch();
    closing.push(async () => {
      bot.stop();
      await running;
    });
    act(simulator.bot, 1, { do: 'press', payload: 'a1' });
    expect(simulator.bot.unansweredPresses()).toBe(1);
    await until(() => simulator.bot.shownTo(1).length === 1);
    expect(simulator.bot.unansweredPresses()).toBe(0);
  });
});
