import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxContext } from '../../src/conversation/store/sealed.ts';
import { createTryOut } from '../../src/conversation/store/try-out.ts';
import { startDueCampaigns } from '../../src/notifications/store/expansion.ts';
import type { Role } from '../../src/office/roles.ts';
import { countTroubles } from '../../src/office/services/broadcasts/ledger.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { newMember, newPerson } from '../notifications/told.ts';
import { cellsOf } from '../registration/documents/office-file.ts';
import { fileRegistration } from './filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from './office-service.ts';

const HERE = '15568';
const ELSEWHERE = '14797';
const CONTENT = {
  title: 'Mời hội chợ cuối năm',
  topic: 'fair',
  text: 'Kính mời {name} tham gia hội chợ OCOP ngày 10/12 tại Hạc Thành.',
  audience: {},
  expiresAt: '2026-12-09T17:00:00+07:00',
};

let service: OfficeService;
let author: Browser & { id: string };
let second: Browser & { id: string };
let commune: Browser & { id: string };

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  author = await service.staff('provincial-coordinator');
  second = await service.staff('provincial-coordinator');
  commune = await service.staff('commune-officer', [HERE]);
});
afterAll(async () => {
  await service.close();
});
beforeEach(async () => {
  const { client } = service.database;
  await client.campaign.deleteMany();
  await client.member.deleteMany();
  await client.person.deleteMany();
});

const members = async (count: number, unit = HERE) => {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1)
    ids.push(await newMember(service.database.client, { unit, phone: `0901${String(at).padStart(6, '0')}` }));
  return ids;
};

async function draft(who: Browser, content: object = {}) {
  const { body } = await who.call('POST', '/broadcasts', { ...CONTENT, ...content });
  if (body.kind !== 'saved') throw new Error(JSON.stringify(body));
  return body as { id: string; version: number; status: string };
}

const step = (who: Browser, name: string, { id, version }: { id: string; version: number }) =>
  who.call('POST', `/broadcasts/${id}/${name}`, { version });

const rows = (campaignId: string, statuses: readonly string[]) =>
  service.database.client.delivery.createMany({
    data: statuses.map((status, at) => ({
      campaignId,
      recipientKey: `member:${at}`,
      status: status as 'sent',
      notBefore: service.clock.now(),
      expiresAt: new Date(CONTENT.expiresAt),
      priority: 40,
    })),
  });

