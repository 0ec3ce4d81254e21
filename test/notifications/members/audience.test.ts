import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withinScope } from '../../../src/notifications/members/audience.ts';
import { estimateDelivery } from '../../../src/notifications/members/estimate.ts';
import { DEFAULT_SETTINGS } from '../../../src/notifications/policy/settings.ts';
import { groupAudience } from '../../../src/notifications/store/audience-groups.ts';
import { createAudienceReader } from '../../../src/notifications/store/audience-reader.ts';
import type { Audience } from '../../../src/notifications/types.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { fileRegistration } from '../../office/filed-registration.ts';
import { newEvent, newMember, newPerson } from '../told.ts';

/** Thọ Lập (Thọ Xuân of old) and Hạc Thành. */
const HERE = '15568';
const ELSEWHERE = '14797';
const NOW = new Date('2026-11-26T03:00:00Z');

let database: Database;

beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(async () => {
  await database.close();
});
beforeEach(async () => {
  const { client } = database;
  await client.event.deleteMany();
  await client.member.deleteMany();
  await client.person.deleteMany();
});

async function told(audience: Audience, most = 2): Promise<string[]> {
  const reader = createAudienceReader(database.client);
  const keys: string[] = [];
  for (let after: string | null = null; ; after = keys.at(-1) ?? null) {
    const page = await reader.read(audience, after, most);
    keys.push(...page.map(({ recipientKey }) => recipientKey));
    if (page.length < most) return keys;
  }
}

/** Somebody with an account, consent and a registration. */
async function producer(filed: Parameters<typeof fileRegistration>[1] = {}, person = {}): Promise<string> {
  const { personId } = await fileRegistration(database.client, filed);
  await newPerson(database.client, { id: personId, ...person });
  return `person:${personId}`;
}

const member = async (one: Parameters<typeof newMember>[1]) => `member:${await newMember(database.client, one)}`;

