import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodySealer, openBody } from '../../../src/notifications/store/notice-body.ts';
import { tellResult } from '../../../src/notifications/store/results.ts';
import { runSchedule } from '../../../src/notifications/store/schedule.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { makeEvent, NOW } from '../store/some-event.ts';

const HOUR = 3_600_000;
const crypto = createCrypto('x'.repeat(40));
const seal = bodySealer(crypto);
let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());

const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
const run = (hours: number) => runSchedule(database.client, seal, hoursLater(hours));

async function personWith(channel: string, lastInteractionAt: Date | null = NOW): Promise<string> {
  const identities = { create: { channel, externalId: randomUUID(), createdAt: NOW, lastInteractionAt } };
  return (await database.client.person.create({ data: { createdAt: NOW, identities } })).id;
}

const draftOf = (personId: string) =>
  database.client.registration.create({
    data: {
      personId,
      form: 'ocop',
      formVersion: 1,
      createdAt: NOW,
      updatedAt: NOW,
      entries: {
        create: {
          seq: 1,
          field: 'product.name',
          action: 'set',
          value: 'Bánh gai',
          words: '',
          rule: '',
          channel: 'zalo',
          at: NOW,
        },
      },
    },
  });

const rowsOf = (personId: string) =>
  database.client.delivery.findMany({ where: { personId }, orderBy: { seq: 'asc' } });

describe('drafts left behind', () => {
  test('1, 3 and 7 days after the last act, once each, however often and by how many it is run', async () => {
    const personId = await personWith('telegram');
    const { id } = await draftOf(personId);
    for (const hours of [1, 23]) await run(hours);
    expect(await rowsOf(personId)).toEqual([]);
    await Promise.all([run(24), run(24), run(25)]);
    await run(30);
    await run(50);
    await run(72);
    await run(168);
    await run(24 * 40);
    const rows = await rowsOf(personId);
    expect(rows.map(({ recipientKey }) => recipientKey)).toEqual(
      [1, 3, 7].map((day) => `draft:${id}:${day}:2026-11-26`),
    );
    const [first] = rows;
    if (!first?.body) throw new Error('no words');
    expect(openBody(crypto, first.body, first).text).toContain('(Bánh gai)');
    expect(first.expiresAt).toEqual(hoursLater(72));
  });

  test('whoever does something elsewhere is not silent; who falls silent again is reminded again', async () => {
    const personId = await personWith('zalo', hoursLater(20));
    await draftOf(personId);
    await run(24);
    expect(await rowsOf(personId)).toEqual([]);
    await run(44);
    await database.client.identity.updateMany({ where: { personId }, data: { lastInteractionAt: hoursLater(60) } });
    await run(83);
    await run(84);
    expect((await rowsOf(personId)).map(({ recipientKey }) => recipientKey.split(':').slice(2).join(' '))).toEqual([
      '1 2026-11-26',
      '1 2026-11-28',
    ]);
  });

  test('nothing once it was sent', async () => {
    const personId = await personWith('telegram');
    const { id } = await draftOf(personId);
    await database.client.registration.update({ where: { id }, data: { status: 'submitted' } });
    await run(24);
    expect(await rowsOf(personId)).toEqual([]);
  });

  test('one that waits for its hour is taken back when the form is sent meanwhile', async () => {
    const personId = await personWith('telegram');
    const { id } = await draftOf(personId);
    await run(24);
    expect(await rowsOf(personId)).toMatchObject([{ status: 'waiting' }]);
    await database.client.registration.update({ where: { id }, data: { status: 'submitted' } });
    await run(25);
    expect(await rowsOf(personId)).toMatchObject([{ status: 'cancelled', reason: 'draft-settled' }]);
  });
});

test('certificates of the office’s list and of our own results, one that stands in both once', async () => {
  const { client } = database;
  const personId = await personWith('telegram');
  const { id } = await draftOf(personId);
  await client.registration.update({ where: { id }, data: { status: 'evaluated' } });
  const expiresOn = new Date('2027-05-01T00:00:00Z');
  const number = `12-${randomUUID()}`;
  await client.evaluationResult.create({
    data: { registrationId: id, points: 60, stars: 3, certificateNumber: number, expiresOn, by: 'test', at: NOW },
  });
  const member = await client.member.create({
    data: {
      ...{ name: 'HTX Nem', nameKey: 'htx nem', unit: '15568', linkToken: randomUUID(), importedBy: 'test' },
      ...{ createdAt: NOW, updatedAt: NOW },
      certificates: {
        create: [
          { number, productName: 'Bánh gai', stars: 3, expiresOn },
          { productName: 'Nem chua', stars: 4, expiresOn },
        ],
      },
    },
  });
  await run(0);
  await run(24);
  const rows = await client.delivery.findMany({
    where: { recipientKey: { startsWith: 'certificate:' } },
    orderBy: { seq: 'asc' },
  });
  expect(rows.map((row) => [row.personId, row.memberId])).toEqual([
    [personId, null],
    [null, member.id],
  ]);
});