describe('what an officer writes', () => {
  test.each([
    [
      'too long with a long name',
      { text: `{name} ${'a'.repeat(3_960)}` },
      'text',
      'Dài quá giới hạn 4.000 ký tự của trang chat',
    ],
    ['a place for nothing', { text: 'Chào {ten}' }, 'text', 'Không có ô {ten}'],
    [
      'a template that is not there',
      { template: { purpose: 'event', data: { ten: '{name}' } } },
      'template',
      'Chưa có tin mẫu Zalo',
    ],
    ['ends before it begins', { expiresAt: '2026-11-20T00:00:00Z' }, 'expiresAt', 'phải sau giờ gửi'],
    ['for ever', { expiresAt: '2027-11-20T00:00:00Z' }, 'expiresAt', 'không quá 90 ngày'],
  ])('is not saved while something is wrong: %s', async (_, content, field, text) => {
    const { body } = await author.call('POST', '/broadcasts', { ...CONTENT, ...content });
    expect(body).toMatchObject({ kind: 'refused', problems: [{ field, text: expect.stringContaining(text) }] });
    expect(await service.database.client.campaign.count()).toBe(0);
  });

  test("is checked against what Zalo says of the template's parameters", async () => {
    await service.database.client.zaloTemplate.create({
      data: {
        purpose: 'event',
        templateId: '1',
        name: 'Sự kiện',
        status: 'ENABLE',
        parameters: [
          { name: 'ten', required: true, maxLength: 30 },
          { name: 'su_kien', required: true, maxLength: 20 },
        ],
        priceUid: 200,
        pricePhone: 250,
        checkedAt: service.clock.now(),
      },
    });
    const tried = async (data: object) =>
      (
        await author.call('POST', '/broadcasts/preview', { ...CONTENT, template: { purpose: 'event', data } })
      ).body.problems
        .map(({ text }: { text: string }) => text)
        .join(' ');
    expect(await tried({ ten: '{name}', su_kien: 'Hội chợ' })).toBe('');
    expect(await tried({ ten: '{name}' })).toContain('Chưa ghi tham số su_kien');
    expect(await tried({ ten: '{name}', su_kien: 'x'.repeat(21) })).toContain('su_kien dài quá 20');
    expect(await tried({ ten: '{name}', su_kien: 'x', khac: 'y' })).toContain('không có tham số khac');
    expect(await tried({ ten: '{ai}', su_kien: 'x' })).toContain('không có ô {ai}');
    await service.database.client.zaloTemplate.deleteMany();
  });

  test('is shown as each channel shows it, with how many, by what way, who is called and a masked sample', async () => {
    const { client } = service.database;
    await members(3);
    const { personId } = await fileRegistration(client, { answers: { 'applicant.phone': '0987654321' } });
    await newPerson(client, { id: personId, accounts: ['simulator'] });
    await newPerson(client, { accounts: ['simulator'], off: ['fair'] });
    const { body } = await author.call('POST', '/broadcasts/preview', CONTENT);
    expect(body).toMatchObject({
      problems: [],
      total: 5,
      byWay: [{ way: 'simulator', count: 1, cost: 0 }],
      calls: [{ reason: 'not-linked', count: 3 }],
      excluded: [{ reason: 'topic-off', count: 1, text: 'Người này đã thôi nhận chủ đề này.' }],
      needsApproval: false,
    });
    expect(body.channels[0].messages).toEqual([
      { text: expect.stringContaining('Kính mời Cán bộ thử tham gia'), buttons: ['Thôi nhận hội chợ'] },
    ]);
    expect(body.sample).toHaveLength(5);
    expect(JSON.stringify(body.sample)).not.toContain('0987654321');
    expect(body.sample).toContainEqual({ name: 'Hộ k. d. L. T. H.', phone: '09•••••321', unit: HERE });
  });

  test("of a commune stays within the officer's communes", async () => {
    await members(2);
    await newMember(service.database.client, { unit: ELSEWHERE, phone: '0902000000' });
    const mine = await draft(commune);
    const { body } = await commune.call('GET', `/broadcasts/${mine.id}/preview`);
    expect(body.total).toBe(2);
    expect((await commune.call('POST', '/broadcasts', { ...CONTENT, audience: { units: [ELSEWHERE] } })).status).toBe(
      404,
    );
    const theirs = await draft(author);
    expect((await commune.call('GET', `/broadcasts/${theirs.id}`)).body.code).toBe('broadcast-unknown');
    expect((await commune.call('GET', '/broadcasts')).body.rows.map(({ id }: { id: string }) => id)).toEqual([mine.id]);
    expect((await author.call('GET', '/broadcasts')).body.rows).toHaveLength(2);
  });
});

describe('a broadcast for few', () => {
  test('goes out when submitted; can be taken back, written anew and thrown away', async () => {
    await members(2);
    const first = await draft(author);
    const submitted = (await step(author, 'submit', first)).body;
    expect(submitted).toEqual({ version: first.version + 1, status: 'scheduled' });
    expect((await step(author, 'submit', first)).body.code).toBe('changed-meanwhile');
    expect((await step(author, 'submit', { ...first, ...submitted })).body.code).toBe('broadcast-wrong-status');
    const recalled = (await step(author, 'recall', { ...first, ...submitted })).body;
    expect(recalled.status).toBe('draft');
    const edited = await author.call('PUT', `/broadcasts/${first.id}`, {
      version: recalled.version,
      content: { ...CONTENT, title: 'Mời lại' },
    });
    expect(edited.body).toMatchObject({ kind: 'saved', status: 'draft' });
    expect((await author.call('GET', `/broadcasts/${first.id}`)).body).toMatchObject({
      title: 'Mời lại',
      acts: ['edit', 'discard', 'submit'],
      recipients: null,
    });
    expect((await step(author, 'discard', { ...first, version: edited.body.version })).status).toBe(200);
    expect((await author.call('GET', `/broadcasts/${first.id}`)).status).toBe(404);
  });

  test('for nobody is not submitted', async () => {
    expect((await step(author, 'submit', await draft(author))).body.code).toBe('broadcast-unfit');
  });

  test('whose date has come meanwhile is not submitted', async () => {
    await members(1);
    const one = await draft(author, { expiresAt: '2026-11-26T02:00:30Z' });
    service.clock.advance(60_000);
    expect((await step(author, 'submit', one)).body.code).toBe('broadcast-unfit');
  });
});

