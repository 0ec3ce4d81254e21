import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createAttachmentFiles } from '../../src/attachments/attachment-files.ts';
import { createCaptureChannel } from '../../src/cli/chat/capture-channel.ts';
import { readDuration } from '../../src/cli/chat/duration.ts';
import { readChatLine } from '../../src/cli/chat/read-line.ts';
import { createSession } from '../../src/cli/chat/session.ts';
import { createSettableClock } from '../../src/platform/clock.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { plainKnowledge } from '../conversation/talk.ts';

describe('lines', () => {
  test.each([
    ['{"text":"chào"}', { kind: 'content', content: { kind: 'text', text: 'chào' } }],
    ['{"button":"x.1"}', { kind: 'content', content: { kind: 'button', payload: 'x.1' } }],
    ['{"contact":"0987654321"}', { kind: 'content', content: { kind: 'contact', phone: '0987654321', own: true } }],
    [
      '{"photo":"/tmp/a/anh.jpg"}',
      { kind: 'content', content: { kind: 'photo', ref: '/tmp/a/anh.jpg', name: 'anh.jpg' } },
    ],
    ['{"file":"/tmp/don.pdf"}', { kind: 'content', content: { kind: 'file', ref: '/tmp/don.pdf', name: 'don.pdf' } }],
    [
      '{"location":{"latitude":19.8,"longitude":105.7}}',
      { kind: 'content', content: { kind: 'location', latitude: 19.8, longitude: 105.7 } },
    ],
    ['{"advance":"PT2H"}', { kind: 'advance', milliseconds: 7_200_000 }],
    ['{"advance":"2 giờ"}', { kind: 'unreadable', problem: 'not an ISO 8601 duration' }],
    ['{"nothing":1}', { kind: 'unreadable', problem: 'unknown kind of line' }],
    ['chào', { kind: 'unreadable', problem: 'not JSON' }],
  ])('%s', (line, expected) => {
    expect(readChatLine(line)).toEqual(expected);
  });

  test.each([
    ['P3D', 259_200_000],
    ['P1DT2H30M', 95_400_000],
    ['PT0.5S', 500],
    ['P1W', 604_800_000],
    ['P', null],
    ['PT', null],
    ['3D', null],
  ])('%s lasts %s ms', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds);
  });
});

describe('a session over the whole program', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEphemeralDatabase();
  });
  afterAll(() => database.close());

  const FORM = `tôi muốn đăng ký sản phẩm|đồng ý|hộ sản xuất|Hộ kinh doanh Lê Thị Hoa|Lê Thị Hoa|chủ hộ|xã Thọ Lập|thôn 2|0987654321|không có|chưa có|Bánh gai tứ trụ|đúng rồi|lần đầu|3 sao|bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa|lá gai trong xã 60%, trong tỉnh 100%|5 người, trong xã 4|20.000 cái|để sau|trong xã|để sau|chưa có|không cần|gửi|bỏ qua|tôi cam đoan đúng`;

  test('from the first word to the document in hand', async () => {
    const channel = createCaptureChannel('zalo');
    const clock = createSettableClock(new Date('2026-11-23T02:00:00Z'));
    const app = createApp({
      database,
      crypto: createCrypto('k'.repeat(40)),
      clock,
      channels: [channel],
      files: createAttachmentFiles(await mkdtemp(path.join(tmpdir(), 'ocop-test-')), createCrypto('k'.repeat(40))),
      queue: { enqueueDrain: async () => {} },
      log: silentLog,
      knowledge: plainKnowledge,
    });
    const saveTo = () => mkdtemp(path.join(tmpdir(), 'ocop-test-'));
    const session = createSession({
      ...{ app, clock, channel, externalId: 'chi-hoa', run: 'r', saveTo },
      notices: null,
      noteInteraction: async () => {},
    });
    const say = (text: string) => session.take({ kind: 'content', content: { kind: 'text', text } });

    expect(await session.take({ kind: 'advance', milliseconds: 1_000 })).toEqual({
      replies: [],
      asking: null,
      citations: [],
      registration: null,
    });
    let last = await say('xin chào');
    for (const text of FORM.split('|')) last = await say(text);
    expect(last.registration?.status).toBe('submitted');
    expect(last.replies[0]?.text).toContain('OCOP-2026-000001');
    const file = last.replies.at(-1)?.file ?? '';
    expect(path.basename(file)).toBe('Mau-01-OCOP-2026-000001.docx');
    expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');

    // Everything was sent, nothing of it lies in a box any more, and what was said is kept sealed.
    expect(await database.client.outboxMessage.count({ where: { status: { not: 'sent' } } })).toBe(0);
    expect(await database.client.outboxMessage.count({ where: { body: { not: null } } })).toBe(0);
    expect(
      await database.client.inboxEvent.count({
        where: { OR: [{ body: { not: null } }, { externalId: { not: null } }] },
      }),
    ).toBe(0);
    const messages = await database.client.message.findMany();
    expect(messages.length).toBeGreaterThan(40);
    expect(messages.some((one) => Buffer.from(one.body).toString('utf8').includes('Lê Thị Hoa'))).toBe(false);
    expect((await session.take({ kind: 'unreadable', problem: 'not JSON' })).error).toBe('not JSON');
  });
});
