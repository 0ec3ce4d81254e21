import { randomUUID } from 'node:crypto';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClaims } from '../../src/notifications/store/claims.ts';
import { type Browser, type OfficeService, startOfficeService } from './office-service.ts';

/** Thọ Lập. */
const HERE = '15568';

let service: OfficeService;
let commune: Browser;
let province: Browser;
beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  commune = await service.staff('commune-officer', [HERE]);
  province = await service.staff('provincial-coordinator');
});
afterAll(() => service.close());

const input = (change: object = {}) => ({
  kind: 'training',
  title: 'Làm bao bì',
  place: 'Nhà văn hóa xã Thọ Lập',
  unit: HERE,
  startsAt: '2026-12-10T08:00:00+07:00',
  takesReplies: true,
  audience: {},
  ...change,
});

async function newEvent(change: object = {}, who = commune): Promise<string> {
  const { body } = await who.call('POST', '/events', input(change));
  return body.id;
}

const campaignsOf = (eventId: string) =>
  service.database.client.campaign.findMany({ where: { eventId }, orderBy: [{ startsAt: 'asc' }, { title: 'asc' }] });

describe('an event of a commune', () => {
  test('is told to the people of that commune only, once it is published, with reminders before it', async () => {
    const id = await newEvent({ audience: { stars: [3] } });
    expect(await campaignsOf(id)).toEqual([]);
    expect((await commune.call('POST', `/events/${id}/publish`, { version: 1 })).body.status).toBe('published');
    const campaigns = await campaignsOf(id);
    expect(campaigns.map(({ title, startsAt, audience }) => [title, startsAt.toISOString(), audience])).toEqual([
      ['Mời: Làm bao bì', '2026-11-26T02:00:00.000Z', { stars: [3], units: [HERE] }],
      ['Nhắc trước 7 ngày: Làm bao bì', '2026-12-03T01:00:00.000Z', { event: { id, reply: 'going' } }],
      ['Nhắc trước 3 ngày: Làm bao bì', '2026-12-07T01:00:00.000Z', { event: { id, reply: 'going' } }],
      ['Nhắc trước 1 ngày: Làm bao bì', '2026-12-09T01:00:00.000Z', { event: { id, reply: 'going' } }],
      ['Nhắc sáng hôm diễn ra: Làm bao bì', '2026-12-10T00:00:00.000Z', { event: { id, reply: 'going' } }],
    ]);
    expect((await commune.call('POST', `/events/${id}/publish`, { version: 1 })).status).toBe(409);
  });

  test('must be possible, and only its own officers run it', async () => {
    const refused = async (change: object, who = commune) =>
      (await who.call('POST', '/events', input(change))).body.code;
    expect(await refused({ startsAt: '2026-11-25T08:00:00+07:00' })).toBe('event-impossible');
    expect(await refused({ endsAt: '2026-12-10T07:00:00+07:00' })).toBe('event-impossible');
    expect(await refused({ replyBy: '2026-12-11T07:00:00+07:00' })).toBe('event-impossible');
    expect(await refused({ unit: null })).toBe('not-in-scope');
    expect(await refused({ unit: '14797' })).toBe('not-in-scope');
    expect(await refused({ audience: { units: ['14797'] } })).toBe('not-in-scope');
    expect(await refused({ kind: 'party' })).toBe('bad-request');
    const ofProvince = await newEvent({ unit: null }, province);
    expect((await commune.call('GET', `/events/${ofProvince}`)).body.own).toBe(false);
    expect((await commune.call('GET', `/events/${ofProvince}/attendance`)).status).toBe(404);
    expect((await commune.call('PUT', `/events/${ofProvince}`, { version: 1, input: input() })).status).toBe(404);
  });

  test('of two officers who change it at once one is told', async () => {
    const id = await newEvent();
    const both = await Promise.all(
      ['Phòng 1', 'Phòng 2'].map((place) =>
        commune.call('PUT', `/events/${id}`, { version: 1, input: input({ place }) }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('people and an event', () => {
  test('answer it, move up when it grows, hear that it moved, and stand in the list by their consent', async () => {
    const lan = service.producer('chi-lan');
    await lan.sendForm({ representative: 'Lê Thị Lan', phone: '0912 000 111' });
    const ha = service.producer('anh-ha');
    const id = await newEvent({ title: 'Chụp ảnh sản phẩm', capacity: 1 });
    await commune.call('POST', `/events/${id}/publish`, { version: 1 });
    expect((await lan.say('đăng ký lớp chụp ảnh sản phẩm tập huấn cho tôi')).join()).toContain('Tôi đã ghi anh/chị dự');
    // Nobody is in a list before they have agreed to be kept.
    expect((await ha.say('cho tui đăng ký tập huấn chụp ảnh')).join()).toContain('Anh/chị có đồng ý không?');
    expect((await commune.call('GET', `/events/${id}`)).body).toMatchObject({ going: 1, waiting: 0 });
    expect((await ha.say('đồng ý')).join()).toContain('danh sách chờ, thứ 1');

    const grown = input({ title: 'Chụp ảnh sản phẩm', capacity: 5, startsAt: '2026-12-11T08:00:00+07:00' });
    expect((await commune.call('PUT', `/events/${id}`, { version: 1, input: grown })).body.version).toBe(2);
    expect((await ha.say('tôi đã đăng ký những gì?')).join()).toContain('mã vào cửa');
    const moved = await service.database.client.campaign.findUniqueOrThrow({
      where: { sourceKey: `event:${id}:moved:2` },
      include: { deliveries: true },
    });
    expect(moved.deliveries).toHaveLength(2);
    expect(moved.text).toContain('thứ Sáu 11/12/2026');
    expect(moved.text).toContain('Trước đây: 8 giờ, thứ Năm 10/12/2026');
    const reminders = (await campaignsOf(id)).filter(({ kind }) => kind === 'event-reminder');
    expect(reminders.map(({ status, startsAt }) => [status, startsAt.toISOString().slice(0, 10)])).toEqual(
      expect.arrayContaining([
        ['cancelled', '2026-12-03'],
        ['scheduled', '2026-12-04'],
      ]),
    );

    const list = (await commune.call('GET', `/events/${id}/attendance`)).body.people;
    expect(list).toMatchObject([
      { status: 'going', name: 'Lê Thị Lan', phone: '0912000111', unit: HERE },
      { status: 'going', name: null, organisation: null, phone: null },
    ]);
    const workbook = await commune.call('GET', `/events/${id}/attendance/workbook`);
    expect(JSON.stringify(await readSheet(workbook.bytes))).toContain('Lê Thị Lan');

    const { code } = list[1];
    expect((await commune.call('POST', `/events/${id}/check-in`, { code })).body).toEqual({
      already: false,
      status: 'going',
    });
    expect((await commune.call('POST', `/events/${id}/check-in`, { code })).body.already).toBe(true);
    expect((await commune.call('GET', `/events/${id}`)).body).toMatchObject({ going: 2, checkedIn: 1 });

    // Fewer places than people who have one: nobody is sent away.
    const fewer = { version: 2, input: { ...grown, capacity: 1 } };
    expect((await commune.call('PUT', `/events/${id}`, fewer)).body.code).toBe('event-impossible');
  });

  test('are invited to the new time only: an invitation in a worker’s hands is taken from it', async () => {
    const { client } = service.database;
    const id = await newEvent({ title: 'Đóng gói' });
    await commune.call('POST', `/events/${id}/publish`, { version: 1 });
    const { id: campaignId, expiresAt } = await client.campaign.findUniqueOrThrow({
      where: { sourceKey: `event:${id}:announced` },
    });
    await client.campaign.update({ where: { id: campaignId }, data: { status: 'running' } });
    const at = new Date('2026-11-26T02:00:00Z');
    const { id: personId } = await client.person.create({ data: { createdAt: at } });
    await client.delivery.create({
      data: { campaignId, recipientKey: `person:${personId}`, personId, notBefore: at, expiresAt, priority: 40 },
    });
    const claims = createClaims(client, randomUUID(), 60_000);
    await client.delivery.updateMany({ where: { campaignId }, data: { channel: 'telegram' } });
    const [row] = await claims.claim('telegram', [campaignId], 10, at);
    const moved = input({ title: 'Đóng gói', startsAt: '2026-12-12T08:00:00+07:00' });
    expect((await commune.call('PUT', `/events/${id}`, { version: 1, input: moved })).status).toBe(200);
    const begun = await claims.begin(
      [{ seq: row?.seq ?? 0n, claim: row?.claim ?? null, campaignId, way: 'telegram', identityId: null }],
      at,
    );
    expect(begun).toEqual(new Set());
    expect(await claims.claim('telegram', [campaignId], 10, at)).toHaveLength(1);
  });

  test('hear what holds now: every notice in a worker’s hands is taken from it when something else changes', async () => {
    const { client } = service.database;
    const id = await newEvent({ title: 'Quay phim', takesReplies: false, contact: 'Chị Hoa, xã Thọ Lập' });
    await commune.call('POST', `/events/${id}/publish`, { version: 1 });
    const at = new Date('2026-11-26T02:00:00Z');
    const { id: personId } = await client.person.create({ data: { createdAt: at } });
    const [announced] = await campaignsOf(id);
    const told = { campaignId: announced?.id ?? '', recipientKey: `person:${personId}`, personId, notBefore: at };
    await client.delivery.create({
      data: { ...told, status: 'sent', expiresAt: new Date('2026-12-01T02:00:00Z'), priority: 40 },
    });
    const later = { title: 'Quay phim', takesReplies: false, startsAt: '2026-12-12T08:00:00+07:00' };
    const moved = input({ ...later, contact: 'Chị Hoa, xã Thọ Lập' });
    expect((await commune.call('PUT', `/events/${id}`, { version: 1, input: moved })).status).toBe(200);

    // The first reminder runs, and two workers have the news of the move and the reminder in hand.
    const pending = (await campaignsOf(id)).filter(({ status }) => status === 'scheduled');
    const change = pending.find(({ title }) => title.startsWith('Đổi lịch')) ?? pending[0];
    const reminder = pending.find(({ title }) => title.startsWith('Nhắc trước 7 ngày')) ?? pending[0];
    const ids = [change?.id ?? '', reminder?.id ?? ''];
    await client.campaign.updateMany({ where: { id: { in: ids } }, data: { status: 'running' } });
    const { id: other } = await client.person.create({ data: { createdAt: at } });
    const reminded = { campaignId: ids[1] ?? '', recipientKey: `person:${other}`, personId: other, notBefore: at };
    await client.delivery.create({ data: { ...reminded, expiresAt: new Date('2026-12-12T01:00:00Z'), priority: 30 } });
    await client.delivery.updateMany({ where: { campaignId: { in: ids } }, data: { channel: 'telegram' } });
    const claims = createClaims(client, randomUUID(), 60_000);
    const now = service.clock.now();
    const inHand = await claims.claim('telegram', ids, 10, now);
    expect(inHand).toHaveLength(2);

    const reworded = { version: 2, input: input({ ...later, contact: 'Anh Sơn, xã Thọ Lập' }) };
    expect((await commune.call('PUT', `/events/${id}`, reworded)).status).toBe(200);
    const begun = await claims.begin(
      inHand.map(({ seq, campaignId, claim }) => ({ seq, campaignId, claim, way: 'telegram', identityId: null })),
      now,
    );
    expect(begun).toEqual(new Set());
    const texts = (await campaignsOf(id)).filter(({ status }) => status !== 'cancelled').map(({ text }) => text);
    expect(texts.join()).not.toContain('Chị Hoa');
    expect(texts.filter((text) => text.includes('Anh Sơn')).length).toBe(texts.length);
    expect(texts.find((text) => text.includes('Trước đó')) ?? texts.join()).toContain('10/12/2026');
  });

  test('hear that it does not take place, but for those who were not coming anyway', async () => {
    const [mai, nam] = [service.producer('chi-mai'), service.producer('anh-nam')];
    const id = await newEvent({ kind: 'fair', title: 'Hội chợ Tết Thọ Xuân' });
    await commune.call('POST', `/events/${id}/publish`, { version: 1 });
    for (const one of [mai, nam]) {
      await one.say('tôi đi hội chợ Tết Thọ Xuân');
      await one.say('đồng ý');
    }
    await nam.say('hủy đăng ký hội chợ');
    await commune.call('POST', `/events/${id}/cancel`, { version: 1, reason: 'bão số 12' });
    const told = await service.database.client.campaign.findUniqueOrThrow({
      where: { sourceKey: `event:${id}:cancelled` },
      include: { deliveries: true },
    });
    expect(told.text).toContain('Lý do: bão số 12.');
    expect(told.deliveries).toHaveLength(1);
    const others = (await campaignsOf(id)).filter(({ sourceKey }) => sourceKey !== `event:${id}:cancelled`);
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set(['cancelled']));
    expect((await mai.say('tôi đi hội chợ Tết Thọ Xuân')).join()).toContain('không tổ chức nữa');
  });
});
