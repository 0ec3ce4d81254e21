import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addRecipients, planCampaign } from '../../src/notifications/store/campaigns.ts';
import { bodySealer, openBody } from '../../src/notifications/store/notice-body.ts';
import { openPerson } from '../../src/people/identities.ts';
import { joinPersons, messageContext } from '../../src/people/join-persons.ts';
import { issueLinkCode, ownerOfCode, recordLinkFailure, useLinkCode } from '../../src/people/link-codes.ts';
import { recordPreference, topicsOff } from '../../src/people/preferences.ts';
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

async function campaign(title: string) {
  const dates = { startsAt: at(0), expiresAt: at(60) };
  const words = { text: 'Mời dự hội chợ', buttons: [], template: null };
  const id = await database.client.$transaction((tx) =>
    planCampaign(
      tx,
      {
        ...words,
        ...dates,
        kind: 'broadcast',
        topic: 'fair',
        title,
        sourceKey: null,
        eventId: null,
        audience: {},
        priority: 40,
        createdBy: 'product',
      },
      at(0),
    ),
  );
  if (!id) throw new Error('no campaign');
  return { id, priority: 40, ...dates };
}

async function fair(): Promise<string> {
  const { id } = await database.client.event.create({
    data: {
      kind: 'fair',
      title: 'Hội chợ xuân',
      place: 'Sân vận động huyện cũ',
      startsAt: at(600),
      audience: {},
      createdBy: 'product',
      createdAt: at(0),
      updatedAt: at(0),
    },
  });
  return id;
}

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

  test('on each topic the newest word counts, on whichever account it was said', async () => {
    const { client } = database;
    const from = await openPerson(client, 'zalo', 'z-topics', NOW);
    const into = await openPerson(client, 'telegram', 't-topics', NOW);
    await client.$transaction(async (tx) => {
      await recordPreference(tx, into, { topics: ['fair'], on: false }, at(0));
      await recordPreference(tx, into, { topics: ['training'], on: false }, at(2));
      await recordPreference(tx, from, { topics: ['fair', 'training'], on: true }, at(1));
      await recordPreference(tx, from, { topics: ['reminder'], on: false }, at(1));
      await joinPersons(tx, crypto, { from, into });
    });
    expect((await topicsOff(client, into)).sort()).toEqual(['reminder', 'training']);
  });

  test('one person is told once: of two rows of a campaign the waiting one goes, a single one goes on', async () => {
    const { client } = database;
    const from = await openPerson(client, 'zalo', 'z-told', NOW);
    const into = await openPerson(client, 'telegram', 't-told', NOW);
    const both = await campaign('both');
    const single = await campaign('single');
    const seal = bodySealer(crypto);
    const words = { text: 'Mời chị Hoa dự hội chợ', buttons: [], template: null };
    await client.$transaction(async (tx) => {
      const row = (personId: string) => ({ recipientKey: `person:${personId}`, personId, memberId: null });
      await addRecipients(tx, both, [row(from), row(into)], seal);
      await addRecipients(tx, single, [{ ...row(from), body: words }], seal);
      await joinPersons(tx, crypto, { from, into });
    });
    const rows = await client.delivery.findMany({ where: { personId: into }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ campaignId, recipientKey }) => [campaignId, recipientKey])).toEqual([
      [both.id, `person:${into}`],
      [single.id, `person:${into}`],
    ]);
    const body = rows[1]?.body;
    expect(body && openBody(crypto, body, { campaignId: single.id, recipientKey: `person:${into}` })).toEqual(words);
  });

  test('a campaign that one account was told of is not told to the other, nor added for it later', async () => {
    const { client } = database;
    const from = await openPerson(client, 'zalo', 'z-sent', NOW);
    const into = await openPerson(client, 'telegram', 't-waits', NOW);
    const fair = await campaign('sent to one');
    const seal = bodySealer(crypto);
    const row = (personId: string) => ({ recipientKey: `person:${personId}`, personId, memberId: null });
    await client.$transaction((tx) => addRecipients(tx, fair, [row(from), row(into)], seal));
    await client.delivery.updateMany({ where: { campaignId: fair.id, personId: from }, data: { status: 'sent' } });
    await client.$transaction((tx) => joinPersons(tx, crypto, { from, into }));
    await client.$transaction((tx) => addRecipients(tx, fair, [row(into)], seal));
    const rows = await client.delivery.findMany({ where: { campaignId: fair.id } });
    expect(rows).toMatchObject([{ status: 'sent', personId: into }]);
  });

  test('of two answers to one event, the one with a place is kept', async () => {
    const { client } = database;
    const from = await openPerson(client, 'zalo', 'z-fair', NOW);
    const into = await openPerson(client, 'telegram', 't-fair', NOW);
    const [first, second] = [await fair(), await fair()];
    const reply = (eventId: string, personId: string, status: 'going' | 'waiting' | 'declined') =>
      client.eventReply.create({ data: { eventId, personId, status, code: personId.slice(-6), repliedAt: at(0) } });
    await reply(first, from, 'going');
    await reply(first, into, 'waiting');
    await reply(second, from, 'declined');
    await client.$transaction((tx) => joinPersons(tx, crypto, { from, into }));
    const replies = await client.eventReply.findMany({ where: { eventId: { in: [first, second] } } });
    expect(new Map(replies.map(({ eventId, personId, status }) => [eventId, [personId, status]]))).toEqual(
      new Map([
        [first, [into, 'going']],
        [second, [into, 'declined']],
      ]),
    );
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
      'delivery',
      'event_reply',
      'handoff_request',
      'identity',
      // Goes with the person.
      'link_code',
      'member',
      'message',
      'registration',
      'staff_user',
      'topic_preference',
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
