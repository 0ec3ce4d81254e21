import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfficeService, startOfficeService } from '../office/office-service.ts';
import { workbookOf } from '../office/workbook-of.ts';
import { type Fields, type Page, type Visitor, visitorOf } from './console-visitor.ts';

/** Thọ Lập. */
const HERE = '15568';

let service: OfficeService;
let officer: Visitor;
let colleague: Visitor;
beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  officer = visitorOf(service, await service.staff('provincial-coordinator'));
  colleague = visitorOf(service, await service.staff('provincial-coordinator'));
});
afterAll(() => service.close());

const pathOf = ({ location }: Page) => (location ?? '').replace('/console', '').replace(/\?.*/, '');
const doneOf = ({ location }: Page) => new URLSearchParams(location?.split('?')[1]).get('done');
const hidden = ({ html }: Page, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** Presses a button of a page, with the version that the page carries. */
async function press(who: Visitor, at: string, step: string, fields: Fields = {}): Promise<Page> {
  return who.post(`${at}/${step}`, { version: hidden(await who.get(at), 'version'), ...fields });
}

async function publish(who: Visitor, at: string): Promise<Page> {
  return who.post(`${at}/publish`, { version: hidden(await who.get(`${at}/publish`), 'version') });
}

describe('an event', () => {
  const form = {
    ...{ kind: 'fair', title: 'Hội chợ xuân', place: 'Quảng trường Lam Sơn', unit: '', takesReplies: 'yes' },
    ...{ day: '20/12/2026', time: '8h', endDay: '', endTime: '11:30', capacity: '1', replyBy: '20/12/2026' },
  };

  test('begins with what is usual for its kind, and says who is told and when before anybody is', async () => {
    expect((await officer.get('/events/new?kind=fair')).text).toContain('Sản phẩm mẫu, bảng giá');
    await service.producer('lan').sendForm();
    const saved = await officer.post('/events', form);
    expect(doneOf(saved)).toBe('event-saved');
    const { text } = await officer.get(`${pathOf(saved)}/publish`);
    expect(text).toContain('Có 1 chỗ, đủ thì vào danh sách chờ.');
    expect(text).toContain('Công bố và mời 1 người');
    expect(text).toContain('8 giờ, Chủ nhật 13/12/2026');
    expect((await officer.get('/events')).text).not.toContain('Hội chợ xuân');
    expect((await officer.get('/events?when=drafts')).text).toContain('Hội chợ xuân');
  });

  test.each([
    ['a day that is past', { day: '20/11/2026' }, 'Ngày, giờ bắt đầu phải ở phía trước.'],
    ['an end before its beginning', { endTime: '7:00' }, 'Giờ kết thúc phải sau giờ bắt đầu.'],
    ['a last day of answers behind it', { replyBy: '21/12/2026' }, 'Hạn đăng ký không được sau ngày bắt đầu.'],
    ['an hour that is none', { time: 'sáng' }, 'Giờ bắt đầu: chưa đúng.'],
    ['half of a condition', { certificateFrom: '01/01/2027' }, 'Giấy hết hạn đến ngày: ghi cả hai ngày.'],
  ])('is not saved with %s, and nothing typed is lost', async (_what, change, told) => {
    const { status, html, text } = await officer.post('/events', { ...form, ...change });
    expect(status).toBe(400);
    expect(text).toContain(told);
    expect(html).toContain('value="Quảng trường Lam Sơn"');
  });

  test('is published, answered, checked in at the door, moved and cancelled', async () => {
    const lan = service.producer('lan');
    const at = pathOf(await officer.post('/events', { ...form, title: 'Hội chợ Tết' }));
    expect(doneOf(await publish(officer, at))).toBe('event-published');
    await service.sendNotices();
    await lan.say('tôi đi hội chợ tết');
    const list = await officer.get(`${at}/attendance`);
    expect(list.text).toContain('Lê Thị Hoa');
    const { code } = await service.database.client.eventReply.findFirstOrThrow();
    expect(doneOf(await officer.post(`${at}/check-in`, { code }))).toBe('checked-in');
    expect(doneOf(await officer.post(`${at}/check-in`, { code }))).toBe('checked-in-already');
    expect((await officer.post(`${at}/check-in`, { code: 'abcd' })).text).toContain('Mã vào cửa: chưa đúng.');
    expect((await officer.get(`${at}/check-in`)).text).toContain('Đã có mặt 1, đăng ký 1');
    const edit = hidden(await officer.get(`${at}/edit`), 'version');
    await officer.post(`${at}/edit`, { ...form, title: 'Hội chợ Tết', place: 'Sân vận động', version: edit });
    await service.sendNotices();
    expect(lan.heard().join('\n')).toContain('Sân vận động');
    const version = hidden(await officer.get(`${at}/cancel`), 'version');
    expect(doneOf(await officer.post(`${at}/cancel`, { version, reason: 'mưa bão' }))).toBe('event-cancelled');
    await service.sendNotices();
    expect(lan.heard().join('\n')).toContain('mưa bão');
  });
});

describe('a list from Excel', () => {
  const HEADS = ['Tên chủ thể', 'Xã, phường', 'Điện thoại'];
  const upload = async (rows: readonly (readonly string[])[]) =>
    officer.post(
      '/members/import/preview',
      {},
      { field: 'file', name: 'a.xlsx', bytes: await workbookOf(HEADS, rows) },
    );

  test('is looked at first: a wrong row is named and nothing can be written', async () => {
    const { text, html } = await upload([['Hộ Bình', 'Xã Không Có', '0912 345 678']]);
    expect(text).toContain('Dòng 2');
    expect(text).toContain('Còn dòng sai thì chưa dòng nào được ghi.');
    expect(html).not.toContain('action="/console/members/import"');
    const report = await officer.post('/members/import/report', {
      kept: /name="kept" value="([^"]*)"/.exec(html)?.[1] ?? '',
      digest: /name="digest" value="([^"]*)"/.exec(html)?.[1] ?? '',
    });
    expect(report.headers['content-type']).toContain('spreadsheetml');
  });

  test('is written as it was looked at, found by words without marks, and invited by a code', async () => {
    const shown = await upload([['Hộ Trịnh Văn Bình', 'Xã Thọ Lập', '0912 345 678']]);
    expect(shown.text).toContain('Ghi 1 dòng');
    const fields = { kept: hidden(shown, 'kept'), digest: hidden(shown, 'digest') };
    expect(doneOf(await officer.post('/members/import', fields))).toBe('members-imported');
    // What is written already is something else than what was looked at.
    expect((await officer.post('/members/import', fields)).status).toBe(409);
    const found = await officer.post('/members/search', { text: 'trinh van' });
    expect(found.text).toContain('Hộ Trịnh Văn Bình');
    const id = /\/console\/members\/([0-9a-f-]{36})/.exec(found.html)?.[1];
    expect((await officer.get(`/members/${id}/invitation`)).text).toMatch(/Mã: +m-\w+/);
    expect((await officer.get(`/members/qr?unit=${HERE}`)).text).toContain(`xa-${HERE}`);
  });

  test('that is no Excel file is told at its field', async () => {
    const file = { field: 'file', name: 'a.xlsx', bytes: Buffer.from('không phải Excel') };
    const { status, text } = await officer.post('/members/import/preview', {}, file);
    expect(status).toBe(400);
    expect(text).toContain('Excel, lưu lại rồi gửi lại');
  });
});