describe('a broadcast for many', () => {
  test('waits for a second officer, never its author', async () => {
    await members(51);
    const one = await draft(author);
    const waiting = { ...one, ...(await step(author, 'submit', one)).body };
    expect(waiting.status).toBe('awaitingApproval');
    expect((await author.call('GET', `/broadcasts/${one.id}`)).body.recipients).toBe(51);
    expect((await step(author, 'approve', waiting)).body.code).toBe('approver-is-author');
    const approvalsFor = async ({ id }: { id: string }, role: Role) =>
      (await countTroubles(service.parts.office, { id, role, name: '', email: '', scope: 'province' })).approvals;
    expect(await approvalsFor(second, 'provincial-coordinator')).toBe(1);
    expect(await approvalsFor(author, 'provincial-coordinator')).toBe(0);
    expect(await approvalsFor(second, 'commune-officer')).toBe(0);
    const back = { ...one, ...(await step(second, 'send-back', waiting)).body };
    expect(back.status).toBe('draft');
    const again = { ...one, ...(await step(author, 'submit', back)).body };
    const approved = (await step(second, 'approve', again)).body;
    expect(approved.status).toBe('scheduled');
    const { what } = await service.database.client.auditEntry.findFirstOrThrow({
      where: { campaignId: one.id },
      orderBy: { seq: 'desc' },
    });
    expect(what).toBe('broadcast.approve');
  });

  test('that it was not for when it was handed in stops before anybody is told, and says so', async () => {
    const { client } = service.database;
    await members(50);
    const one = await draft(author, { startsAt: '2026-11-27T02:00:00Z' });
    const planned = { ...one, ...(await step(author, 'submit', one)).body };
    expect(planned.status).toBe('scheduled');
    await newMember(client, { phone: '0909000001' });
    const start = new Date('2026-11-27T02:00:00Z');
    expect(await startDueCampaigns(client, start)).toEqual([]);
    const held = (await author.call('GET', `/broadcasts/${one.id}`)).body;
    expect(held).toMatchObject({ status: 'awaitingApproval', recipients: 51, grownFrom: 50 });
    expect((await step(author, 'approve', { ...one, ...planned })).body.code).toBe('changed-meanwhile');
    expect((await step(author, 'approve', held)).body.code).toBe('approver-is-author');
    expect((await step(second, 'approve', held)).body.status).toBe('scheduled');
    expect(await startDueCampaigns(client, start)).toEqual([one.id]);
  });

  test('that some were told of before it grew goes on only when approved, and is no draft again', async () => {
    const { client } = service.database;
    await members(50);
    const one = await draft(author);
    await step(author, 'submit', one);
    expect(await startDueCampaigns(client, service.clock.now())).toEqual([one.id]);
    await client.campaign.update({ where: { id: one.id }, data: { expandedTo: 'member:1' } });
    const running = (await author.call('GET', `/broadcasts/${one.id}`)).body;
    const paused = { ...one, ...(await step(author, 'pause', running)).body };
    await newMember(client, { phone: '0909000001' });
    await step(author, 'resume', paused);
    expect(await startDueCampaigns(client, service.clock.now())).toEqual([]);
    const held = (await author.call('GET', `/broadcasts/${one.id}`)).body;
    expect(held.status).toBe('awaitingApproval');
    expect((await step(second, 'send-back', held)).body.code).toBe('broadcast-wrong-status');
    expect((await step(second, 'approve', held)).body.status).toBe('scheduled');
  });

  test('whoever wrote it last is its author', async () => {
    await members(51);
    const one = await draft(author);
    const { body } = await second.call('PUT', `/broadcasts/${one.id}`, { version: one.version, content: CONTENT });
    const waiting = { ...one, ...(await step(author, 'submit', { ...one, version: body.version })).body };
    expect((await step(second, 'approve', waiting)).body.code).toBe('approver-is-author');
    expect((await step(author, 'approve', waiting)).body.status).toBe('scheduled');
  });
});

