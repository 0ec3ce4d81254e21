import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { type AttachmentFiles, createAttachmentFiles } from '../../src/attachments/attachment-files.ts';
import { readAttachment } from '../../src/attachments/read-attachment.ts';
import type { Channel, ChannelId, IncomingContent, OutgoingMessage } from '../../src/channels/types.ts';
import { addRecipients, planCampaign } from '../../src/notifications/store/campaigns.ts';
import { bodySealer } from '../../src/notifications/store/notice-body.ts';
import type { Officer } from '../../src/office/roles.ts';
import { erasePerson } from '../../src/people/erase-person.ts';
import { findPerson } from '../../src/people/identities.ts';
import { collectPersonalData } from '../../src/people/personal-data.ts';
import { applyRetention } from '../../src/people/retention.ts';
import { createSettableClock } from '../../src/platform/clock.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { fetchCalled } from '../conversation/sent-files.ts';
import { plainKnowledge } from '../conversation/talk.ts';

const FORM =
  'tôi muốn đăng ký sản phẩm|đồng ý|hộ sản xuất|Hộ kinh doanh Hoàng Thị Nhạn|Hoàng Thị Nhạn|chủ hộ|xã Thọ Lập|thôn Vạn Thắng|0987650123|không có|chưa có|Bánh gai tứ trụ|đúng rồi|lần đầu|3 sao|bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa|lá gai trong xã 60%, trong tỉnh 100%|5 người, trong xã 4|20.000 cái|để sau|trong xã|để sau|chưa có|không cần';
const PERSONAL = /Nhạn|nhan\b|0987650123|Vạn Thắng|chi-nhan|nha-nhan/i;

const crypto = createCrypto('k'.repeat(40));
const clock = createSettableClock(new Date('2026-11-23T02:00:00Z'));
let database: Database;
let folder: string;
let files: AttachmentFiles;
let app: App;
const sent: OutgoingMessage[] = [];
const forgotten: string[] = [];
const channel: Channel = {
  id: 'simulator',
  limits: { text: 4_000, caption: 4_000, buttons: 40, buttonLabel: 64 },
  async send(_to, message) {
    sent.push(message);
    return { kind: 'sent', messageId: message.key };
  },
  fetchFile: fetchCalled,
  forget: (externalId) => void forgotten.push(externalId),
};

beforeAll(async () => {
  database = await openEphemeralDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'ocop-erasure-'));
  files = createAttachmentFiles(folder, crypto);
  const parts = { database, crypto, clock, channels: [channel], files, queue: 'inline', log: silentLog } as const;
  app = createApp({ ...parts, knowledge: plainKnowledge });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

let count = 0;
async function hear(externalId: string, content: IncomingContent, from: ChannelId = 'simulator'): Promise<string> {
  count += 1;
  clock.advance(1_000);
  sent.length = 0;
  await app.receive({ channel: from, key: `k${count}`, externalId, at: clock.now().toISOString(), content });
  return sent.map(({ text }) => text).join('\n');
}
const say = (externalId: string, text: string) => hear(externalId, { kind: 'text', text });
const photo = (externalId: string, name: string) => hear(externalId, { kind: 'photo', ref: name, name });

async function fill(externalId: string): Promise<string> {
  for (const text of FORM.split('|')) await say(externalId, text);
  await photo(externalId, 'nha-nhan.jpg');
  const person = await findPerson(database.client, 'simulator', externalId);
  if (!person) throw new Error('nobody');
  return person;
}

