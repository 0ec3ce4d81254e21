import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/channels/simulator/web/problems.ts';
import type { IncomingEvent } from '../../../src/channels/types.ts';
import { type FakeAssistant, type FakeOptions, startFakeAssistant } from './fake-assistant.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const docx = { name: 'Mẫu 01.docx', mime: 'application/vnd.test', bytes: new Uint8Array([80, 75]) };

let assistant: FakeAssistant;

async function start(options: Partial<FakeOptions> = {}): Promise<void> {
  await assistant?.server.close();
  assistant = await startFakeAssistant(options);
}

async function newVisitor(): Promise<string> {
  const page = await assistant.server.inject('/');
  return String(page.headers['set-cookie']).split(';')[0] ?? '';
}

const post = (cookie: string, payload: object, more: InjectOptions = {}) =>
  assistant.server.inject({ method: 'POST', url: '/chat/messages', headers: { cookie }, payload, ...more });

const upload = (cookie: string, payload: Buffer, headers: Record<string, string> = {}) =>
  assistant.server.inject({
    method: 'POST',
    url: '/chat/files',
    payload,
    headers: {
      cookie,
      'content-type': 'application/octet-stream',
      'x-message-id': 'file-0001',
      'x-file-name': encodeURIComponent('giấy phép.png'),
      ...headers,
    },
  });

beforeEach(async () => {
  await start();
});
afterEach(async () => {
  await assistant.server.close();
});

