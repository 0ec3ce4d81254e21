import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Claims, createClaims } from '../../../src/notifications/store/claims.ts';
import type { DueRow } from '../../../src/notifications/store/due-rows.ts';
import { loseLapsed } from '../../../src/notifications/store/lost.ts';
import { closeRowsOfEnded } from '../../../src/notifications/store/upkeep.ts';
import { recordConsent } from '../../../src/people/consent.ts';
import { erasePerson } from '../../../src/people/erase-person.ts';
import { recordPreference } from '../../../src/people/preferences.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import type { Prisma } from '../../../src/platform/database/generated/client.ts';
import { addPeople, plan } from '../dispatch/crowd.ts';

const NOW = new Date('2026-11-26T02:00:00Z');
const crypto = createCrypto('claims-test-key-of-thirty-two-characters');

let database: Database;
let claims: Claims;
let campaignId: string;
let personId: string;
let seq: bigint;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { client } = database;
  await client.$executeRaw`TRUNCATE person, campaign CASCADE`;
  claims = createClaims(client, randomUUID(), 60_000);
  campaignId = await plan(client, NOW);
  await client.campaign.update({ where: { id: campaignId }, data: { status: 'running' } });
  [{ personId } = { personId: '' }] = await addPeople(client, 1, { channel: 'telegram', at: NOW });
  const row = { campaignId, recipientKey: `person:${personId}`, personId, channel: 'telegram', priority: 40 };
  const times = { notBefore: NOW, expiresAt: new Date('2026-12-01T02:00:00Z') };
  ({ seq } = await client.delivery.create({ data: { ...row, ...times } }));
});

const claim = () => claims.claim('telegram', [campaignId], 10, NOW);
const begin = ([row]: readonly DueRow[]) =>
  claims.begin([{ seq, campaignId, claim: row?.claim ?? null, way: 'telegram', identityId: null }], NOW);
const row = () => database.client.delivery.findUniqueOrThrow({ where: { seq } });
const receipt = { channel: 'telegram', version: '1', text: 'đồng ý', hash: 'ab', at: NOW } as const;

const OPT_OUTS: readonly [string, (tx: Prisma.TransactionClient) => Promise<void>][] = [
  ['turns the topic off', (tx) => recordPreference(tx, personId, { topics: ['training'], on: false }, NOW)],
  ['withdraws consent', (tx) => recordConsent(tx, { ...receipt, personId, action: 'withdrawn' })],
];

describe.each(OPT_OUTS)('somebody who %s', (_what, optOut) => {
  test('is not told by a worker that had read otherwise', async () => {
    const before = await claim();
    expect(before).toHaveLength(1);
    await database.client.$transaction(optOut);
    expect(await begin(before)).toEqual(new Set());
    // Free again, for whoever reads what holds now: also where the same worker has it again.
    const after = await claim();
    expect(await begin(before)).toEqual(new Set());
    expect(await begin(after)).toEqual(new Set([seq]));
  });

  test('is in no hands while it is being written', async () => {
    const seen = await database.client.$transaction(async (tx) => {
      await optOut(tx);
      return claim();
    });
    expect(seen).toEqual([]);
  });
});

test('somebody who is erased while a send is under way leaves nothing of the channel’s answer', async () => {
  expect(await begin(await claim())).toEqual(new Set([seq]));
  const order = { personId, extent: 'everything', by: 'person', certificate: randomUUID(), at: NOW } as const;
  await database.client.$transaction((tx) => erasePerson(tx, crypto, order));
  await claims.end([{ seq, status: 'sent', reason: null, messageId: '4711', history: new Uint8Array([1]) }], NOW);
  expect(await row()).toMatchObject({
    status: 'uncertain',
    reason: 'person-erased',
    personId: null,
    identityId: null,
    messageId: null,
  });
  expect(await database.client.message.count()).toBe(0);
});

describe('a campaign that ended long ago', () => {
  const end = async (status: 'sending' | 'waiting') => {
    const long = new Date(NOW.getTime() - 40 * 86_400_000);
    await database.client.campaign.update({
      where: { id: campaignId },
      data: { status: 'finished', finishedAt: long },
    });
    await database.client.delivery.update({ where: { seq }, data: { status, claimedUntil: long } });
  };

  test('leaves no row that is being sent for ever', async () => {
    await end('sending');
    expect(await loseLapsed(database.client, 'Máy dừng.', NOW)).toBe(1);
    expect(await row()).toMatchObject({ status: 'uncertain', reason: 'Máy dừng.', finishedAt: NOW });
  });

  test('leaves no row that waits for ever', async () => {
    await end('waiting');
    await closeRowsOfEnded(database.client, NOW);
    expect(await row()).toMatchObject({ status: 'skipped', reason: 'expired' });
  });
});