describe('while it runs', () => {
  async function running(statuses: readonly string[]) {
    await members(1);
    const one = await draft(author);
    const { version } = (await step(author, 'submit', one)).body;
    await service.database.client.campaign.update({
      where: { id: one.id },
      data: { status: 'running', expandedAt: service.clock.now() },
    });
    await rows(one.id, statuses);
    return { id: one.id, version };
  }

  test('how many stand where, and why', async () => {
    const one = await running(['sent', 'sent', 'delivered', 'waiting']);
    await service.database.client.delivery.updateMany({
      where: { campaignId: one.id, status: 'waiting' },
      data: { reason: 'quiet-hours' },
    });
    const { body } = await author.call('GET', `/broadcasts/${one.id}`);
    expect(body.tallies[0]).toMatchObject({ status: 'sent', count: 2 });
    expect(body.tallies).toContainEqual(
      expect.objectContaining({ status: 'waiting', text: 'Ngoài giờ gửi tin; tin đi vào buổi sáng.', count: 1 }),
    );
    expect(body.acts).toEqual(['pause', 'cancel', 'retry']);
  });

  test('is paused, goes on, and is cancelled: nobody is left without a reason', async () => {
    const one = await running(['sent', 'waiting', 'waiting']);
    const paused = (await step(author, 'pause', one)).body;
    expect(paused).toMatchObject({ status: 'paused', stillSending: 0 });
    const resumed = (await step(author, 'resume', { ...one, version: paused.version })).body;
    expect(resumed.status).toBe('scheduled');
    // Somebody has had it: it can't be written anew.
    expect((await step(author, 'recall', { ...one, version: resumed.version })).body.code).toBe(
      'broadcast-wrong-status',
    );
    const cancelled = (await step(author, 'cancel', { ...one, version: resumed.version })).body;
    expect(cancelled.status).toBe('cancelled');
    const { body } = await author.call('GET', `/broadcasts/${one.id}`);
    expect(body.tallies).toEqual([
      expect.objectContaining({ status: 'cancelled', text: 'Cơ quan đã hủy thông báo.', count: 2 }),
      expect.objectContaining({ status: 'sent', count: 1 }),
    ]);
    expect(body.acts).toEqual([]);
  });

  test('those that failed are tried again, and nobody else', async () => {
    const one = await running(['sent', 'failed', 'uncertain', 'skipped', 'callList']);
    expect((await step(author, 'retry', one)).body).toMatchObject({ status: 'running', again: 1 });
    const after = await service.database.client.delivery.findMany({
      where: { campaignId: one.id },
      orderBy: { seq: 'asc' },
    });
    expect(after.map(({ status }) => status)).toEqual(['sent', 'waiting', 'uncertain', 'skipped', 'callList']);
  });
});

describe('the officer tries it out', () => {
  test('on their own account, joined by a code, and nobody else hears it', async () => {
    const one = await draft(author);
    expect((await author.call('POST', `/broadcasts/${one.id}/try-out`)).body.code).toBe('no-chat-account');
    const { body } = await author.call('POST', '/account/chat-code');
    expect(body.code).toMatch(/^cb-[a-z2-9]{10}$/);
    const { client } = service.database;
    const stranger = service.producer('nguoi-la');
    await stranger.say('chào');
    const mine = service.producer('tai-khoan-can-bo');
    await mine.say('chào');
    const identity = await client.identity.findFirstOrThrow({ where: { externalId: 'tai-khoan-can-bo' } });
    await client.staffUser.update({ where: { id: author.id }, data: { personId: identity.personId } });
    expect((await author.call('POST', `/broadcasts/${one.id}/try-out`)).body).toEqual({ sentTo: 1 });
    expect(mine.heard()).toEqual([
      expect.stringContaining('Tin gửi thử'),
      'Kính mời Cán bộ thử tham gia hội chợ OCOP ngày 10/12 tại Hạc Thành.',
    ]);
    expect(stranger.heard()).toEqual([]);
  });

  test('with what the template says to whoever is outside every window, as far as their own window allows', async () => {
    const { clock } = service;
    const { client } = service.database;
    const one = await draft(author);
    await client.campaign.update({
      where: { id: one.id },
      data: { template: { purpose: 'event', data: { ten: '{name}', su_kien: 'Hội chợ', dia_diem: 'Hạc Thành' } } },
    });
    const mine = service.producer('can-bo-thu-tin-mau');
    await mine.say('chào');
    const { personId } = await client.identity.findFirstOrThrow({ where: { externalId: 'can-bo-thu-tin-mau' } });
    await client.staffUser.update({ where: { id: author.id }, data: { personId } });
    expect((await author.call('POST', `/broadcasts/${one.id}/try-out`)).body).toEqual({ sentTo: 1 });
    expect(mine.heard()[2]).toContain('• ten: Cán bộ thử\n• su_kien: Hội chợ\n• dia_diem: Hạc Thành');

    const lastInteractionAt = new Date(clock.now().getTime() - 3 * 86_400_000);
    const silent = await newPerson(client, { accounts: ['zalo'], lastInteractionAt });
    await client.staffUser.update({ where: { id: author.id }, data: { personId: silent } });
    expect((await author.call('POST', `/broadcasts/${one.id}/try-out`)).body.code).toBe('chat-window-closed');
  });

  test('with its buttons, which do nothing', async () => {
    const { client } = service.database;
    const crypto = createCrypto('try-out-test-key-of-thirty-two-characters');
    const at = service.clock.now();
    const personId = await newPerson(client, { accounts: ['zalo'], lastInteractionAt: at });
    const messages = [{ text: 'Mời dự hội chợ', buttons: ['Thôi nhận tin hội chợ'] }];
    const told = await client.$transaction((tx) => createTryOut(crypto)(tx, { personId, messages, at }));
    expect(told).toMatchObject({ conversations: [expect.any(String)], closed: 0 });
    const { key, body } = await client.outboxMessage.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(JSON.parse(crypto.open(body ?? new Uint8Array(), outboxContext(key)))).toMatchObject({
      text: 'Mời dự hội chợ',
      buttons: [{ label: 'Thôi nhận tin hội chợ', payload: 'trial' }],
    });
  });
});

