import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditWords } from '../../src/console/audit-words.ts';
import { PERMISSIONS } from '../../src/office/permissions.ts';
import { fileRegistration } from '../office/filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Visitor, visitorOf } from './console-visitor.ts';

const HERE = '15568';
let service: OfficeService;
let province: Visitor;
let member: Browser & { readonly id: string };
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
    expect(text).toContain('Không gửi trong giờ 21:00–07:00 NOTICE_QUIET_HOURS');
    expect(text).toContain('Tên chưa đặt OFFICE_NAME');
    expect(text).toMatch(/Lời xin đồng ý Bản dang-ky-/);
    expect((await province.get('/settings/texts')).text).toContain('officer.wrote Cán bộ: {words}');
  });

  test('the health of the channels is looked at when somebody asks', async () => {
    const { text } = await province.post('/settings/health');
    expect(text).toContain('Lưu ý Chưa có tên và nơi liên hệ của cơ quan giữ dữ liệu.');
    expect(text).toContain('Ổn Không dùng Zalo.');
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

  test('every action has its words', () => {
    expect([...PERMISSIONS.administrator].filter((action) => auditWords(action) === action)).toEqual([]);
  });
});
