import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { unfinishedConversations } from '../../src/platform/queue/backlog.ts';
import { query } from './query.ts';

const AT = new Date('2026-11-23T02:00:00Z');

describe('a database for one test', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEphemeralDatabase();
  });
  afterAll(() => database.close());

  test('is empty, migrated, and its own', async () => {
    const other = await openEphemeralDatabase();
    await database.client.counter.create({ data: { name: 'a' } });
    expect(await other.client.counter.count()).toBe(0);
    await other.close();
  });

  test('keeps one row per message, however often it is delivered', async () => {
    const row = { channel: 'zalo', key: 'm1', conversation: 'c1', receivedAt: AT };
    const created = await Promise.all(
      Array.from({ length: 10 }, () => database.client.inboxEvent.createMany({ data: row, skipDuplicates: true })),
    );
    expect(created.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  test('refuses a second writer of the same log entry', async () => {
    const person = await database.client.person.create({ data: { createdAt: AT } });
    const registration = await database.client.registration.create({
      data: { personId: person.id, form: 'phieu-dang-ky', formVersion: 1, createdAt: AT, updatedAt: AT },
    });
    const entry = {
      registrationId: registration.id,
      seq: 1,
      field: 'product.name',
      words: 'chè lam',
      rule: 'x',
      at: AT,
    };
    const write = () =>
      database.client.answerEntry.create({ data: { ...entry, action: 'set', value: 'Chè lam', channel: 'zalo' } });
    await write();
    await expect(write()).rejects.toMatchObject({ code: 'P2002' });
  });

  test('erasing a person takes everything of theirs along', async () => {
    const person = await database.client.person.create({
      data: {
        createdAt: AT,
        identities: { create: { channel: 'zalo', externalId: 'z9', createdAt: AT } },
        conversation: { create: { state: {}, updatedAt: AT } },
        messages: { create: { channel: 'zalo', direction: 'in', body: new Uint8Array([1]), at: AT } },
      },
    });
    await database.client.person.delete({ where: { id: person.id } });
    expect(await database.client.identity.count({ where: { externalId: 'z9' } })).toBe(0);
    expect(await database.client.message.count({ where: { personId: person.id } })).toBe(0);
  });

  test('tells which conversations have something left to do, the longest waiting first', async () => {
    await database.client.inboxEvent.deleteMany();
    await database.client.outboxMessage.deleteMany();
    const row = { channel: 'zalo', receivedAt: AT };
    await database.client.inboxEvent.createMany({
      data: [
        { ...row, key: '1', conversation: 'done', status: 'done' },
        { ...row, key: '2', conversation: 'early' },
        { ...row, key: '3', conversation: 'late' },
        { ...row, key: '4', conversation: 'early' },
      ],
    });
    const at = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
    const reply = { channel: 'zalo', externalId: 'z', createdAt: at(1) };
    await database.client.outboxMessage.createMany({
      data: [
        { ...reply, key: 'a', conversation: 'unsent' },
        { ...reply, key: 'b', conversation: 'died', status: 'sending', createdAt: at(2) },
        { ...reply, key: 'c', conversation: 'sent', status: 'sent' },
        { ...reply, key: 'd', conversation: 'postponed', notBefore: at(10), createdAt: at(3) },
      ],
    });
    expect(await unfinishedConversations(database.client, at(9))).toEqual(['early', 'late', 'unsent', 'died']);
    expect(await unfinishedConversations(database.client, at(10))).toContain('postponed');
  });

  test('serves DATABASE_URL too: migrated once, opened by many', async () => {
    await query(database.url, 'CREATE DATABASE elsewhere TEMPLATE template0');
    const url = new URL(database.url);
    url.pathname = '/elsewhere';
    const config = { databaseUrl: url.href, dataDir: '/nonexistent' };
    const opened = await Promise.all([openDatabase(config), openDatabase(config), openDatabase(config)]);
    expect(await opened[2]?.client.person.count()).toBe(0);
    await Promise.all(opened.map((each) => each.close()));
  });
});

test('a server that does not answer is told in plain words, without the password', async () => {
  const opening = openDatabase({ databaseUrl: 'postgresql://ocop:hunter2@127.0.0.1:1/ocop', dataDir: '/nonexistent' });
  const error = await opening.catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'database-unreachable', text: expect.stringContaining('Không kết nối được') });
  expect(error.message).not.toContain('hunter2');
});
