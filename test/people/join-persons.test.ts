import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPerson } from '../../src/people/identities.ts';
import { joinPersons, messageContext } from '../../src/people/join-persons.ts';
import { issueLinkCode, ownerOfCode, recordLinkFailure, useLinkCode } from '../../src/people/link-codes.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';

const NOW = '2026-11-23T02:00:00.000Z';
const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000);
const crypto = createCrypto('x'.repeat(40));
let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());

describe('joinPersons', () => {
  test('everything of one account becomes the other person, whose messages can be opened', async () => {
    const { client } = database;
    const from = await openPerson(client, 'zalo', 'z1', NOW);
    const into = await openPerson(client, 'telegram', 't1', NOW);
    const body = crypto.seal('bánh gai', messageContext(from));
    await client.message.create({ data: { personId: from, channel: 'zalo', direction: 'in', body, at: at(0) } });
    await client.registration.create({
      data: { personId: from, form: 'phieu-dang-ky', formVersion: 1, createdAt: at(0), updatedAt: at(0) },
    });
    await client.conversation.create({ data: { personId: from, state: {}, version: 3, updatedAt: at(0) } });

    await client.$transaction((tx) => joinPersons(tx, crypto, { from, into }));

    expect(await openPerson(client, 'zalo', 'z1', NOW)).toBe(into);
    expect(await client.registration.count({ where: { personId: into } })).toBe(1);
    const [message] = await client.message.findMany({ where: { personId: into } });
    expect(crypto.open(message?.body ?? new Uint8Array(), messageContext(into))).toBe('bánh gai');
  });

  test('no table that names a person is forgotten', async () => {
    const rows = await database.client.$queryRaw<{ table_name: string }[]>`
      SELECT table_name FROM information_schema.columns
      WHERE column_name = 'person_id' AND table_schema = current_schema() ORDER BY table_name`;
    expect(rows.map((row) => row.table_name)).toEqual([
      'attachment',
      'consent_receipt',
      // Where the other conversation stood is let go.
      'conversation',
      'data_request',
      'handoff_request',
      'identity',
      // Goes with the person.
      'link_code',
      'message',
      'registration',
    ]);
  });
});

describe('link codes', () => {
  test('good once, for its time, for the newest one asked; only a hash is kept', async () => {
    const { client } = database;
    const personId = await openPerson(client, 'zalo', 'z2', NOW);
    const issue = (code: string) =>
      client.$transaction((tx) => issueLinkCode(tx, crypto, { code, personId, expiresAt: at(10) }));
    const owner = (code: string, minutes: number) => ownerOfCode(client, crypto, code, at(minutes));
    await issue('111111');
    await issue('222222');
    expect(await owner('111111', 1)).toEqual({ kind: 'unknown' });
    expect(await owner('222222', 9)).toEqual({ kind: 'owner', personId });
    expect(await owner('222222', 10)).toEqual({ kind: 'unknown' });
    expect(JSON.stringify(await client.linkCode.findMany())).not.toContain('222222');
    expect(await client.$transaction((tx) => useLinkCode(tx, crypto, '222222', personId))).toBe(true);
    expect(await client.$transaction((tx) => useLinkCode(tx, crypto, '222222', personId))).toBe(false);
  });

  test('many wrong codes, by whomever, close the door for a while', async () => {
    const { client } = database;
    for (let i = 0; i < 30; i += 1) await client.$transaction((tx) => recordLinkFailure(tx, at(60)));
    expect(await ownerOfCode(client, crypto, '333333', at(61))).toEqual({ kind: 'closed' });
    expect(await ownerOfCode(client, crypto, '333333', at(71))).toEqual({ kind: 'unknown' });
  });
});
