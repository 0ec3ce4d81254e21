import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, type OfficeService, type Producer, startOfficeService } from '../office/office-service.ts';
import { type Visitor, visitorOf } from './console-visitor.ts';

const HERE = '15568';
let service: OfficeService;
let commune: Browser & { readonly id: string };
let officer: Visitor;
let elsewhere: Visitor;
let province: Visitor;
let producer: Producer;
let count = 0;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  commune = await service.staff('commune-officer', [HERE]);
  officer = visitorOf(service, commune);
  elsewhere = visitorOf(service, await service.staff('commune-officer', ['14797']));
  province = visitorOf(service, await service.staff('provincial-coordinator'));
});
afterAll(() => service.close());

beforeEach(async () => {
  await service.database.client.handoffRequest.deleteMany();
  count += 1;
  producer = service.producer(`chi-lan-${count}`);
});

/** Somebody in the middle of the form who asks for an officer; gives the request's address. */
async function waiting(): Promise<string> {
  const words = ['tôi muốn đăng ký sản phẩm', 'đồng ý', 'hộ sản xuất', 'Hộ kinh doanh Lê Thị Lan', 'Lê Thị Lan'];
  for (const text of [...words, 'chủ hộ', 'xã Thọ Lập', 'gặp cán bộ', 'đất thuê có được không']) {
    await producer.say(text);
  }
  const { id } = await service.database.client.handoffRequest.findFirstOrThrow({ where: { status: 'open' } });
  return `/conversations/${id}`;
}

describe('the inbox', () => {
  test('tells who waits in which place, and moves them on as they are taken and closed', async () => {
    const address = await waiting();
    const inbox = await officer.get('/conversations');
    expect(inbox.text).toContain('Đang chờ (1)');
    expect(inbox.html).toContain(`href="/console${address}"`);
    expect(inbox.text).not.toContain('đất thuê');
    expect((await elsewhere.get('/conversations')).text).toContain('Đang chờ (0)');

    await officer.post(`${address}/claim`);
    expect((await officer.get('/conversations')).text).toContain('Tôi đang giữ (1)');
    expect((await province.get('/conversations')).text).toMatch(/Cán bộ khác đang giữ \(1\).*Cán bộ thử/);
    await officer.post(`${address}/close`);
    expect((await officer.get('/conversations')).text).toContain('Đã xong gần đây');
  });

  test('a page that asks by itself is one look in the audit log', async () => {
    await waiting();
    const looks = () =>
      service.database.client.auditEntry.count({ where: { who: commune.id, what: 'conversation.list' } });
    service.clock.advance(20 * 60_000);
    await officer.get('/conversations');
    const before = await looks();
    await officer.get('/conversations', { 'x-background': '1' });
    expect(await looks()).toBe(before);
    service.clock.advance(20 * 60_000);
    await officer.get('/conversations', { 'x-background': '1' });
    expect(await looks()).toBe(before + 1);
  });
});

