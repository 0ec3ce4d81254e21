import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { createAttachmentFiles } from '../../../src/attachments/attachment-files.ts';
import { createCaptureChannel } from '../../../src/cli/chat/capture-channel.ts';
import type { Knowledge } from '../../../src/knowledge/types.ts';
import { createSettableClock } from '../../../src/platform/clock.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { silentLog } from '../../../src/platform/log.ts';

/** Refuses what asks for a loan and answers everything else. */
const knowledge: Knowledge = {
  answer: (question) => ({
    kind: /vay/iu.test(question) ? 'refusal' : 'answer',
    text: 'Tôi không có tài liệu về việc này.',
    citations: [],
  }),
};

let database: Database;
let app: App;
const clock = createSettableClock(new Date('2026-11-22T18:30:00Z'));
beforeAll(async () => {
  database = await openEphemeralDatabase();
  const crypto = createCrypto(randomBytes(32));
  app = createApp({
    database,
    crypto,
    files: createAttachmentFiles('/nowhere', crypto),
    clock,
    channels: [createCaptureChannel('simulator')],
    queue: 'inline',
    log: silentLog,
    knowledge,
  });
});
afterAll(() => database.close());

let count = 0;
async function say(externalId: string, text: string): Promise<void> {
  count += 1;
  clock.advance(1_000);
  const at = clock.now().toISOString();
  await app.receive({ channel: 'simulator', key: `k${count}`, externalId, at, content: { kind: 'text', text } });
}

describe('a question without an answer', () => {
  it('is kept masked, by the day in Viet Nam, before anybody consented to anything', async () => {
    await say('nguoi-1', 'Tôi là Nguyễn Thị Hoa, sđt 0912345678, lãi suất vay vốn ngân hàng là bao nhiêu?');
    await say('nguoi-2', 'lãi suất vay vốn ngân hàng là bao nhiêu?');
    await say('nguoi-2', 'sản phẩm 4 sao cần bao nhiêu điểm?');
    const rows = await database.client.unansweredQuestion.findMany();
    expect(rows.map(({ askedOn }) => askedOn.toISOString().slice(0, 10))).toEqual(rows.map(() => '2026-11-23'));
    expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(2);
    expect(JSON.stringify(rows)).toMatch(/vay vốn/u);
    expect(JSON.stringify(rows)).not.toMatch(/Hoa|0912|4 sao/u);
  });

  it('has no column that could lead to whoever asked it', () => {
    const columns = Object.keys(database.client.unansweredQuestion.fields);
    expect(columns.sort()).toEqual(['askedOn', 'count', 'doneAt', 'doneBy', 'id', 'signature', 'text']);
  });

  it('asked again the same day counts up instead of filling the table', async () => {
    const before = await database.client.unansweredQuestion.count();
    await say('nguoi-3', 'lai suat vay von ngan hang bao nhieu?');
    expect(await database.client.unansweredQuestion.count()).toBe(before);
  });
});
