import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPrismaStore } from '../../src/conversation/store/prisma-store.ts';
import { erasePerson } from '../../src/people/erase-person.ts';
import { collectPersonalData } from '../../src/people/personal-data.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { newMember } from '../notifications/told.ts';
import { createTalk, type Talk } from './talk.ts';

const crypto = createCrypto(randomBytes(32));
const CODE = 'm-abcdefghjk';

let database: Database;
let talk: Talk;

beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(async () => {
  await database.close();
});
beforeEach(async () => {
  const { client } = database;
  await client.member.deleteMany();
  await client.linkFailure.deleteMany();
  await client.staffUser.deleteMany();
  await client.person.deleteMany();
  // Every talk counts its messages anew.
  await client.inboxEvent.deleteMany();
  await client.outboxMessage.deleteMany();
  talk = createTalk({ on: createPrismaStore(client, crypto) });
});

const member = (one: Parameters<typeof newMember>[1] = {}) =>
  newMember(database.client, { linkToken: CODE.slice(2), ...one });
const whose = async (id: string) => (await database.client.member.findUniqueOrThrow({ where: { id } })).personId;
const me = async () => (await database.client.identity.findFirstOrThrow()).personId;
const contact = (phone: string, own = true) => talk.send({ kind: 'contact', phone, own });

async function consented() {
  await talk.say('xa-15568');
  await talk.say('đồng ý');
}

describe('by a code of their own', () => {
  test('consent is asked first, and then the account stands for the member', async () => {
    const id = await member();
    const asked = await talk.say(CODE);
    expect(asked.asking).toBe('consent');
    expect(asked.text).toContain('tôi cần hỏi ý kiến');
    expect(await whose(id)).toBeNull();
    const done = await talk.say('đồng ý');
    expect(done.text).toContain('Đã nối tài khoản này với anh/chị trong danh sách chủ thể OCOP của xã Thọ Lập');
    expect(done.registration).toBeNull();
    expect(await whose(id)).toBe(await me());
    expect((await talk.say(CODE)).text).toContain('đã được nối');
  });

  test('who refuses stays on the call list', async () => {
    const id = await member();
    await talk.say(CODE);
    await talk.say('không đồng ý');
    expect(await whose(id)).toBeNull();
    // A later yes is for the form.
    await talk.say('tôi muốn đăng ký sản phẩm');
    expect((await talk.say('đồng ý')).asking).toBe('applicant.kind');
    expect(await whose(id)).toBeNull();
  });

  test('it works as it is read out, and once', async () => {
    const id = await member();
    await consented();
    expect((await talk.say(' M - ABCDEFGHJK ')).text).toContain('Đã nối');
    expect((await talk.say('m-abcdefghjk', 'telegram')).text).toContain('không đúng hoặc đã được dùng');
    expect(await whose(id)).toBe(await me());
  });

  test('many wrong codes close the door', async () => {
    await consented();
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await talk.say('m-zzzzzzzzzz')).text).toContain('không đúng hoặc đã được dùng');
    }
    const id = await member();
    expect((await talk.say(CODE)).text).toContain('tạm dừng');
    expect(await whose(id)).toBeNull();
  });

  test('two members may be one person', async () => {
    const [first, second] = [await member(), await member({ linkToken: 'bbbbbbbbbb', unit: '14797' })];
    await consented();
    await talk.say(CODE);
    await talk.say('m-bbbbbbbbbb');
    expect([await whose(first), await whose(second)]).toEqual([await me(), await me()]);
  });
});

describe('by the number that the channel vouches for', () => {
  test('exactly one member with it', async () => {
    const id = await member({ phone: '0987654321' });
    await talk.say('xa-15568');
    const asked = await talk.say('đồng ý');
    expect(asked.replies.at(-1)?.requestContact).toBeDefined();
    expect((await contact('+84987654321')).text).toContain('Đã nối');
    expect(await whose(id)).toBe(await me());
  });

  test('of two none is guessed, and neither is a number of somebody else', async () => {
    const ids = [
      await member({ phone: '0987654321' }),
      await member({ phone: '0987654321', linkToken: 'bbbbbbbbbb' }),
      await member({ phone: '0912345678', linkToken: 'cccccccccc' }),
    ];
    await consented();
    expect((await contact('+84987654321')).text).toContain('chưa tìm thấy đúng một người');
    await contact('+84912345678', false);
    expect(await Promise.all(ids.map(whose))).toEqual([null, null, null]);
  });

  test('a number that is only typed joins nobody', async () => {
    const id = await member({ phone: '0987654321' });
    await consented();
    await talk.say('số của tôi là 0987654321');
    expect(await whose(id)).toBeNull();
  });

  test('shared as an answer of the form it does both', async () => {
    const id = await member({ phone: '0987654321' });
    await talk.say('tôi muốn đăng ký sản phẩm');
    await talk.say('đồng ý');
    const answered = await contact('+84987654321');
    expect(answered.registration?.answers['applicant.phone']).toBe('0987654321');
    expect(await whose(id)).toBe(await me());
  });

  test('without consent nothing is joined', async () => {
    const id = await member({ phone: '0987654321' });
    expect((await contact('+84987654321')).asking).toBe('consent');
    expect(await whose(id)).toBeNull();
  });
});

test("an officer's code joins their own account, once", async () => {
  const { id } = await database.client.staffUser.create({
    data: {
      email: 'can.bo@ocop.example',
      name: 'Cán bộ',
      role: 'commune-officer',
      wholeProvince: false,
      units: [],
      passwordHash: '',
      createdAt: new Date(),
      chatToken: 'ddddddddddd'.slice(0, 10),
    },
  });
  expect((await talk.say('cb-dddddddddd')).text).toContain('Đã nối tài khoản cán bộ');
  expect(await database.client.staffUser.findUnique({ where: { id } })).toMatchObject({
    personId: await me(),
    chatToken: null,
  });
  expect((await talk.say('cb-dddddddddd')).text).toContain('không đúng');
});

test('the copy of their data says what the list says of them', async () => {
  await member({ name: 'HTX Quảng Thọ', phone: '0987654321', certificates: [{ productName: 'Mắm tép', stars: 4 }] });
  await talk.say(CODE);
  await talk.say('đồng ý');
  const data = await collectPersonalData(database.client, crypto, await me());
  expect(data?.memberships).toEqual([
    { name: 'HTX Quảng Thọ', phone: '0987654321', unit: '15568', certificates: ['Mắm tép, 4 sao'] },
  ]);
});

test('erased, a person is no member any more; the office keeps its own list', async () => {
  const id = await member();
  await talk.say(CODE);
  await talk.say('đồng ý');
  const order = { personId: await me(), extent: 'everything', by: 'person', at: new Date() } as const;
  const certificate = '00000000-0000-4000-8000-000000000001';
  await database.client.$transaction((tx) => erasePerson(tx, crypto, { ...order, certificate }));
  expect(await database.client.member.findUnique({ where: { id } })).toMatchObject({ personId: null, linkedAt: null });
});
