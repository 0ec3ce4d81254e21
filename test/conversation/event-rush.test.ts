import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createAttachmentFiles } from '../../src/attachments/attachment-files.ts';
import { createCaptureChannel } from '../../src/cli/chat/capture-channel.ts';
import { createSettableClock } from '../../src/platform/clock.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { makeEvent, NOW } from '../notifications/store/some-event.ts';
import { plainKnowledge } from './talk.ts';

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openEphemeralDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'ocop-rush-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test('ten people answer in one moment for three places: what each is told is what is written down', async () => {
  const crypto = createCrypto('x'.repeat(40));
  const channel = createCaptureChannel('zalo');
  const app = createApp({
    ...{ database, crypto, clock: createSettableClock(NOW), channels: [channel] },
    files: createAttachmentFiles(folder, crypto),
    queue: 'inline',
    log: silentLog,
    knowledge: plainKnowledge,
  });
  await makeEvent(database.client, { capacity: 3 });
  const people = Array.from({ length: 10 }, (_, at) => `nguoi-${at}`);
  const allSay = (text: string) =>
    Promise.all(
      people.map((externalId) =>
        app.receive({
          ...{ channel: 'zalo', key: `${externalId} ${text}`, externalId, at: NOW.toISOString() },
          content: { kind: 'text', text },
        }),
      ),
    );
  await allSay('cho tôi đăng ký hội chợ');
  expect(await database.client.eventReply.count()).toBe(0);
  channel.take();
  // Whoever agrees to be kept has the place that was asked for.
  await allSay('đồng ý');
  const told = channel.take().map(({ text }) => text);
  expect(told).toHaveLength(10);
  expect(told.filter((text) => text.startsWith('Tôi đã ghi anh/chị dự'))).toHaveLength(3);
  const places = told.flatMap((text) => /danh sách chờ, thứ (\d+)/.exec(text)?.[1] ?? []);
  expect(places.map(Number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const replies = await database.client.eventReply.findMany();
  const codes = replies.filter(({ status }) => status === 'going').map(({ code }) => code);
  expect(codes.every((code) => told.some((text) => text.includes(`Mã vào cửa: ${code}`)))).toBe(true);
});