describe('one conversation', () => {
  test('is taken, answered within the limit, and handed back', async () => {
    const address = await waiting();
    const before = await officer.get(address);
    expect(before.text).toContain('đất thuê có được không');
    expect(before.text).toContain('Chưa có cán bộ nào nhận');
    expect(before.html).not.toContain('<textarea');

    expect((await officer.post(`${address}/claim`)).location).toContain('done=conversation-claimed');
    producer.heard();
    const mine = await officer.get(address);
    expect(mine.text).toContain('Tối đa 3.950 ký tự trên Trang chat.');

    const empty = await officer.post(`${address}/reply`, { text: '  ' });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('Trả lời: chưa điền.');
    const long = await officer.post(`${address}/reply`, { text: 'a'.repeat(3_960) });
    expect(long.text).toContain('Tin dài quá giới hạn');
    expect(long.html).toContain('a'.repeat(3_960));
    expect(producer.heard()).toEqual([]);

    expect((await officer.post(`${address}/reply`, { text: 'Đất thuê được chị nhé.' })).status).toBe(303);
    expect(producer.heard()).toEqual(['Cán bộ: Đất thuê được chị nhé.']);
    expect((await officer.get(address)).text).toMatch(/Cán bộ 09:\d\d Đất thuê được chị nhé\./);
    expect((await officer.post(`${address}/hand-back`)).location).toContain('/console/conversations?');
    expect(producer.heard().join()).toContain('Tôi tiếp tục giúp');
  });

  test('a reply that did not arrive says so, and why', async () => {
    const address = await waiting();
    await officer.post(`${address}/claim`);
    await officer.post(`${address}/reply`, { text: 'Chị gọi lại nhé.' });
    expect((await officer.get(address)).text).not.toContain('Chưa tới');
    const { client } = service.database;
    const newest = await client.outboxMessage.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    const end = (status: 'failed' | 'uncertain', reason: string | null) =>
      client.outboxMessage.update({ where: { seq: newest.seq }, data: { status, reason } });
    await end('failed', 'Người nhận đã chặn tài khoản này.');
    expect((await officer.get(address)).text).toMatch(
      /Chị gọi lại nhé\. Chưa tới Người nhận đã chặn tài khoản này\. Cần gấp thì anh\/chị gọi điện\./,
    );
    await end('uncertain', null);
    expect((await officer.get(address)).text).toContain('Không rõ đã tới');
  });

  test('belongs to the commune: others do not learn that it exists', async () => {
    const address = await waiting();
    expect((await elsewhere.get(address)).status).toBe(404);
    expect((await elsewhere.post(`${address}/claim`)).status).toBe(404);
  });

  test('a second officer is told that it is taken', async () => {
    const address = await waiting();
    await officer.post(`${address}/claim`);
    const second = await province.post(`${address}/claim`);
    expect(second.status).toBe(409);
    expect(second.text).toContain('đã có cán bộ khác tiếp nhận');
    expect(second.html).not.toContain('<textarea');
  });

  test('ready words go behind what is typed, and nothing is sent by that', async () => {
    const address = await waiting();
    await officer.post(`${address}/claim`);
    producer.heard();
    const answer = await service.database.client.cannedAnswer.findFirstOrThrow({
      where: { title: 'Chào và hỏi việc' },
    });
    const shown = await officer.post(`${address}/reply`, { text: 'Chị Lan ơi.', insert: answer.id });
    expect(shown.status).toBe(200);
    expect(shown.html).toContain(`>Chị Lan ơi.\n${answer.text}</textarea>`);
    expect(producer.heard()).toEqual([]);
  });

  test('on Zalo the window stands beside the reply, and after seven days nothing is sent', async () => {
    const { client } = service.database;
    const now = service.clock.now();
    const person = await client.person.create({
      data: {
        createdAt: now,
        identities: {
          create: { channel: 'zalo', externalId: `zalo-${count}`, createdAt: now, lastInteractionAt: now },
        },
      },
    });
    const { id } = await client.handoffRequest.create({
      data: { personId: person.id, channel: 'zalo', reason: 'asked', createdAt: now },
    });
    const address = `/conversations/${id}`;
    await province.post(`${address}/claim`);
    expect((await province.get(address)).text).toContain('Tối đa 1.950 ký tự trên Zalo. Zalo gửi miễn phí tới');
    const hours = (n: number) => new Date(now.getTime() - n * 3_600_000);
    const silentFor = async (n: number) => {
      await client.identity.updateMany({ where: { personId: person.id }, data: { lastInteractionAt: hours(n) } });
      await client.handoffRequest.update({ where: { id }, data: { createdAt: hours(n) } });
    };
    await silentFor(49);
    expect((await province.get(address)).text).toContain('Zalo tính phí mỗi tin');
    await silentFor(7 * 24);
    expect((await province.get(address)).html).not.toContain('<textarea');
    const late = await province.post(`${address}/reply`, { text: 'Chào anh.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Đã quá 7 ngày');
  });

  test('the card tells what somebody was sent and why something was not', async () => {
    const address = await waiting();
    const { client } = service.database;
    const { personId } = await client.handoffRequest.findFirstOrThrow({ where: { status: 'open' } });
    const at = service.clock.now();
    await client.topicPreference.create({ data: { personId, topic: 'fair', on: false, at } });
    await client.campaign.create({
      data: {
        kind: 'broadcast',
        topic: 'fair',
        title: 'Hội chợ Lam Kinh',
        text: 'Mời bà con.',
        buttons: [],
        priority: 40,
        startsAt: at,
        expiresAt: new Date(at.getTime() + 86_400_000),
        createdBy: 'test',
        createdAt: at,
        deliveries: {
          create: {
            recipientKey: `person:${personId}`,
            personId,
            status: 'skipped',
            reason: 'topic-off',
            priority: 40,
            notBefore: at,
            expiresAt: at,
          },
        },
      },
    });
    const { text } = await officer.get(address);
    expect(text).toContain('Tin hội chợ');
    expect(text).toContain('Hội chợ Lam Kinh Không gửi,');
    expect(text).toContain('Người này đã thôi nhận chủ đề này.');
  });
});

describe('ready answers', () => {
  test('are changed by the province, read by the communes', async () => {
    const { client } = service.database;
    expect((await officer.get('/conversations/ready-answers')).html).not.toContain('Thêm câu mới');
    expect((await officer.post('/conversations/ready-answers', { title: 'A', text: 'B' })).status).toBe(403);
    const tooLong = await province.post('/conversations/ready-answers', { title: 'Giá', text: 'a'.repeat(1_901) });
    expect(tooLong.text).toContain('Nội dung: dài quá 1900 ký tự.');
    await province.post('/conversations/ready-answers', { title: 'Giờ làm việc', text: 'Từ 7 giờ 30.' });
    const { id } = await client.cannedAnswer.findFirstOrThrow({ where: { title: 'Giờ làm việc' } });
    const address = `/conversations/ready-answers/${id}`;
    await province.post(address, { version: '1', title: 'Giờ làm việc', text: 'Từ 8 giờ.' });
    const late = await province.post(address, { version: '1', title: 'Giờ', text: 'Từ 9 giờ.' });
    expect(late.status).toBe(409);
    expect((await officer.get('/conversations/ready-answers')).text).toContain('Từ 8 giờ.');
    await province.post(address, { version: '2', title: 'Giờ làm việc', text: 'Từ 8 giờ.', remove: 'yes' });
    expect(await client.cannedAnswer.count({ where: { id } })).toBe(0);
  });
});