/** Every row of every table as text, and every file of the folder: what of a person can be found there. */
async function traces(pattern: RegExp): Promise<string[]> {
  const tables = await database.client.$queryRaw<{ table_name: string }[]>`
    SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  const found: string[] = [];
  for (const { table_name } of tables) {
    const rows = await database.client.$queryRawUnsafe<{ row: string }[]>(
      `SELECT t::text AS row FROM "${table_name}" t`,
    );
    for (const { row } of rows) if (pattern.test(row)) found.push(`${table_name}: ${row.slice(0, 120)}`);
  }
  for (const name of await readdir(folder)) {
    if (pattern.test((await readFile(path.join(folder, name))).toString('latin1'))) found.push(name);
  }
  return found;
}

/** A notice with words of their own that waits. */
async function tell(personId: string, text: string): Promise<bigint> {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const words = { text, buttons: [], template: null };
  const recipientKey = `person:${personId}`;
  return database.client.$transaction(async (tx) => {
    const id = await planCampaign(
      tx,
      {
        ...words,
        text: 'Nhắc khai nốt phiếu',
        kind: 'draft-reminder',
        topic: 'reminder',
        title: 'Phiếu bỏ dở',
        sourceKey: null,
        eventId: null,
        audience: null,
        priority: 30,
        startsAt: now,
        expiresAt,
        createdBy: 'product',
      },
      now,
    );
    const campaign = { id: id ?? '', startsAt: now, expiresAt, priority: 30 };
    await addRecipients(tx, campaign, [{ recipientKey, personId, memberId: null, body: words }], bodySealer(crypto));
    return (await tx.delivery.findFirstOrThrow({ where: { recipientKey } })).seq;
  });
}

const officer = (over: Partial<Officer> = {}): Officer => ({
  id: '0190aaaa-bbbb-7ccc-8ddd-000000000001',
  email: 'can-bo@vi-du.vn',
  name: 'Cán bộ Mẫu',
  role: 'commune-officer',
  scope: 'province',
  ...over,
});

describe('files of a person', () => {
  test('before consent nothing is fetched and nothing is kept', async () => {
    expect(await photo('anh-tam', 'a.jpg')).toContain('chưa đồng ý');
    expect([await database.client.attachment.count(), await readdir(folder)]).toEqual([0, []]);
  });

  test('are read by their owner and by officers of the unit only, each read of an officer logged', async () => {
    const personId = await fill('chi-nhan');
    const { client } = database;
    const { id, registrationId } = await client.attachment.findFirstOrThrow({ where: { personId } });
    const read = (reader: Parameters<typeof readAttachment>[1], of = id) =>
      readAttachment({ client, crypto, files }, reader, of);
    const now = clock.now();

    expect((await app.attachment('simulator', 'chi-nhan', id))?.name).toBe('nha-nhan.jpg');
    expect(await app.attachment('simulator', 'anh-tam', id)).toBeNull();
    expect(await app.attachment('simulator', 'khong-ai', id)).toBeNull();
    expect(await read({ kind: 'person', personId }, '../../etc/passwd')).toBeNull();
    expect(await read({ kind: 'officer', officer: officer(), now })).toBeNull();

    for (const text of ['gửi', 'xong', 'tôi cam đoan đúng']) await say('chi-nhan', text);
    const { unit } = await client.officeFile.findUniqueOrThrow({ where: { registrationId } });
    expect(await read({ kind: 'officer', officer: officer({ scope: ['00001'] }), now })).toBeNull();
    expect(await read({ kind: 'officer', officer: officer({ role: 'viewer' }), now })).toBeNull();
    expect(await client.auditEntry.count()).toBe(0);
    const file = await read({ kind: 'officer', officer: officer({ scope: [unit] }), now });
    expect(Buffer.from(file?.bytes ?? []).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(await client.auditEntry.findMany()).toMatchObject([{ what: 'attachment.read', registrationId }]);
  });
});

describe('erasure', () => {
  test('of somebody whose registration is with an office: the rest goes at once, that becomes a request', async () => {
    expect(await say('chi-nhan', 'xóa dữ liệu của tôi')).toContain('không lấy lại được');
    expect(await say('chi-nhan', 'không xóa nữa')).toContain('giữ nguyên');
    await say('chi-nhan', 'xóa dữ liệu của tôi');
    expect(await say('chi-nhan', 'xóa hết')).toMatch(/OCOP-2026-000001.*25\/11\/2026.*13\/12\/2026/s);
    const { client } = database;
    expect(await client.dataRequest.findMany()).toMatchObject([{ right: 'erase', doneAt: null }]);
    expect([await client.message.count(), await client.attachment.count()]).toEqual([0, 1]);
    expect((await traces(/Nhạn/)).length).toBeGreaterThan(0);
  });

  test('decided by the office: the registration stays, nobody is in it, and no file', async () => {
    const { client } = database;
    const personId = (await findPerson(client, 'simulator', 'chi-nhan')) ?? '';
    const certificate = '0190aaaa-bbbb-7ccc-8ddd-00000000000c';
    const order = { personId, extent: 'everything', by: 'command-line', certificate, at: clock.now() } as const;
    const erased = await client.$transaction((tx) => erasePerson(tx, crypto, order));
    await files.remove(erased.files);
    expect(await traces(PERSONAL)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    expect(await client.registration.findMany({ where: { status: 'submitted' } })).toHaveLength(1);
    expect(await client.dataRequest.findMany()).toMatchObject([{ personId: null, doneBy: 'command-line' }]);
    expect(await client.erasure.findUnique({ where: { id: certificate } })).toMatchObject({ by: 'command-line' });
  });

  test('asked for with a draft only: nothing of the person is left anywhere, not even on the channel', async () => {
    const personId = await fill('chi-nhan');
    expect((await traces(PERSONAL)).length).toBeGreaterThan(0);
    const { client } = database;
    await say('chi-nhan', 'thôi nhận hội chợ');
    const told = await tell(personId, 'Nhắc chị Nhạn khai nốt phiếu');
    await say('chi-nhan', 'xóa dữ liệu của tôi');
    expect(await say('chi-nhan', 'đồng ý')).toContain('Mã xác nhận');
    expect(await traces(PERSONAL)).toEqual([]);
    expect(await traces(new RegExp(personId))).toEqual([]);
    expect(await client.delivery.findUnique({ where: { seq: told } })).toMatchObject({
      status: 'cancelled',
      reason: 'person-erased',
      body: null,
    });
    expect(await readdir(folder)).toEqual([]);
    expect(forgotten).toContain('chi-nhan');
    expect(await say('chi-nhan', 'xin chào')).toContain('trợ lý OCOP');
  });
});

test('"dữ liệu của tôi" gives a file with everything, and the wording of the consent says what is kept of a photo', async () => {
  const personId = await fill('chi-nhan');
  await say('chi-nhan', 'thôi nhận hội chợ');
  await tell(personId, 'Nhắc chị Nhạn khai nốt phiếu');
  await say('chi-nhan', 'xem dữ liệu của tôi');
  const file = sent.find((message) => message.file)?.file;
  expect([
    file?.name,
    Buffer.from(file?.bytes ?? [])
      .subarray(0, 2)
      .toString(),
  ]).toEqual(['Du-lieu-cua-toi.docx', 'PK']);
  const data = await collectPersonalData(database.client, crypto, personId);
  expect(data?.registrations[0]).toMatchObject({
    answers: { 'applicant.phone': '0987650123' },
    files: [{ name: 'nha-nhan.jpg', kind: 'jpeg' }],
  });
  expect(data?.messages.map(({ text }) => text)).toContain('Hoàng Thị Nhạn');
  expect(data?.preferences).toMatchObject([{ topic: 'fair', on: false }]);
  expect(data?.notices).toEqual([{ title: 'Phiếu bỏ dở', at: null }]);
  const receipt = await database.client.consentReceipt.findFirst({ where: { personId } });
  expect(receipt?.text).toContain('ảnh bỏ nơi chụp');
});

test('files of a withdrawn draft go on schedule, and files that no row names', async () => {
  await say('chi-nhan', 'rút đồng ý');
  const later = (days: number) => new Date(clock.now().getTime() + days * 86_400_000);
  expect(await applyRetention(database.client, files, later(29))).toMatchObject({ files: 0 });
  await files.write('0190aaaa-bbbb-7ccc-8ddd-0000000000ff', Buffer.from('stray'));
  expect(await applyRetention(database.client, files, later(31))).toMatchObject({ files: 1, stray: 1 });
  expect(await readdir(folder)).toEqual([]);
});
