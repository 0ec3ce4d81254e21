import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileRegistration } from './filed-registration.ts';
import { type Browser, type OfficeService, startOfficeService } from './office-service.ts';
import { workbookOf } from './workbook-of.ts';

const HEADS = ['Mã phiếu', 'Mã số sản phẩm', 'Điểm', 'Hạng sao', 'Số giấy chứng nhận', 'Ngày cấp'];
type Row = readonly (string | number | null)[];

let service: OfficeService;
let province: Browser;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  province = await service.staff('provincial-coordinator');
});
afterAll(async () => {
  await service.close();
});
beforeEach(async () => {
  await service.database.client.registration.deleteMany();
});

async function forwarded(productCode: string | null = null) {
  const { id } = await fileRegistration(service.database.client, { status: 'forwarded' });
  if (productCode) {
    await service.database.client.officeFile.update({ where: { registrationId: id }, data: { productCode } });
  }
  return service.database.client.registration.findUniqueOrThrow({ where: { id } });
}

const preview = async (rows: readonly Row[]) =>
  (await province.call('POST', '/results/import/preview', await workbookOf(HEADS, rows))).body;

async function bring(rows: readonly Row[]) {
  const bytes = await workbookOf(HEADS, rows);
  const { body } = await province.call('POST', '/results/import/preview', bytes);
  return province.call('POST', `/results/import?digest=${body.digest}`, bytes);
}

const stored = () => service.database.client.evaluationResult.findMany({ orderBy: { points: 'asc' } });

describe("the council's list", () => {
  test('is written whole, by our number or by the code, and the producers are told by the ledger', async () => {
    const [one, two] = [await forwarded(), await forwarded('38-15568-01-2026')];
    const list: Row[] = [
      [one.reference, null, 75.5, '4 sao', 'GCN-1', '20/11/2026'],
      [null, '38-15568-01-2026', '41,25', 'không đạt', null, null],
    ];
    expect((await bring(list)).body).toEqual({ new: 2, changed: 0, same: 0, errors: 0 });
    expect(await stored()).toMatchObject([
      { registrationId: two.id, stars: null, certificateNumber: null },
      { registrationId: one.id, stars: 4, certificateNumber: 'GCN-1', expiresOn: new Date('2029-11-20T00:00:00Z') },
    ]);
    const statuses = await service.database.client.registration.findMany({ select: { status: true } });
    expect(statuses.map(({ status }) => status)).toEqual(['evaluated', 'evaluated']);
    expect(await service.database.client.delivery.count({ where: { registrationId: one.id } })).toBe(1);
    const audited = await service.database.client.auditEntry.count({
      where: { what: 'result.enter', registrationId: { in: [one.id, two.id] } },
    });
    expect(audited).toBe(2);

    // The same list again: nothing changes, nobody hears it twice.
    expect((await bring(list)).body).toEqual({ new: 0, changed: 0, same: 2, errors: 0 });
    expect(await service.database.client.delivery.count({ where: { registrationId: one.id } })).toBe(1);
  });

  test('left empty, the stars are those of the points', async () => {
    const { reference } = await forwarded();
    const { rows } = await preview([[reference, null, 92, null, 'GCN-1', '20/11/2026']]);
    expect(rows[0]).toMatchObject({ errors: [], notes: [{ text: 'Lấy theo khung điểm: 5 sao.' }] });
  });

  test.each<[string, (reference: string) => Row, string]>([
    ['an unknown number', () => ['OCOP-2026-999999', null, 75, 4, 'A', '20/11/2026'], 'Không tìm thấy hồ sơ'],
    ['no number', () => [null, null, 75, 4, 'A', '20/11/2026'], 'Chưa ghi mã phiếu'],
    ['no points', (reference) => [reference, null, null, 4, 'A', '20/11/2026'], 'Chưa ghi điểm'],
    ['points beyond 100', (reference) => [reference, null, 175, 4, 'A', '20/11/2026'], 'Điểm từ 0 đến 100'],
    ['stars above the band', (reference) => [reference, null, 75, 5, 'A', '20/11/2026'], 'chưa khớp nhau'],
    ['stars below the band', (reference) => [reference, null, 75, 3, 'A', '20/11/2026'], 'thấp hơn khung điểm'],
    ['stars without a certificate', (reference) => [reference, null, 75, 4, null, null], 'chưa khớp nhau'],
    ['a day to come', (reference) => [reference, null, 75, 4, 'A', '20/12/2026'], 'Ngày này không dùng được'],
  ])('one row with %s, and nothing of the list is written', async (_, wrong, text) => {
    const [sound, other] = [await forwarded(), await forwarded()];
    const list = [[sound.reference, null, 75, 4, 'B', '20/11/2026'], wrong(other.reference ?? '')];
    const { counts, rows } = await preview(list);
    expect(counts).toMatchObject({ new: 1, errors: 1 });
    expect(JSON.stringify(rows[0])).toContain(text);
    expect((await bring(list)).body.code).toBe('import-refused');
    expect(await stored()).toEqual([]);
  });

  test('a registration twice, or one that has not come so far, is an error', async () => {
    const one = await forwarded();
    const early = await fileRegistration(service.database.client, { status: 'submitted' });
    const { reference } = await service.database.client.registration.findUniqueOrThrow({ where: { id: early.id } });
    const { rows } = await preview([
      [one.reference, null, 75, 4, 'A', '20/11/2026'],
      [one.reference, null, 75, 4, 'A', '20/11/2026'],
      [reference, null, 75, 4, 'C', '20/11/2026'],
    ]);
    expect(JSON.stringify(rows)).toContain('Hồ sơ này đã ở dòng 2.');
    expect(JSON.stringify(rows)).toContain('nên chưa ghi kết quả được');
  });

  test('a registration changed since the look is looked at again', async () => {
    const one = await forwarded();
    const bytes = await workbookOf(HEADS, [[one.reference, null, 75, 4, 'A', '20/11/2026']]);
    const { body } = await province.call('POST', '/results/import/preview', bytes);
    await province.call('POST', `/registrations/${one.id}/notes`, { version: 1, text: 'Đã gọi.' });
    expect((await province.call('POST', `/results/import?digest=${body.digest}`, bytes)).body.code).toBe(
      'import-changed',
    );
  });

  test('the template is understood', async () => {
    const { bytes } = await province.call('GET', '/results/template');
    const { body } = await province.call('POST', '/results/import/preview', bytes);
    expect(body.problem).toBe('Danh sách chưa có dòng nào.');
  });
});
