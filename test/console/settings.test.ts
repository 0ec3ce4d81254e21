import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditWords } from '../../src/console/audit-words.ts';
import { PERMISSIONS } from '../../src/office/permissions.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Visitor, visitorOf } from './console-visitor.ts';

const HERE = '15568';
let service: OfficeService;
let province: Visitor;
let member: Browser & { readonly id: string; readonly email: string };
let commune: Visitor;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  province = visitorOf(service, await service.staff('provincial-coordinator'));
  member = await service.staff('commune-officer', [HERE]);
  commune = visitorOf(service, member);
});
afterAll(() => service.close());

describe('settings', () => {
  test('tell what is set and where, the words of consent, and no secret', async () => {
    const { text } = await province.get('/settings');
    expect(text).toContain('Không gửi tin báo trong giờ 21:00-07:00');
    expect(text).toContain('Nhiều nhất một người một ngày 2 tin NOTICES_PER_DAY');
    expect(text).toMatch(/Lời xin đồng ý Bản dang-ky-/);
    expect((await province.get('/settings/texts')).text).toContain('officer.wrote Cán bộ: {words}');
  });

  test('the health of the channels is looked at when somebody asks', async () => {
    const { text } = await province.post('/settings/health');
    expect(text).toContain('Lưu ý Chưa có tên và nơi liên hệ của cơ quan giữ dữ liệu.');
    expect(text).toContain('Ổn Không dùng Zalo.');
  });
});

describe('what the office sets by itself', () => {
  const administrator = () => visitorOf(service, service.administrator);
  const settings = () => service.parts.installation.settings.current();

  test('whoever answers for the data is named to those who are asked from then on, and receipts show which name', async () => {
    const { client } = service.database;
    const reading = service.producer('dang-doc');
    await reading.say('tôi muốn đăng ký sản phẩm');
    const before = (await province.get('/settings')).text;
    const named = { version: '0', name: 'Chi cục Phát triển nông thôn', contact: '0237 000 001' };
    expect((await administrator().post('/settings/office/controller', { ...named, name: ' ' })).status).toBe(400);
    expect((await administrator().post('/settings/office/controller', named)).status).toBe(303);
    expect((await province.get('/settings')).text).toContain('Chi cục Phát triển nông thôn (0237 000 001)');
    const mark = (text: string) => /dấu ([0-9a-f]{8})/.exec(text)?.[1];
    expect(mark((await province.get('/settings')).text)).not.toBe(mark(before));

    const again = (await reading.say('đồng ý')).join();
    expect(again).toContain('vừa đổi nên tôi hỏi lại');
    expect(again).toContain('Chi cục Phát triển nông thôn');
    await reading.say('đồng ý');
    const receipts = await client.consentReceipt.findMany({
      where: { person: { identities: { some: { externalId: 'dang-doc' } } } },
    });
    expect(receipts).toHaveLength(1);
    expect(receipts[0]?.text).toContain('Chi cục Phát triển nông thôn');
    expect((await administrator().post('/settings/office/controller', named)).status).toBe(409);
    expect((await administrator().post('/settings/office/controller/reset', { version: '1' })).status).toBe(303);
    expect(settings().controller).toBeNull();
  });

  test('quiet hours are made longer, never shorter than the night', async () => {
    const set = (hours: string) => administrator().post('/settings/office/quiet', { version: '0', hours });
    for (const hours of ['22:00-07:00', '21:00-06:59', '07:00-21:00', '00:00-00:00', '13:00-08:00', 'đêm']) {
      const refused = await set(hours);
      expect([hours, refused.status]).toEqual([hours, 400]);
      expect(refused.html).toContain(`value="${hours}"`);
    }
    expect(settings().quiet).toEqual({ from: 1260, to: 420 });
    expect((await set('20:00-07:30')).status).toBe(303);
    expect(settings().quiet).toEqual({ from: 1200, to: 450 });
    expect((await province.get('/settings')).text).toContain('20:00-07:30');
    expect((await province.post('/settings/office/quiet', { version: '1', hours: '21:00-07:00' })).status).toBe(403);
    const { client } = service.database;
    expect(await client.auditEntry.count({ where: { what: 'settings.change' } })).toBe(3);
  });
});