describe('GET /', () => {
  it('gives a page that runs no inline script or style and asks no other host', async () => {
    const page = await assistant.server.inject('/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son[a-z]+=|https?:\/\//);
    expect(page.body).toContain('<html lang="vi">');
  });

  it('gives a visitor a cookie once, and offers to go on from the second visit', async () => {
    const cookie = await newVisitor();
    const again = await assistant.server.inject({ url: '/', headers: { cookie } });
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.body).toContain('Làm tiếp phiếu đang dở');
  });

  it('names only files that are there and may be kept for a year', async () => {
    const page = await assistant.server.inject('/');
    const urls = [...page.body.matchAll(/(?:src|href)="(\/chat\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(urls.length).toBeGreaterThanOrEqual(5);
    for (const url of urls) {
      const asset = await assistant.server.inject({ url, headers: { 'accept-encoding': 'gzip' } });
      expect([url, asset.statusCode]).toEqual([url, 200]);
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
    expect((await assistant.server.inject('/chat/assets/0/../page.tsx')).statusCode).toBe(404);
  });
});

describe('POST /chat/messages', () => {
  it('hands the words on under the id that the page made', async () => {
    const cookie = await newVisitor();
    const answer = await post(cookie, { id: 'message-0001', text: 'san pham ocop la gi' });
    expect([answer.statusCode, answer.json()]).toEqual([202, { outcome: 'accepted' }]);
    const [event] = assistant.received;
    expect(event).toMatchObject({ channel: 'simulator', at: '2026-11-23T01:00:00.000Z' });
    expect(event?.content).toEqual({ kind: 'text', text: 'san pham ocop la gi' });
    expect(event?.key).toBe(`${event?.externalId}:message-0001`);
  });

  it('has one effect when sent twice, and one bubble', async () => {
    const cookie = await newVisitor();
    await post(cookie, { id: 'message-0001', text: 'Chào' });
    const again = await post(cookie, { id: 'message-0001', text: 'Chào' });
    expect(again.json()).toEqual({ outcome: 'duplicate' });
    expect(assistant.received).toHaveLength(1);
    expect(assistant.channel.replay(assistant.received[0]?.externalId ?? '', null)).toHaveLength(1);
  });

  it('keeps the same id of two visitors apart', async () => {
    for (const cookie of [await newVisitor(), await newVisitor()])
      await post(cookie, { id: 'message-0001', text: 'Chào' });
    expect(new Set(assistant.received.map(({ key }) => key)).size).toBe(2);
  });

  it('shows a press as the label that was pressed', async () => {
    await start({ reply: async () => [{ text: 'Chọn', buttons: [{ label: 'Hợp tác xã', payload: 'p:1' }] }] });
    const cookie = await newVisitor();
    await post(cookie, { id: 'message-0001', text: 'Đăng ký' });
    await post(cookie, { id: 'message-0002', button: 'p:1' });
    const thread = assistant.channel.replay(assistant.received[0]?.externalId ?? '', null);
    expect(thread.map(({ from, text }) => `${from}: ${text}`).slice(0, 3)).toEqual([
      'person: Đăng ký',
      'assistant: Chọn',
      'person: Hợp tác xã',
    ]);
  });

  it.each([
    ['chat-empty', { id: 'message-0001', text: '  ' }],
    ['chat-text-too-long', { id: 'message-0001', text: 'ơ'.repeat(4_001) }],
    ['chat-text-too-long', { id: 'message-0001', text: 'ơ'.repeat(40_000) }],
    ['chat-malformed', { text: 'thiếu id' }],
  ] as const)('says %s in words', async (code, payload) => {
    const answer = await post(await newVisitor(), payload);
    expect(answer.statusCode).toBe(PROBLEMS[code].status);
    expect(answer.json()).toEqual({ code, text: PROBLEMS[code].text });
    expect(assistant.received).toEqual([]);
  });

  it('takes nothing from another site, nor without the cookie', async () => {
    const cookie = await newVisitor();
    const payload = { id: 'message-0001', text: 'Chào' };
    const elsewhere = await post(cookie, payload, { headers: { cookie, 'sec-fetch-site': 'cross-site' } });
    expect(elsewhere.json().code).toBe('chat-other-site');
    expect((await post('', payload)).json().code).toBe('chat-no-visitor');
    const asForm = await assistant.server.inject({
      method: 'POST',
      url: '/chat/messages',
      headers: { cookie, 'content-type': 'text/plain' },
      payload: JSON.stringify(payload),
    });
    expect(asForm.statusCode).toBe(400);
    expect(assistant.received).toEqual([]);
  });

  it('asks who writes too fast to wait, and others not', async () => {
    const cookie = await newVisitor();
    const codes: number[] = [];
    for (let n = 0; n < 21; n += 1)
      codes.push((await post(cookie, { id: `message-${1000 + n}`, text: 'Chào' })).statusCode);
    expect(codes.filter((code) => code === 202)).toHaveLength(20);
    const refused = await post(cookie, { id: 'message-2000', text: 'Chào' });
    expect([refused.json().code, refused.headers['retry-after']]).toEqual(['chat-too-often', '2']);
    expect((await post(await newVisitor(), { id: 'message-0001', text: 'Chào' })).statusCode).toBe(202);
  });

  it('tells a broken assistant kindly and without its insides', async () => {
    await start({ reply: () => Promise.reject(new Error('password=abc')) });
    const answer = await post(await newVisitor(), { id: 'message-0001', text: 'Chào' });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({ code: 'chat-broken', text: PROBLEMS['chat-broken'].text });
  });
});

describe('POST /chat/files', () => {
  const held = async (index = 0) => {
    const { externalId = '', content } = assistant.received[index] ?? {};
    if (content?.kind !== 'photo' && content?.kind !== 'file') throw new Error('no file came');
    return assistant.channel.fetchFile?.(externalId, content.ref, 10_000);
  };

  it('hands a file on with the name the person gave it, and its bytes to the turn that asks for them', async () => {
    expect((await upload(await newVisitor(), png)).statusCode).toBe(202);
    expect(assistant.received[0]?.content).toMatchObject({ kind: 'photo', name: 'giấy phép.png' });
    expect(JSON.stringify(assistant.received[0])).not.toContain('PNG');
    expect(await held()).toEqual({ kind: 'fetched', bytes: png });
  });

  it('gives the bytes to nobody else, and not beyond the limit', async () => {
    await upload(await newVisitor(), png);
    const { externalId = '', content } = assistant.received[0] ?? {};
    const ref = content && 'ref' in content ? content.ref : '';
    expect(await assistant.channel.fetchFile?.('web-somebody-else', ref, 10_000)).toEqual({ kind: 'gone' });
    expect(await assistant.channel.fetchFile?.(externalId, ref, 3)).toEqual({ kind: 'too-large' });
  });

  it('holds no file that was not taken', async () => {
    let came: IncomingEvent | undefined;
    await start({
      reply: (event) => {
        came = event;
        return Promise.reject(new Error('hỏng'));
      },
    });
    await upload(await newVisitor(), png);
    const ref = came && 'ref' in came.content ? came.content.ref : '';
    expect(ref).not.toBe('');
    expect(await assistant.channel.fetchFile?.(came?.externalId ?? '', ref, 10_000)).toEqual({ kind: 'gone' });
  });

  it.each([
    ['chat-file-empty', Buffer.alloc(0), {}],
    ['chat-file-too-large', Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]), {}],
    ['chat-malformed', png, { 'x-message-id': '../..' }],
  ] as const)('says %s in words', async (code, bytes, headers) => {
    const answer = await upload(await newVisitor(), bytes, headers);
    expect(answer.json()).toEqual({ code, text: PROBLEMS[code].text });
    expect(assistant.received).toEqual([]);
  });
});

describe('GET /chat/attachments/:id', () => {
  it('asks for the file in the name of whoever holds the cookie, and gives it as a download', async () => {
    const asked: string[] = [];
    await start({
      attachment: async (externalId, id) => {
        asked.push(`${externalId} ${id}`);
        return id === 'mine' ? docx : null;
      },
    });
    const cookie = await newVisitor();
    const get = (id: string, headers = { cookie }) =>
      assistant.server.inject({ url: `/chat/attachments/${id}`, headers });
    const mine = await get('mine');
    expect(mine.rawPayload).toEqual(Buffer.from(docx.bytes));
    expect(mine.headers['content-disposition']).toMatch(/^attachment;/);
    expect((await get('theirs')).statusCode).toBe(404);
    expect((await get('mine', { cookie: '' })).statusCode).toBe(401);
    expect(asked.every((one) => one.startsWith('web-'))).toBe(true);
  });
});

describe('the phone number by a button', () => {
  it('is shown beside the buttons and comes back as the own number', async () => {
    await start({ reply: async () => [{ text: 'Số điện thoại?', buttons: [], requestContact: 'Gửi số của tôi' }] });
    const cookie = await newVisitor();
    await post(cookie, { id: 'message-0001', text: 'Đăng ký' });
    const thread = assistant.channel.replay(assistant.received[0]?.externalId ?? '', null);
    expect(thread.at(-1)).toMatchObject({ requestContact: 'Gửi số của tôi' });
    await post(cookie, { id: 'message-0002', contact: '0912 345 678' });
    expect(assistant.received[1]?.content).toEqual({ kind: 'contact', phone: '0912 345 678', own: true });
    expect((await post(cookie, { id: 'message-0003', contact: 'tôi' })).json().code).toBe('chat-malformed');
  });
});

describe('GET /chat/files/:id', () => {
  it('gives a file to its visitor only', async () => {
    await start({ reply: async () => [{ text: 'Mẫu 01 của anh/chị', buttons: [], file: docx }] });
    const cookie = await newVisitor();
    await post(cookie, { id: 'message-0001', text: 'Gửi' });
    const thread = assistant.channel.replay(assistant.received[0]?.externalId ?? '', null);
    const url = `/chat/files/${thread.at(-1)?.file?.id}`;
    const file = await assistant.server.inject({ url, headers: { cookie } });
    expect(file.rawPayload).toEqual(Buffer.from(docx.bytes));
    expect(file.headers['content-disposition']).toBe("attachment; filename*=UTF-8''M%E1%BA%ABu%2001.docx");
    expect((await assistant.server.inject({ url, headers: { cookie: await newVisitor() } })).statusCode).toBe(404);
    expect((await assistant.server.inject({ url })).statusCode).toBe(401);
  });
});

describe('GET /chat/events', () => {
  /** Reads the stream until `until` stands in it. */
  function read(cookie: string, until: string, headers: Record<string, string> = {}): Promise<string> {
    const { port } = assistant.server.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { port, host: '127.0.0.1', path: '/chat/events', headers: { cookie, ...headers } },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => {
            text += chunk;
            if (!text.includes(until)) return;
            request.destroy();
            resolve(text);
          });
          response.on('end', () => resolve(text));
        },
      );
      request.on('error', reject).end();
    });
  }

  const ids = (stream: string) => [...stream.matchAll(/^id: (.+)$/gm)].map((match) => match[1]);

  it('replays the thread, from the last seen on where the page knows it', async () => {
    await assistant.server.listen({ port: 0, host: '127.0.0.1' });
    const cookie = await newVisitor();
    for (const n of [1, 2, 3]) await post(cookie, { id: `message-000${n}`, text: `Tin ${n}` });
    expect(ids(await read(cookie, 'event: ready'))).toEqual(['test.1', 'test.2', 'test.3']);
    expect(ids(await read(cookie, 'event: ready', { 'last-event-id': 'test.2' }))).toEqual(['test.3']);
    expect(ids(await read(cookie, 'event: ready', { 'last-event-id': 'earlier.2' }))).toHaveLength(3);
    expect(ids(await read(await newVisitor(), 'event: ready'))).toEqual([]);
  });

  it('ends its streams when the server stops', async () => {
    await assistant.server.listen({ port: 0, host: '127.0.0.1' });
    const stream = read(await newVisitor(), 'never comes');
    const started = await newVisitor().then((cookie) => read(cookie, 'event: ready'));
    expect(started).toContain('retry: 2000');
    await assistant.server.close();
    expect(await stream).toContain('event: ready');
  });
});
