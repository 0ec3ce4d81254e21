import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OfficeService, startOfficeService } from '../office/office-service.ts';
import { workbookOf } from '../office/workbook-of.ts';
import { cellsOf } from '../registration/documents/office-file.ts';
import { type Page, type Visitor, visitorOf } from './console-visitor.ts';

const HEADS = ['Mã phiếu', 'Điểm', 'Hạng sao', 'Số giấy chứng nhận', 'Ngày cấp'];

let service: OfficeService;
let province: Visitor;
let cookie: string | null;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  const member = await service.staff('provincial-coordinator');
  province = visitorOf(service, member);
  cookie = member.cookie;
});
afterAll(() => service.close());

const hidden = ({ html }: Page, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

test("the council's list goes from its file to the producers: looked at, mended, confirmed, told", async () => {
  const { client } = service.database;
  const producer = service.producer('chi-hoa');
  const id = await producer.sendForm();
  await client.registration.update({ where: { id }, data: { status: 'forwarded' } });
  const { reference } = await client.registration.findUniqueOrThrow({ where: { id } });
  producer.heard();
  const upload = async (rows: readonly (readonly (string | number | null)[])[]) =>
    province.post(
      '/members/results/preview',
      {},
      { field: 'file', name: 'ket-qua.xlsx', bytes: await workbookOf(HEADS, rows) },
    );

  const notAFile = await province.post(
    '/members/results/preview',
    {},
    { field: 'file', name: 'x.xlsx', bytes: Buffer.from('không phải tệp') },
  );
  expect(notAFile.status).toBe(400);
  expect(notAFile.text).toContain('Chưa có gì được ghi.');

  const right = [reference, 75.5, '4 sao', 'GCN-1', '20/11/2026'] as const;
  const wrong = await upload([right, ['OCOP-2026-999999', 175, '4 sao', 'GCN-2', '20/11/2026']]);
  expect(wrong.text).toMatch(/Dòng sai 1/);
  expect(wrong.text).toMatch(/Dòng 3 .*Không tìm thấy hồ sơ/);
  expect(wrong.html).not.toContain('Ghi và báo kết quả');
  const sent = { kept: hidden(wrong, 'kept'), digest: hidden(wrong, 'digest') };
  const { rawPayload } = await service.server.inject({
    method: 'POST',
    url: '/console/members/results/report',
    headers: {
      ...{ host: 'office.example', 'sec-fetch-site': 'same-origin', origin: 'http://office.example' },
      ...{ cookie: cookie ?? '', 'content-type': 'application/x-www-form-urlencoded' },
    },
    payload: new URLSearchParams({ ...sent, _csrf: hidden(wrong, '_csrf') }).toString(),
  });
  const report = cellsOf(rawPayload).map((row) => row.map((cell) => cell?.value ?? '').join(' | '));
  expect(report[0]).toContain('Lỗi');
  expect(report.find((row) => row.includes('OCOP-2026-999999'))).toContain('Không tìm thấy hồ sơ');
  expect((await province.post('/members/results', sent)).status).toBeGreaterThanOrEqual(400);
  expect(await client.evaluationResult.count()).toBe(0);

  const looked = await upload([right]);
  expect(looked.text).toContain('Ghi và báo kết quả 1 dòng');
  const confirmed = await province.post('/members/results', {
    kept: hidden(looked, 'kept'),
    digest: hidden(looked, 'digest'),
  });
  expect(confirmed.location).toBe('/console/members/results?done=results-imported');
  expect(await client.evaluationResult.findFirstOrThrow()).toMatchObject({ registrationId: id, stars: 4 });
  expect(producer.heard()).toEqual([]);
  await service.sendNotices();
  expect(producer.heard().join()).toMatch(/4 sao/);
  expect((await province.get(`/registrations/${id}`)).text).toContain('GCN-1');
  const again = await upload([right]);
  expect(again.text).toContain('Danh sách đã có đủ, không có gì để ghi.');
});
