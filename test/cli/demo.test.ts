import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createAttachmentFiles } from '../../src/attachments/attachment-files.ts';
import { createCaptureChannel } from '../../src/cli/chat/capture-channel.ts';
import { readDemoProvince } from '../../src/cli/demo/data.ts';
import { demoState } from '../../src/cli/demo/demo-state.ts';
import { fillProvince } from '../../src/cli/demo/fill-province.ts';
import { openOffice } from '../../src/open-office.ts';
import { createSettableClock } from '../../src/platform/clock.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { plainKnowledge } from '../conversation/talk.ts';

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await openEphemeralDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'ocop-demo-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test('a province is filled through the assistant and the office, one dossier of each status', async () => {
  expect(await demoState(database.client)).toBe('empty');
  const crypto = createCrypto(randomBytes(32));
  const clock = createSettableClock(new Date('2026-11-26T03:00:00Z'));
  const files = createAttachmentFiles(folder, crypto);
  const channels = [createCaptureChannel('simulator')];
  const parts = { database, crypto, clock, files, channels };
  const app = createApp({ ...parts, queue: 'inline', log: silentLog, knowledge: plainKnowledge });
  const queue = { enqueueDrain: async (conversation: string) => void (await app.drainConversation(conversation)) };
  const { office } = openOffice({ ...parts, queue, publicUrl: null });
  const all = readDemoProvince();
  const goals = new Set(all.producers.map(({ goal }) => goal));
  const one = [...goals].map((goal) => all.producers.find((producer) => producer.goal === goal));
  const producers = one.filter((producer) => producer !== undefined);
  const waiting = all.waiting.slice(0, 2).map((asked, index) => ({ ...asked, producer: producers[index]?.name ?? '' }));
  await fillProvince({ ...parts, app, office, tell() {} }, { ...all, producers, waiting }, 'mật khẩu mẫu');

  const { client } = database;
  expect(await demoState(client)).toBe('demo');
  const groups = await client.registration.groupBy({ by: ['status'], _count: { _all: true } });
  const counts = Object.fromEntries(groups.map(({ status, _count }) => [status, _count._all]));
  // "Received" is a sent one whose paper has come.
  expect(counts).toEqual({
    ...{ draft: 1, submitted: 2, returned: 1, accepted: 1, forwarded: 1, evaluated: 1, withdrawn: 1 },
  });
  expect(await client.handoffRequest.count({ where: { status: 'open' } })).toBe(2);
  expect(await client.eventReply.count()).toBeGreaterThan(0);
  const statuses = await client.delivery.groupBy({ by: ['status'] });
  expect(statuses.map(({ status }) => status)).toEqual(expect.arrayContaining(['sent', 'callList']));
});

test('a database with somebody real in it is told apart', async () => {
  await database.client.counter.delete({ where: { name: 'demo' } });
  expect(await demoState(database.client)).toBe('real');
});
