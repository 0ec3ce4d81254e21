import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { Telegram } from 'telegraf';
import { afterEach, describe, expect, it } from 'vitest';
import { describeError } from '../../../src/channels/telegram/describe-error.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts';
import type { OutgoingMessage } from '../../../src/channels/types.ts';
import type { Failure } from '../../simulators/telegram/bot-server.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';

const simulators: TelegramSimulator[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  for (const simulator of simulators.splice(0)) await simulator.close();
});

type Reply = { readonly status: number; readonly headers: Record<string, string>; readonly body: string };

/** Any server on this machine, by its address. */
async function serve(answer: (url: string) => Reply): Promise<string> {
  const server = createHttpServer((request, response) => {
    const { status, headers, body } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start() {
  const simulator = await startTelegramSimulator();
  simulators.push(simulator);
  simulator.bot.meet(7, 'Lan');
  const failures: { kind: string; message: string }[] = [];
  const telegram = new Telegram(simulator.token, { apiRoot: simulator.apiRoot, webhookReply: false });
  const channel = createTelegramChannel({ telegram, onFailure: (failure) => failures.push(failure) });
  return { bot: simulator.bot, channel, failures, simulator };
}

const say = (text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key: 'k',
  text,
  buttons: [],
  ...more,
});

describe('Telegram channel', () => {
  it('shows text with buttons, files with their words, and a key that shares the phone number', async () => {
    const { bot, channel } = await start();
    const buttons = [{ label: 'Có', payload: 'abc' }];
    const file = { name: 'Mau-01.docx', mime: 'application/octet-stream', bytes: new Uint8Array([1, 2]) };
    expect(await channel.send('7', say('Đúng không?', { buttons }))).toMatchObject({ kind: 'sent' });
    await channel.send('7', say('Phiếu đây ạ', { buttons, file }));
    await channel.send('7', say('', { file }));
    await channel.send(
      '7',
      say('Số điện thoại?', { requestContact: 'Chia sẻ số của tôi', buttons: [{ label: 'Để sau', payload: 'x' }] }),
    );
    const inline = { inline_keyboard: [[{ text: 'Có', callback_data: 'abc' }]] };
    expect(bot.shownTo(7)).toMatchObject([
      { text: 'Đúng không?', markup: inline, file: null },
      { text: 'Phiếu đây ạ', markup: inline, file: { name: 'Mau-01.docx', bytes: Buffer.from([1, 2]) } },
      { text: '', markup: null, file: { name: 'Mau-01.docx' } },
      {
        text: 'Số điện thoại?',
        markup: { keyboard: [[{ text: 'Chia sẻ số của tôi', request_contact: true }], [{ text: 'Để sau' }]] },
      },
    ]);
  });

  it.each<[string, Failure, object]>([
    [
      'a block',
      { status: 403, description: 'Forbidden: bot was blocked by the user' },
      { kind: 'failed', retryable: false, reason: expect.stringContaining('chặn') },
    ],
    [
      'a closed account',
      { status: 403, description: 'Forbidden: user is deactivated' },
      { kind: 'failed', retryable: false },
    ],
    [
      'somebody who never wrote',
      { status: 400, description: 'Bad Request: chat not found' },
      { kind: 'failed', retryable: false, reason: expect.stringContaining('chặn') },
    ],
    [
      'too many at once',
      { status: 429, description: 'Too Many Requests: retry after 35', retryAfter: 35 },
      { kind: 'failed', retryable: true, retryAfterMs: 35_000 },
    ],
    ['a bad gateway', { status: 502, description: 'Bad Gateway' }, { kind: 'failed', retryable: true }],
    [
      'a token taken back',
      { status: 401, description: 'Unauthorized' },
      { kind: 'failed', retryable: false, reason: expect.stringContaining('quản trị viên') },
    ],
    [
      'a wrong request',
      { status: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
      { kind: 'failed', retryable: false },
    ],
    ['an answer that got lost', 'lost', { kind: 'uncertain' }],
  ])('tells what came of %s', async (_what, failure, outcome) => {
    const { bot, channel, failures, simulator } = await start();
    bot.failNext(7, failure);
    expect(await channel.send('7', say('chào'))).toMatchObject(outcome);
    expect(failures).toHaveLength(1);
    expect(JSON.stringify(failures)).not.toContain(simulator.token);
    expect(JSON.stringify(failures)).not.toContain('chào');
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const telegram = new Telegram('1:secret', { apiRoot: `http://127.0.0.1:${port}` });
    const failures: unknown[] = [];
    const channel = createTelegramChannel({ telegram, onFailure: (failure) => failures.push(failure) });
    expect(await channel.send('7', say('a'))).toMatchObject({ kind: 'failed', retryable: true });
    expect(JSON.stringify(failures)).not.toContain('secret');
  });

  it('takes the address out of what it tells of errors without a number', () => {
    expect(describeError(new Error('request to https://api.telegram.org/bot1:secret/x failed'))).toEqual({
      kind: 'lost',
      message: 'request to … failed',
    });
  });

  it('fetches files up to a size, and says when they are gone', async () => {
    const { bot, channel } = await start();
    const { id } = bot.keepFile('a.pdf', 'application/pdf', Buffer.from('%PDF-1.7'));
    expect(await channel.fetchFile?.('7', id, 100)).toEqual({ kind: 'fetched', bytes: Buffer.from('%PDF-1.7') });
    expect(await channel.fetchFile?.('7', id, 7)).toEqual({ kind: 'too-large' });
    expect(await channel.fetchFile?.('7', 'nothing', 100)).toEqual({ kind: 'gone' });
  });

  it('is not sent on to another host for a file', async () => {
    const asked: string[] = [];
    const inside = await serve((request) => {
      asked.push(request);
      return { status: 200, headers: {}, body: 'inner secret' };
    });
    const api = await serve((request) =>
      request.includes('/getFile')
        ? { status: 200, headers: {}, body: '{"ok":true,"result":{"file_id":"f","file_path":"a.pdf","file_size":9}}' }
        : { status: 302, headers: { location: `${inside}/secret` }, body: '' },
    );
    const telegram = new Telegram('7:x', { apiRoot: api, webhookReply: false });
    const channel = createTelegramChannel({ telegram, onFailure() {} });
    await expect(channel.fetchFile?.('7', 'f', 100)).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});