test('whoever has sent a registration for re-evaluation is not reminded of that certificate, of another one is', async () => {
  const { client } = database;
  const personId = await personWith('telegram');
  const expiresOn = new Date('2027-05-01T00:00:00Z');
  const member = await client.member.create({
    data: {
      ...{ name: 'HTX Mắm', nameKey: 'htx mam', unit: '15568', linkToken: randomUUID(), importedBy: 'test', personId },
      ...{ createdAt: NOW, updatedAt: NOW },
      certificates: {
        create: ['Mắm tép', 'Mắm tôm'].map((productName) => ({ productName, stars: 3, expiresOn })),
      },
    },
    include: { certificates: true },
  });
  // At night both are laid down; in the morning only what is still true goes out.
  await run(13);
  const { id } = await draftOf(personId);
  await client.officeFile.create({
    data: {
      registrationId: id,
      unit: '15568',
      applicantKind: 'hop-tac-xa',
      kind: 'danh-gia-lai',
      productKey: 'mam tep',
      search: '',
    },
  });
  const about = async () => {
    const rows = await client.delivery.findMany({ where: { memberId: member.id }, orderBy: { seq: 'asc' } });
    return rows.map(({ recipientKey, status, reason }) => [
      member.certificates.find(({ id: own }) => recipientKey.includes(own))?.productName,
      status,
      reason,
    ]);
  };
  const waiting = async () => (await about()).flatMap(([product, status]) => (status === 'waiting' ? product : []));
  await run(14);
  expect((await waiting()).sort()).toEqual(['Mắm tép', 'Mắm tôm']);
  await client.registration.update({ where: { id }, data: { status: 'submitted' } });
  await run(15);
  expect(await about()).toContainEqual(['Mắm tép', 'cancelled', 'certificate-refiled']);
  expect(await waiting()).toEqual(['Mắm tôm']);
  // The next reminder of the window.
  await run(24 * 30);
  expect(await waiting()).toEqual(['Mắm tôm', 'Mắm tôm']);
});

test('a result that nobody read within three days is called; one that was understood is not', async () => {
  const { client } = database;
  const people = [await personWith('telegram'), await personWith('telegram')];
  for (const personId of people) {
    const { id } = await draftOf(personId);
    await client.registration.update({ where: { id }, data: { status: 'evaluated' } });
    const news = {
      reference: 'OCOP-1',
      product: 'Bánh',
      points: 41,
      stars: null,
      certificateNumber: null,
      expiresOn: null,
    };
    const entered = { personId, registrationId: id, news, at: NOW, seal };
    expect(await client.$transaction((tx) => tellResult(tx, { ...entered, version: 2 }))).toBe(true);
    // Put right before it went out: the newer one only.
    await client.$transaction((tx) => tellResult(tx, { ...entered, version: 3 }));
    expect((await rowsOf(personId)).map(({ status }) => status)).toEqual(['cancelled', 'waiting']);
    await client.delivery.updateMany({ where: { personId, status: 'waiting' }, data: { status: 'sent', sentAt: NOW } });
  }
  await client.delivery.updateMany({
    where: { personId: people[1] ?? '', status: 'sent' },
    data: { understoodAt: NOW },
  });
  await run(71);
  expect((await rowsOf(people[0] ?? '')).map(({ status }) => status)).toEqual(['cancelled', 'sent']);
  await run(72);
  expect((await rowsOf(people[0] ?? '')).map(({ status, reason }) => [status, reason])[1]).toEqual([
    'callList',
    'unread',
  ]);
  expect((await rowsOf(people[1] ?? ''))[1]?.status).toBe('sent');
});

test('a place left by somebody who was erased goes to whoever waits', async () => {
  const { client } = database;
  const [gone, waits] = [await personWith('telegram'), await personWith('telegram')];
  const eventId = await makeEvent(client, { capacity: 1 });
  for (const [personId, status, code] of [
    [gone, 'going', '1001'],
    [waits, 'waiting', '1002'],
  ] as const) {
    await client.eventReply.create({ data: { eventId, personId, status, code, repliedAt: NOW } });
  }
  await client.person.delete({ where: { id: gone } });
  await run(1);
  expect((await client.eventReply.findFirstOrThrow({ where: { eventId } })).status).toBe('going');
  expect((await rowsOf(waits)).map(({ recipientKey }) => recipientKey.split(':')[0])).toEqual(['place']);
});