describe("a commune's desk", () => {
  const desk = { name: 'Bộ phận Một cửa xã Thọ Lập', contact: '0237 000 000', hours: '07:30-11:30, 13:30-17:00' };

  test('is set by its own office, and people hear it', async () => {
    const wrong = await commune.post(`/settings/desks/${HERE}`, { version: '0', ...desk, hours: 'bảy giờ' });
    expect(wrong.text).toContain('Giờ làm việc chưa đúng dạng.');
    expect(wrong.html).toContain('value="bảy giờ"');
    expect((await commune.post(`/settings/desks/${HERE}`, { version: '0', ...desk })).status).toBe(303);
    expect((await commune.get('/settings/desks')).text).toContain('Bộ phận Một cửa xã Thọ Lập');
    const producer = service.producer('desk');
    for (const text of [
      'tôi muốn đăng ký sản phẩm',
      'đồng ý',
      'hộ sản xuất',
      'Hộ Lê Thị Mai',
      'Lê Thị Mai',
      'chủ hộ',
    ]) {
      await producer.say(text);
    }
    await producer.say('xã Thọ Lập');
    expect((await producer.say('gặp cán bộ')).join()).toContain('0237 000 000');
  });

  test('belongs to the commune, and nobody overwrites what they have not seen', async () => {
    expect((await commune.get('/settings/desks/14797')).status).toBe(404);
    expect((await commune.post('/settings/desks/14797', { version: '0', ...desk })).status).toBe(404);
    expect((await province.post(`/settings/desks/${HERE}`, { version: '0', ...desk })).status).toBe(409);
    expect((await province.post(`/settings/desks/${HERE}`, { version: '1', ...desk, contact: '' })).status).toBe(303);
  });
});

describe('the audit log', () => {
  test('tells who did what to which dossier, is narrowed and taken away', async () => {
    const { id } = await fileRegistration(service.database.client);
    await commune.get(`/registrations/${id}`);
    const log = await province.get('/audit?what=registration.view');
    expect(log.text).toContain('Cán bộ thử Xem hồ sơ Hồ sơ');
    expect(log.html).toContain(`href="/console/registrations/${id}"`);
    expect(log.html).not.toContain('<td data-label="Việc"><div>Đăng nhập');
    expect((await province.get(`/audit?staffId=${member.id}&what=session.start`)).text).toContain('Đăng nhập');
    expect((await province.get('/audit?from=27/11/2026')).text).toContain('Không có dòng nào khớp.');

    const file = await province.get('/audit/csv?what=registration.view&from=2026-11-26&to=2026-11-26');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.html).toMatch(new RegExp(`Cán bộ thử,registration\\.view,Xem hồ sơ,${id}`));
    expect(await service.database.client.auditEntry.count({ where: { what: 'audit.export' } })).toBe(1);
  });

  test('tells who was refused what, by source, in words', async () => {
    await commune.get('/staff');
    await service.browser().call('POST', '/session', { email: member.email, password: 'sai' });
    const log = await province.get('/audit?what=security');
    expect(log.text).toContain('Cán bộ thử Bị từ chối: vai trò không được làm GET /console/staff');
    expect(log.text).toContain('Chưa đăng nhập Sai mật khẩu Cán bộ thử');
    expect(log.text).not.toContain('Xem hồ sơ Hồ sơ');
    const source = /source=([0-9a-f]{16})/.exec(log.html)?.[1] ?? '';
    expect((await province.get(`/audit?source=${source}`)).text).toContain('Sai mật khẩu');
    expect((await province.get('/audit/csv?what=denied.role')).html).toContain('GET /console/staff');
  });

  test('every action has its words', () => {
    expect([...PERMISSIONS.administrator].filter((action) => auditWords(action) === action)).toEqual([]);
  });
});