describe('who an audience is', () => {
  test('everybody: producers, members without an account, whoever consented; in the order of their keys, once', async () => {
    const known = [
      await producer(),
      await producer({ unit: ELSEWHERE }),
      `person:${await newPerson(database.client)}`,
      await member({ phone: '0901000001' }),
      await member({ phone: null }),
    ];
    await producer({ status: 'withdrawn' }, { consent: 'refused' });
    await newPerson(database.client, { consent: null });
    for (const most of [1, 2, 3, 100]) expect(await told({}, most)).toEqual([...known].sort());
  });

  test('by commune, former district, kind, set, status', async () => {
    const here = await producer({ answers: { 'product.set': 9, 'applicant.kind': 'hop-tac-xa' } });
    const there = await producer({ unit: ELSEWHERE, status: 'accepted' });
    const listed = await member({ unit: HERE, kind: 'hop-tac-xa', certificates: [{ productSet: 9, stars: 4 }] });
    expect(await told({ units: [HERE] })).toEqual([listed, here]);
    expect(await told({ formerDistricts: ['Thọ Xuân'] })).toEqual([listed, here]);
    expect(await told({ formerDistricts: ['Thọ Xuân'], units: [ELSEWHERE] })).toEqual([]);
    expect(await told({ kinds: ['hop-tac-xa'] })).toEqual([listed, here]);
    expect(await told({ productSets: [9] })).toEqual([listed, here]);
    expect(await told({ productSets: [6] })).toEqual([there]);
    expect(await told({ registrationStatus: ['accepted'] })).toEqual([there]);
  });

  test('by the points that lead to the ministry, until it has decided', async () => {
    const results = { by: 'test', at: NOW };
    const waits = await fileRegistration(database.client, { status: 'forwarded' });
    const decided = await fileRegistration(database.client, { status: 'evaluated' });
    const below = await fileRegistration(database.client, { status: 'evaluated' });
    for (const { personId } of [waits, decided, below]) await newPerson(database.client, { id: personId });
    await database.client.evaluationResult.createMany({
      data: [
        { registrationId: waits.id, points: 91.5, stars: 4, ...results },
        { registrationId: decided.id, points: 93, stars: 5, ...results },
        { registrationId: below.id, points: 89.9, stars: 4, ...results },
      ],
    });
    await member({ certificates: [{ stars: 4 }] });
    expect(await told({ beforeMinistry: true })).toEqual([`person:${waits.personId}`]);
  });

  test('by stars and by the day on which a certificate runs out, of one and the same certificate', async () => {
    const soon = await member({
      phone: '0901000001',
      certificates: [
        { stars: 3, expiresOn: '2027-03-01' },
        { stars: 4, expiresOn: '2028-06-01' },
      ],
    });
    const { personId, id } = await fileRegistration(database.client, { status: 'evaluated' });
    await newPerson(database.client, { id: personId });
    await database.client.evaluationResult.create({
      data: { registrationId: id, points: 75, stars: 4, expiresOn: new Date('2027-03-15'), by: 'test', at: NOW },
    });
    const range = { from: '2027-03-01', to: '2027-03-31' };
    expect(await told({ certificateExpires: range })).toEqual([soon, `person:${personId}`]);
    expect(await told({ certificateExpires: range, stars: [4] })).toEqual([`person:${personId}`]);
    expect(await told({ stars: [4] })).toEqual([soon, `person:${personId}`]);
  });

  test('by what they answered to an event, and whether they stood at its door', async () => {
    const event = await newEvent(database.client);
    const reply = (status: 'going' | 'waiting' | 'declined', checkedInAt: Date | null = null) =>
      newPerson(database.client, { reply: { eventId: event, status, checkedInAt } });
    const [came, absent, waits, declined] = [
      await reply('going', NOW),
      await reply('going'),
      await reply('waiting'),
      await reply('declined'),
    ];
    await member({ phone: '0901000001' });
    const by = (how: NonNullable<Audience['event']>['reply']) => told({ event: { id: event, reply: how } });
    expect(await by('going')).toEqual([`person:${came}`, `person:${absent}`].sort());
    expect(await by('checked-in')).toEqual([`person:${came}`]);
    expect(await by('absent')).toEqual([`person:${absent}`]);
    expect(await by('waiting')).toEqual([`person:${waits}`]);
    expect(await by('declined')).toEqual([`person:${declined}`]);
    expect(await told({ event: { id: event, reply: 'going' }, units: [HERE] })).toEqual([]);
  });
});

describe('one person is told once', () => {
  test('with two registrations, two accounts and two rows in the list', async () => {
    const key = await producer({ answers: { 'applicant.phone': '0901000001' } }, { accounts: ['zalo', 'telegram'] });
    const personId = key.slice('person:'.length);
    const other = await fileRegistration(database.client);
    await database.client.registration.update({ where: { id: other.id }, data: { personId } });
    await newMember(database.client, { personId });
    await newMember(database.client, { personId, unit: ELSEWHERE });
    expect(await told({})).toEqual([key]);
    expect(await told({ units: [HERE, ELSEWHERE] })).toEqual([key]);
  });

  test('a member who gave the same number in a chat, and two rows with one number', async () => {
    const key = await producer({ answers: { 'applicant.phone': '0901000001' } });
    await member({ phone: '0901000001' });
    const first = await member({ phone: '0901000002' });
    await member({ phone: '0901000002', name: 'Tên viết khác' });
    const none = [await member({ phone: null }), await member({ phone: null })];
    const keys = await told({});
    expect(keys).toHaveLength(4);
    expect(keys).toEqual(expect.arrayContaining([key, ...none]));
    expect(keys.filter((one) => one === first)).toHaveLength(1);
  });

  test('a member stays where the one with their number is not told', async () => {
    await producer({ unit: ELSEWHERE, answers: { 'applicant.phone': '0901000001' } });
    const listed = await member({ phone: '0901000001', unit: HERE });
    expect(await told({ units: [HERE] })).toEqual([listed]);
  });

  test('somebody for whom the office filled in two forms', async () => {
    const onPaper = { accounts: [] };
    await producer({ filledByOffice: true, answers: { 'applicant.phone': '0901000003' } }, onPaper);
    await producer({ filledByOffice: true, answers: { 'applicant.phone': '0901000003' } }, onPaper);
    expect(await told({})).toHaveLength(1);
  });

  test('nobody who was erased: their registration stays without anybody in it', async () => {
    await fileRegistration(database.client);
    expect(await told({})).toEqual([]);
  });
});

