import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { Telegram } from 'telegraf';
import { afterEach, describe, expect, it } from 'vitest';
import { startPolling } from '../../../src/channels/telegram/poll-updates.ts';
import { readUpdate } from '../../../src/channels/telegram/read-update.ts';
import {
  announceCommands,
  announceWebhook,
  type Receiving,
  registerTelegramWebhook,
} from '../../../src/channels/telegram/receive-updates.ts';
import type { IncomingEvent } from '../../../src/channels/types.ts';
import { act } from '../../simulators/telegram/debug-routes.ts';
import { startTelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';

const NOW = '2026-11-26T02:00:00.000Z';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1_000) throw new Error('it did not come to that');
    await sleep(10);
  }
}

async function start(receive?: Receiving['receive']) {
  const simulator = await startTelegramSimulator();
  closing.push(simulator.close);
  simulator.bot.meet(7, 'Lan');
  const heard: IncomingEvent[] = [];
  const reachable: unknown[] = [];
  const warnings: string[] = [];
  const receiving: Receiving = {
    telegram: new Telegram(simulator.token, { apiRoot: simulator.apiRoot, webhookReply: false }),
    receive: receive ?? (async (event) => heard.push(event)),
    onReachable: async (...what) => void reachable.push(what),
    now: () => new Date(NOW),
    log: { info: () => {}, warn: (context, message) => warnings.push(`${message} ${JSON.stringify(context)}`) },
  };
  return { simulator, bot: simulator.bot, receiving, heard, reachable, warnings };
}

describe('an update of Telegram', () => {
  const from = { id: 7, is_bot: false };
  const message = (content: object) => ({
    update_id: 5,
    message: { date: 1_795_000_000, chat: { id: 7, type: 'private' }, from, ...content },
  });

  it.each([
    ['words, tidied', { text: ' xin  chào\u200b ' }, { kind: 'text', text: 'xin  chào' }],
    ['a command', { text: '/dangky' }, { kind: 'text', text: 'tôi muốn đăng ký sản phẩm' }],
    ['a command with the name of the bot', { text: '/huy@ocop_thu_bot' }, { kind: 'text', text: 'hủy' }],
    ['a deep link of ours', { text: '/start xa-14758' }, { kind: 'text', text: 'xa-14758' }],
    ['a deep link of somebody else', { text: '/start quang-cao' }, { kind: 'text', text: 'xin chào' }],
    ['words behind a command', { text: '/dangky bánh gai' }, { kind: 'text', text: 'bánh gai' }],
    ['a command that is none', { text: '/abc' }, { kind: 'text', text: '/abc' }],
    [
      'the largest of a photo',
      { photo: [{ file_id: 's' }, { file_id: 'l' }], caption: 'giấy phép' },
      { kind: 'photo', ref: 'l', name: '', caption: 'giấy phép' },
    ],
    ['a file', { document: { file_id: 'd', file_name: 'a.pdf' } }, { kind: 'file', ref: 'd', name: 'a.pdf' }],
    [
      'their own number',
      { contact: { phone_number: '84912345678', user_id: 7 } },
      { kind: 'contact', phone: '84912345678', own: true },
    ],
    [
      'the number of somebody else',
      { contact: { phone_number: '84912345678', user_id: 8 } },
      { kind: 'contact', phone: '84912345678', own: false },
    ],
    [
      'a number of the address book',
      { contact: { phone_number: '84912345678' } },
      { kind: 'contact', phone: '84912345678', own: false },
    ],
    [
      'a place',
      { location: { latitude: 19.8, longitude: 105.8 } },
      { kind: 'location', latitude: 19.8, longitude: 105.8 },
    ],
    ['a voice message', { voice: { file_id: 'v' } }, { kind: 'voice' }],
    ['a film', { video: { file_id: 'v' }, caption: 'xưởng' }, { kind: 'voice' }],
    ['a poll', { poll: { id: '1' } }, { kind: 'sticker' }],
    ['a sticker', { sticker: { file_id: 's' } }, { kind: 'sticker' }],
    [
      'an animation, which also comes as a document',
      { animation: {}, document: { file_id: 'd' } },
      { kind: 'sticker' },
    ],
  ])('is read: %s', (_what, content, read) => {
    expect(readUpdate(message(content), NOW)).toEqual({
      kind: 'message',
      event: {
        channel: 'telegram',
        key: '5',
        externalId: '7',
        at: new Date(1_795_000_000_000).toISOString(),
        content: read,
      },
    });
  });

  it.each([
    ['a group', { ...message({ text: 'a' }), message: { date: 1, chat: { id: -9, type: 'group' }, from, text: 'a' } }],
    [
      'another bot',
      {
        ...message({ text: 'a' }),
        message: { date: 1, chat: { id: 7, type: 'private' }, from: { id: 7, is_bot: true }, text: 'a' },
      },
    ],
    ['an edit', { update_id: 5, edited_message: { text: 'a' } }],
    ['a message of no kind that we know', message({ new_chat_title: 'a' })],
    ['no update at all', 'xin chào'],
    ['null', null],
  ])('is let go: %s', (_what, update) => {
    expect(readUpdate(update, NOW)).toEqual({ kind: 'ignored' });
  });
});

