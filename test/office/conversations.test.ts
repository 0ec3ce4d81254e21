import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handBackConversation } from '../../src/office/services/answer-conversation.ts';
import { type Browser, type OfficeService, type Producer, startOfficeService } from './office-service.ts';

const HERE = '15568';
let service: OfficeService;
let commune: Browser & { readonly id: string };
let province: Browser & { readonly id: string };
let producer: Producer;
let count = 0;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  commune = await service.staff('commune-officer', [HERE]);
  province = await service.staff('provincial-coordinator');
});
afterAll(() => service.close());

beforeEach(async () => {
  await service.database.client.handoffRequest.deleteMany();
  count += 1;
  producer = service.producer(`chi-hoa-${count}`);
});

async function startDraft(): Promise<void> {
  const words = ['tôi muốn đăng ký sản phẩm', 'đồng ý', 'hộ sản xuất', 'Hộ kinh doanh Lê Thị Hoa', 'Lê Thị Hoa'];
  for (const text of [...words, 'chủ hộ', 'xã Thọ Lập']) await producer.say(text);
}

async function onlyOne(who: Browser) {
  const { body } = await who.call('GET', '/conversations');
  expect(body).toHaveLength(1);
  return body[0];
}

describe('somebody asks for an officer', () => {
  test('from the queue to the answer and back into the form, silent in between', async () => {
    await startDraft();
    const [told] = await producer.say('gặp cán bộ');
    expect(told).toContain('người thứ 1 đang chờ');
    await producer.say('đất thuê có đăng ký được không');
    const row = await onlyOne(commune);
    expect(row).toMatchObject({ unit: HERE, consent: true, claimedBy: null });
    expect(JSON.stringify(row)).not.toContain('đất thuê');

    expect((await commune.call('POST', `/conversations/${row.id}/claim`)).body).toEqual({ told: true });
    expect((await province.call('POST', `/conversations/${row.id}/claim`)).body.code).toBe('conversation-taken');
    expect((await province.call('POST', `/conversations/${row.id}/close`)).body.code).toBe('conversation-taken');
    expect(await producer.say('tôi ở thôn 2')).toEqual([expect.stringContaining('Cán bộ đã nhận')]);
    expect(await producer.say('alo')).toEqual([]);

    const read = (await commune.call('GET', `/conversations/${row.id}/messages`)).body;
    expect(read.question).toBe('đất thuê có đăng ký được không');
    expect(read.messages.filter(({ from }: { from: string }) => from === 'person').at(-1).text).toBe('alo');
    const audit = await service.database.client.auditEntry.findMany({ where: { conversationId: row.id } });
    expect(audit.map(({ what }) => what)).toEqual(['conversation.claim', 'conversation.read']);

    const reply = (who: Browser, text: string) => who.call('POST', `/conversations/${row.id}/reply`, { text });
    expect((await reply(province, 'Chào chị.')).body.code).toBe('conversation-not-held');
    expect((await reply(commune, 'a'.repeat(3_990))).body.code).toBe('message-too-long');
    expect((await reply(commune, 'Đất thuê vẫn đăng ký được chị nhé.')).status).toBe(200);
    expect(producer.heard()).toEqual(['Cán bộ: Đất thuê vẫn đăng ký được chị nhé.']);

    expect((await commune.call('POST', `/conversations/${row.id}/hand-back`)).body).toEqual({ told: true });
    expect(producer.heard()).toEqual([expect.stringMatching(/Tôi tiếp tục giúp anh\/chị\.\n.*địa chỉ/is)]);
    expect((await commune.call('POST', `/conversations/${row.id}/hand-back`)).body.code).toBe('conversation-not-held');
    expect((await commune.call('GET', '/conversations')).body).toEqual([]);
    expect((await producer.say('thôn 2')).join()).toMatch(/điện thoại/i);
  });

  test('the machine dies between giving back and saying so: it is said once, whatever comes twice', async () => {
    await startDraft();
    await producer.say('gặp cán bộ');
    const { id } = await onlyOne(commune);
    await commune.call('POST', `/conversations/${id}/claim`);
    producer.heard();
    const dying = { ...service.parts.office, wake: () => Promise.reject(new Error('died')) };
    const officer = { id: commune.id, email: '', name: '', role: 'commune-officer', scope: [HERE] } as const;
    await expect(handBackConversation(dying, officer, id)).rejects.toThrow('died');
    await expect(handBackConversation(dying, officer, id)).rejects.toThrow('conversation-not-held');
    const after = [...(await producer.say('cảm ơn')), ...(await producer.say('thôn 2'))];
    expect(after.filter((text) => text.includes('Tôi tiếp tục giúp'))).toHaveLength(1);
  });

  test('without consent nothing they say is kept, and they can be written to', async () => {
    await producer.say('gặp cán bộ');
    const row = await onlyOne(province);
    expect(row).toMatchObject({ unit: null, consent: false, registrationId: null });
    expect((await commune.call('GET', '/conversations')).body).toEqual([]);
    await province.call('POST', `/conversations/${row.id}/claim`);
    expect(producer.heard().join()).toContain('chưa đồng ý');
    await producer.say('số tôi là 0912 345 678');
    const read = (await province.call('GET', `/conversations/${row.id}/messages`)).body;
    expect(read).toMatchObject({ consent: false, question: null, messages: [] });
    await province.call('POST', `/conversations/${row.id}/reply`, { text: 'Chị gọi 0237 000 000 nhé.' });
    expect(producer.heard()).toEqual(['Cán bộ: Chị gọi 0237 000 000 nhé.']);
  });

  test('the person takes it back by a word; whoever blocked us can be closed but not written to', async () => {
    await producer.say('gặp cán bộ');
    const first = await onlyOne(province);
    await province.call('POST', `/conversations/${first.id}/claim`);
    await producer.say('noi voi tro ly');
    expect((await province.call('POST', `/conversations/${first.id}/reply`, { text: 'Alo' })).body.code).toBe(
      'conversation-not-held',
    );
    await producer.say('gặp cán bộ');
    const second = await onlyOne(province);
    const { client } = service.database;
    await client.identity.updateMany({
      where: { externalId: `chi-hoa-${count}` },
      data: { unreachableSince: service.clock.now(), unreachableReason: 'Đã chặn.' },
    });
    expect((await province.call('POST', `/conversations/${second.id}/claim`)).body).toEqual({ told: false });
    expect((await province.call('POST', `/conversations/${second.id}/reply`, { text: 'Alo' })).body.code).toBe(
      'person-unreachable',
    );
    expect((await province.call('POST', `/conversations/${second.id}/close`)).status).toBe(200);
  });

  test('the second in the queue hears so, and is the first once the other is served', async () => {
    await producer.say('gặp cán bộ');
    const other = service.producer(`anh-nam-${count}`);
    expect((await other.say('gặp cán bộ')).join()).toContain('người thứ 2 đang chờ');
    const { body } = await province.call('GET', '/conversations');
    await province.call('POST', `/conversations/${body[0].id}/claim`);
    expect((await other.say('gặp cán bộ')).join()).toContain('người thứ 1 đang chờ');
    // An officer who says nothing for a day has the conversation no longer; last, as it ends the sessions too.
    producer.heard();
    service.clock.advance(24 * 3_600_000);
    expect((await producer.say('ai được tham gia OCOP?')).join()).toContain('Trả lời: ai được tham gia');
  });
});