describe('a broadcast', () => {
  const form = {
    ...{ title: 'Nhắc nộp hồ sơ', topic: 'programme', text: 'Chào {name}, đợt 1 nhận hồ sơ tới 30/4.' },
    ...{ template: '', startDay: '', startTime: '', expiresDay: '05/12/2026' },
  };

  test('shows its room on the channels and its people while it is written', async () => {
    const { text } = await officer.post('/broadcasts/preview', { ...form, title: '' });
    expect(text).toMatch(/\d+\/4\.000 ký tự/);
    expect(text).toContain('Không kênh nào tới, cán bộ gọi điện');
    expect(await service.database.client.campaign.count({ where: { kind: 'broadcast' } })).toBe(0);
  });

  test.each([
    ['unknown places for names', { text: 'Chào {ten}' }, 'Không có ô {ten}'],
    ['more than a channel takes', { text: `{name}${'a'.repeat(3_990)}` }, 'Dài quá giới hạn'],
    ['a day that is past', { expiresDay: '20/11/2026' }, 'Hạn của thông báo phải sau giờ gửi.'],
    ['a template that is not approved', { template: 'event' }, 'Chưa có tin mẫu Zalo'],
  ])('is not saved with %s', async (_what, change, told) => {
    const { status, text } = await officer.post('/broadcasts', { ...form, ...change });
    expect(status).toBe(400);
    expect(text).toContain(told);
  });

  test('goes out, is followed, and leaves a list of calls on which each outcome is written', async () => {
    const at = pathOf(await officer.post('/broadcasts', form));
    expect(doneOf(await press(officer, at, 'submit'))).toBe('broadcast-submitted');
    expect((await officer.get(at)).html).toContain('hx-trigger="every 3s"');
    await service.sendNotices();
    const shown = await officer.get(at);
    expect(shown.text).toContain('Đã gửi 1/2 người');
    expect(shown.html).not.toContain('hx-trigger');
    expect((await officer.get(`${at}/ledger?status=callList`)).text).toContain(
      'Người này chưa có tài khoản nào nối với trợ lý.',
    );
    const calls = await officer.get(`/broadcasts/call-list?campaignId=${at.split('/')[2]}`);
    expect(calls.text).toContain('Hộ Trịnh Văn Bình');
    const seq = /call-list\/(\d+)"/.exec(calls.html)?.[1];
    const marked = await officer.post(`/broadcasts/call-list/${seq}`, { outcome: 'reached', campaignId: '' });
    expect(doneOf(marked)).toBe('call-marked');
    const left = await officer.get(`/broadcasts/call-list?campaignId=${at.split('/')[2]}`);
    expect(left.text).toContain('Không còn ai phải gọi.');
  });

  test('for many is approved by a second officer, never by its author', async () => {
    const { broadcasting } = service.parts.office;
    const few = { ...broadcasting, approvalAbove: 1 };
    const { parts } = service;
    Object.assign(parts.office, { broadcasting: few });
    try {
      const at = pathOf(await officer.post('/broadcasts', form));
      expect((await officer.get(at)).text).toContain('Gửi duyệt (2 người)');
      expect(doneOf(await press(officer, at, 'submit'))).toBe('broadcast-handed-in');
      expect((await officer.get(at)).text).not.toContain('Duyệt và gửi');
      const own = await officer.post(`${at}/approve`, { version: hidden(await colleague.get(at), 'version') });
      expect(own.text).toContain('người soạn không tự duyệt được');
      expect(doneOf(await press(colleague, at, 'approve'))).toBe('broadcast-submitted');
      expect(doneOf(await press(officer, at, 'pause'))).toBe('broadcast-paused');
      await service.sendNotices();
      expect((await officer.get(at)).text).toContain('Đã gửi 0/2 người');
      expect(doneOf(await press(officer, at, 'resume'))).toBe('broadcast-resumed');
      const cancel = await officer.get(`${at}/cancel`);
      const cancelled = await officer.post(`${at}/cancel`, { version: hidden(cancel, 'version') });
      expect(doneOf(cancelled)).toBe('broadcast-cancelled');
    } finally {
      Object.assign(parts.office, { broadcasting });
    }
  });

  test('is tried out in the chat of whoever writes it, once they have joined it by their code', async () => {
    const at = pathOf(await officer.post('/broadcasts', form));
    expect((await officer.post(`${at}/try-out`)).text).toContain('chưa nối với khung chat nào');
    const code = /cb-\w+/.exec((await officer.post('/broadcasts/chat-code')).text)?.[0] ?? '';
    const mine = service.producer('officer');
    await mine.say(code);
    expect(doneOf(await officer.post(`${at}/try-out`))).toBe('broadcast-tried');
    expect(mine.heard().join('\n')).toContain('đợt 1 nhận hồ sơ tới 30/4');
  });
});

test('home tells how many are to be called', async () => {
  expect((await officer.get('/')).text).toMatch(/\d+ người cần gọi điện báo tin/);
});