describe('whom no channel reaches', () => {
  async function callList() {
    const [here, there] = [
      await newMember(service.database.client, { name: 'Hộ Lê Văn Nam', phone: '0901000001' }),
      await newMember(service.database.client, { name: 'HTX Hạc Thành', phone: '0901000002', unit: ELSEWHERE }),
    ];
    const one = await draft(author);
    await service.database.client.delivery.createMany({
      data: [here, there].map((memberId) => ({
        campaignId: one.id,
        recipientKey: `member:${memberId}`,
        memberId,
        status: 'callList' as const,
        reason: 'not-linked',
        notBefore: service.clock.now(),
        expiresAt: new Date(CONTENT.expiresAt),
        priority: 40,
      })),
    });
    return one;
  }

  test('is called by their own commune, and what came of it is kept', async () => {
    const one = await callList();
    expect((await author.call('GET', `/call-list?campaignId=${one.id}`)).body.rows).toHaveLength(2);
    const { rows: mine } = (await commune.call('GET', '/call-list')).body;
    expect(mine).toEqual([
      expect.objectContaining({
        name: 'Hộ Lê Văn Nam',
        phone: '0901000001',
        unit: HERE,
        title: CONTENT.title,
        text: 'Kính mời Hộ Lê Văn Nam tham gia hội chợ OCOP ngày 10/12 tại Hạc Thành.',
        why: 'Người này chưa có tài khoản nào nối với trợ lý.',
        outcome: null,
      }),
    ]);
    const [{ seq }] = mine;
    await commune.call('POST', `/call-list/${seq}`, { outcome: 'no-answer' });
    expect((await commune.call('GET', '/call-list')).body.rows[0].outcome).toBe('no-answer');
    await commune.call('POST', `/call-list/${seq}`, { outcome: 'reached' });
    expect((await commune.call('GET', '/call-list')).body.rows).toEqual([]);
    expect((await commune.call('GET', '/call-list?all=true')).body.rows).toHaveLength(1);
    const { rows: all } = (await author.call('GET', '/call-list')).body;
    expect((await commune.call('POST', `/call-list/${all[0].seq}`, { outcome: 'reached' })).body.code).toBe(
      'broadcast-unknown',
    );
  });

  test('stands in a workbook to call from', async () => {
    await callList();
    const { bytes } = await commune.call('GET', '/call-list/workbook');
    const [heads, ...lines] = cellsOf(bytes);
    expect(heads?.map((cell) => cell?.value)).toContain('Điện thoại');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.map((cell) => cell?.value)).toContain('0901000001');
  });

  test('stands there whole, however many there are', async () => {
    const one = await callList();
    const { client } = service.database;
    const times = { notBefore: service.clock.now(), expiresAt: new Date(CONTENT.expiresAt), priority: 40 };
    const row = { ...times, campaignId: one.id, status: 'callList' as const, reason: 'not-linked' };
    const many = Array.from({ length: 5_100 }, (_, at) => ({ ...row, recipientKey: `member:${at}` }));
    await client.delivery.createMany({ data: many });
    for (const path of ['/call-list/workbook', `/broadcasts/${one.id}/ledger/workbook`]) {
      const [, ...lines] = cellsOf((await author.call('GET', path)).bytes);
      expect(lines).toHaveLength(5_102);
      expect(lines.at(-1)?.[0]?.value).toBe('5102');
    }
  });
});
