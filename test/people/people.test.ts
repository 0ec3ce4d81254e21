import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentOf, recordConsent } from '../../src/people/consent.ts';
import { findPerson, openPerson } from '../../src/people/identities.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';

const NOW = '2026-11-23T02:00:00.000Z';
let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());

describe('identities', () => {
  test('one account is one person, also when two first messages come at once', async () => {
    const { client } = database;
    const account = randomUUID();
    expect(await findPerson(client, 'zalo', account)).toBeNull();
    const ids = await Promise.all([1, 2, 3].map(() => openPerson(client, 'zalo', account, NOW)));
    expect(new Set(ids).size).toBe(1);
    expect(await findPerson(client, 'zalo', account)).toBe(ids[0]);
  });

  test('the same id on another channel is somebody else until joined', async () => {
    const account = randomUUID();
    const zalo = await openPerson(database.client, 'zalo', account, NOW);
    expect(await openPerson(database.client, 'telegram', account, NOW)).not.toBe(zalo);
  });
});

describe('consent', () => {
  test('every answer is kept with the wording it answered; the newest counts', async () => {
    const { client } = database;
    const personId = await openPerson(client, 'zalo', randomUUID(), NOW);
    expect(await consentOf(client, personId)).toBeNull();
    const receipt = { personId, channel: 'zalo', version: 'dang-ky-1', text: 'Anh/chị có đồng ý không?', hash: 'ab12' };
    await client.$transaction((tx) => recordConsent(tx, { ...receipt, action: 'given', at: new Date(NOW) }));
    expect(await consentOf(client, personId)).toBe('given');
    await client.$transaction((tx) =>
      recordConsent(tx, { ...receipt, action: 'withdrawn', at: new Date(Date.parse(NOW) + 1) }),
    );
    expect(await consentOf(client, personId)).toBe('withdrawn');
    const kept = await client.consentReceipt.findMany({ where: { personId }, orderBy: { at: 'asc' } });
    expect(kept).toMatchObject([
      { action: 'given', text: receipt.text, channel: 'zalo', version: 'dang-ky-1 sha256:ab12' },
      { action: 'withdrawn' },
    ]);
  });
});
