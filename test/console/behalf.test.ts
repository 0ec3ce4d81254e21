import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORM } from '../../src/registration/form.ts';
import { type OfficeService, startOfficeService } from '../office/office-service.ts';
import { type Visitor, visitorOf } from './console-visitor.ts';

let service: OfficeService;
let officer: Visitor;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  officer = visitorOf(service, await service.staff('commune-officer', ['15568']));
});
afterAll(() => service.close());

const CONSENT = { unit: '15568', signer: 'Lê Văn Nam', signedOn: '25/11/2026', way: 'tai-nha' };

async function start(): Promise<string> {
  const { location } = await officer.post('/behalf', CONSENT);
  return location?.slice('/console'.length) ?? '';
}

async function versionOf(path: string): Promise<string> {
  return /name="version" value="(\d+)"/.exec((await officer.get(path)).html)?.[1] ?? '';
}

/** As the page offers them: what is picked is sent in words. */
function optionsOf(html: string, field: string): string[] {
  const select = new RegExp(`<select[^>]*name="${field}"[^>]*>([\\s\\S]*?)</select>`).exec(html)?.[1] ?? '';
  return [...select.matchAll(/<option[^>]*value="([^"]+)"/g)].map(([, value = '']) => value);
}

const ANSWERS = {
  'applicant.kind': 'Hộ sản xuất, hộ kinh doanh',
  'applicant.name': 'Hộ kinh doanh Lê Văn Nam',
  'applicant.representative': 'Lê Văn Nam',
  'applicant.position': 'chủ hộ',
  'applicant.address': 'thôn 3',
  'applicant.phone': '0912 345 678',
  'applicant.registrationNumber': '26A8012345',
  'product.name': 'Mắm tép Hà Yên',
  'product.set': 'bộ 9',
  'registration.kind': 'Lần đầu',
  'registration.targetStars': '3 sao',
  'idea.description': 'mắm tép làm từ tép riu đánh ở sông, ủ sáu tháng trong chum sành',
  'idea.materials': 'tép trong xã 70%, trong tỉnh 100%',
  'idea.labour': '4 người, trong xã 3 người',
  'idea.capacity': '2 tấn',
  'idea.revenue': '250 triệu',
};

const BOXES = {
  'idea.markets': ['Trong xã', 'Siêu thị, cửa hàng tiện lợi'],
  'idea.documents': ['Giấy đăng ký kinh doanh'],
};

test('a form is filled in by hand and sent; what is missing is told before', async () => {
  const page = await start();
  const early = await officer.post(`${page}/submit`, { version: await versionOf(page), declaredOn: '26/11/2026' });
  expect(early.status).toBe(400);
  expect(early.text).toContain('Chưa gửi được, còn thiếu: loại hình');

  const filled = await officer.post(`${page}/answers`, {
    version: await versionOf(page),
    ...ANSWERS,
    ...BOXES,
  });
  expect(filled.location).toBe(`/console${page}?done=behalf-saved`);
  const { html } = await officer.get(page);
  expect(html).toContain('value="0912345678"');
  expect(html.match(/<input[^>]*name="idea.markets"[^>]*checked/g)).toHaveLength(2);

  // Asked only once there is a number.
  expect(html).toContain('name="applicant.registrationDate"');
  const dated = { version: await versionOf(page), 'applicant.registrationDate': '05/03/2020', ...BOXES };
  expect((await officer.post(`${page}/answers`, dated)).status).toBe(303);

  // Sent again as it stands, nothing is written anew.
  const entries = await service.database.client.answerEntry.count();
  const again = await officer.post(`${page}/answers`, {
    version: await versionOf(page),
    'applicant.name': ANSWERS['applicant.name'],
    ...BOXES,
  });
  expect(again.status).toBe(303);
  expect(await service.database.client.answerEntry.count()).toBe(entries);

  const sent = await officer.post(`${page}/submit`, { version: await versionOf(page), declaredOn: '26/11/2026' });
  expect(sent.location).toMatch(/^\/console\/registrations\/.*\?done=behalf-sent$/);
  const record = await officer.get(`/registrations/${page.slice('/behalf/'.length)}`);
  expect(record.text).toContain('Cán bộ khai hộ, có đồng ý trên giấy');
  expect(record.text).toContain('2 tấn');
});

test('what can not be read is told beside its field and stands as it was typed, the rest is kept', async () => {
  const page = await start();
  const answer = await officer.post(`${page}/answers`, {
    version: await versionOf(page),
    'applicant.name': 'Hộ kinh doanh Lê Văn Nam',
    'applicant.phone': '12',
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('Các mục khác đã lưu.');
  expect(answer.html).toContain('value="12"');
  expect((await officer.get(page)).html).toContain('value="Hộ kinh doanh Lê Văn Nam"');
});

test('whatever a list offers is understood', async () => {
  const page = await start();
  const { html } = await officer.get(page);
  const fields = FORM.fields.map(({ id }) => id).filter((id) => optionsOf(html, id).length > 0);
  expect(fields).toContain('product.set');
  for (const field of fields.filter((id) => id !== 'applicant.unit')) {
    for (const option of optionsOf(html, field)) {
      const text = option.replaceAll('&amp;', '&');
      const answer = await officer.post(`${page}/answers`, { version: await versionOf(page), [field]: text });
      expect([field, text, answer.status, answer.status === 303 ? '' : answer.text.slice(0, 600)]).toEqual([
        field,
        text,
        303,
        '',
      ]);
    }
  }
});