describe('what is known before anything is sent', () => {
  const notice = {
    kind: 'broadcast',
    topic: 'fair',
    priority: 40,
    notBefore: NOW,
    expiresAt: new Date('2026-12-20T03:00:00Z'),
    template: { uid: 200, phone: 250 },
  } as const;
  const estimate = async (audience: Audience = {}) =>
    estimateDelivery(await groupAudience(database.client, audience, 'fair', NOW), notice, DEFAULT_SETTINGS, NOW);

  test('how many by each way, at what cost, who is called and who is left out, and why', async () => {
    const hours = (count: number) => new Date(NOW.getTime() - count * 3_600_000);
    await producer({}, { accounts: ['zalo'], lastInteractionAt: hours(5) });
    await producer(
      { answers: { 'applicant.phone': '0901000005' } },
      { accounts: ['zalo'], lastInteractionAt: hours(100) },
    );
    await producer({ answers: { 'applicant.phone': '0901000006' } }, { accounts: ['telegram'] });
    await producer({ answers: { 'applicant.phone': '0901000007' } }, { accounts: ['zalo'], off: ['fair'] });
    await producer({ answers: { 'applicant.phone': '0901000008' } }, { consent: 'withdrawn' });
    await member({ phone: '0901000009' });
    await member({ phone: null });
    expect(await estimate()).toMatchObject({
      total: 7,
      byWay: expect.arrayContaining([
        { way: 'zalo-window', count: 1, cost: 0 },
        { way: 'zbs-uid', count: 1, cost: 200 },
      ]),
      excluded: expect.arrayContaining([
        { reason: 'topic-off', count: 1 },
        { reason: 'consent-withdrawn', count: 1 },
      ]),
      calls: [{ reason: 'not-linked', count: 2 }],
    });
  });

  test('the groups count exactly those whom the reader gives', async () => {
    const event = await newEvent(database.client);
    for (let at = 0; at < 12; at += 1) {
      await producer(
        {
          unit: at % 2 ? HERE : ELSEWHERE,
          answers: { 'applicant.phone': `09010001${String(at % 5).padStart(2, '0')}` },
        },
        {
          accounts: at % 3 ? ['zalo', 'telegram'] : [],
          reply: at % 4 ? { eventId: event, status: 'going' } : undefined,
        },
      );
      await member({ phone: `09010001${String(at % 7).padStart(2, '0')}`, unit: at % 3 ? HERE : ELSEWHERE });
    }
    for (const audience of [{}, { units: [HERE] }, { event: { id: event, reply: 'going' } }] as const) {
      const keys = await told(audience);
      expect(new Set(keys).size).toBe(keys.length);
      expect((await estimate(audience)).total).toBe(keys.length);
    }
  });
});

describe("an officer's communes", () => {
  test('limit every audience', () => {
    expect(withinScope({}, 'province')).toEqual({});
    expect(withinScope({}, [HERE])).toEqual({ units: [HERE] });
    expect(withinScope({ units: [HERE, ELSEWHERE], stars: [4] }, [HERE])).toEqual({ units: [HERE], stars: [4] });
    expect(withinScope({ formerDistricts: ['Thọ Xuân'] }, [HERE, ELSEWHERE])).toEqual({ units: [HERE] });
    expect(withinScope({ units: [ELSEWHERE] }, [HERE])).toBeNull();
    expect(withinScope({ event: { id: randomUUID(), reply: 'going' } }, [HERE])).toMatchObject({ units: [HERE] });
  });
});