describe('polling', () => {
  it('takes what was said in its order, answers presses, hears who left, and stops at once', async () => {
    const { bot, receiving, heard, reachable } = await start();
    for (const text of ['một', 'hai', 'ba']) act(bot, 7, { do: 'say', text });
    act(bot, 7, { do: 'press', payload: 'abc' });
    act(bot, 7, { do: 'reachable', value: 'blocked' });
    const polling = startPolling({ ...receiving, mayPoll: async () => true });
    closing.push(polling.stop);
    await until(() => reachable.length === 1);
    expect(heard.map(({ content }) => ('text' in content ? content.text : content))).toEqual([
      'một',
      'hai',
      'ba',
      { kind: 'button', payload: 'abc' },
    ]);
    await until(() => bot.unansweredPresses() === 0);
    await polling.stop();
    expect(bot.waiting(0, 10).length).toBeLessThanOrEqual(5);
  });

  it('asks nothing while another process does', async () => {
    const { simulator, bot, receiving, heard } = await start();
    act(bot, 7, { do: 'say', text: 'a' });
    let asked = 0;
    const mayPoll = async () => {
      asked += 1;
      return false;
    };
    const polling = startPolling({ ...receiving, mayPoll });
    await until(() => asked > 0);
    await polling.stop();
    expect([simulator.calls, heard]).toEqual([[], []]);
  });

  it('takes nothing as done that could not be written down', async () => {
    let down = true;
    const heard: string[] = [];
    const { bot, receiving, warnings } = await start(async (event) => {
      if (down) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      heard.push(event.key);
    });
    const { update_id } = bot.say(7, { text: 'a' });
    const first = startPolling({ ...receiving, mayPoll: async () => true });
    await until(() => warnings.length === 1);
    await first.stop();
    expect(bot.waiting(0, 10)).toHaveLength(1);
    down = false;
    const second = startPolling({ ...receiving, mayPoll: async () => true });
    closing.push(second.stop);
    await until(() => heard.length === 1);
    expect(heard).toEqual([String(update_id)]);
  });
});

describe('the webhook', () => {
  async function listening(receive?: Receiving['receive']) {
    const parts = await start(receive);
    const server = Fastify();
    closing.push(() => server.close());
    const refused = { count: 0 };
    registerTelegramWebhook(server, { ...parts.receiving, secret: 'bi-mat', onRefused: () => (refused.count += 1) });
    const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/webhooks/telegram`;
    return { ...parts, url, refused };
  }

  it('is announced with its secret and hears everything, once Telegram could leave it', async () => {
    let tries = 0;
    const heard: string[] = [];
    const { simulator, bot, receiving, url } = await listening(async (event) => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      heard.push(event.key);
    });
    await announceWebhook(receiving.telegram, url, 'bi-mat');
    await announceCommands(receiving.telegram);
    expect(bot.webhook).toEqual({ url, secret: 'bi-mat', maxConnections: 40 });
    expect(bot.commands).toContainEqual({ command: 'dangky', description: 'Đăng ký sản phẩm OCOP' });
    const [first, second] = [bot.say(7, { text: 'a' }), bot.say(7, { text: 'b' })];
    await until(() => simulator.webhook.answers.length === 3);
    expect(heard).toEqual([String(first.update_id), String(second.update_id)]);
    expect(simulator.webhook.answers).toEqual([500, 200, 200]);
  });

  it.each([
    ['no secret', {}],
    ['another secret', { 'x-telegram-bot-api-secret-token': 'bi-maT' }],
    ['a longer one', { 'x-telegram-bot-api-secret-token': 'bi-mat-' }],
  ])('is closed to %s, and counts it', async (_what, headers) => {
    const { heard, refused, url } = await listening();
    const body = JSON.stringify({
      update_id: 1,
      message: { date: 1, chat: { id: 7, type: 'private' }, from: { id: 7, is_bot: false }, text: 'a' },
    });
    const post = (more: object) =>
      fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...more } });
    expect((await post(headers)).status).toBe(401);
    expect(refused.count).toBe(1);
    expect(heard).toEqual([]);
    expect((await post({ 'x-telegram-bot-api-secret-token': 'bi-mat' })).status).toBe(200);
    expect(heard).toHaveLength(1);
  });
});
