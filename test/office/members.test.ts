import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cellsOf } from '../registration/documents/office-file.ts';
import { type Browser, type OfficeService, startOfficeService } from './office-service.ts';
import { workbookOf } from './workbook-of.ts';

const HERE = '15568';
const HEADS = ['Chủ thể', 'SĐT', 'Xã', 'Sản phẩm', 'Hạng sao', 'Số giấy chứng nhận', 'Ngày cấp'];
type Row = readonly (string | number | null)[];
const LIST: readonly Row[] = [
  ['HTX Quảng Thọ', '0987654321', 'Xã Thọ Lập', 'Mắm tép', 4, 'GCN-1', '12/03/2025'],
  ['HTX Quảng Thọ', '0987654321', 'Xã Thọ Lập', 'Nước mắm', 3, 'GCN-2', '12/03/2025'],
  ['Hộ Lê Thị Hoa', null, 'xã Xuân Thiên, huyện Thọ Xuân', 'Bánh gai', 3, null, null],
  ['Tổ hợp tác Làng Sen', '0912345678', 'Xã Thọ Lập', null, null, null, null],
];

let service: OfficeService;
let province: Browser;
let commune: Browser;

beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  province = await service.staff('provincial-coordinator');
  commune = await service.staff('commune-officer', [HERE]);
});
afterAll(async () => {
  await service.close();
});
beforeEach(async () => {
  await service.database.client.member.deleteMany();
});

const preview = async (who: Browser, rows: readonly Row[]) =>
  who.call('POST', '/members/import/preview', await workbookOf(HEADS, rows));

/** Looks, then writes what was looked at. */
async function bring(who: Browser, rows: readonly Row[]) {
  const bytes = await workbookOf(HEADS, rows);
  const { body } = await who.call('POST', '/members/import/preview', bytes);
  return who.call('POST', `/members/import?digest=${body.digest}`, bytes);
}

const kept = () =>
  service.database.client.member.findMany({
    orderBy: { nameKey: 'asc' },
    include: { certificates: { orderBy: { productName: 'asc' } } },
  });

describe('a list of certificate holders', () => {
  test('is looked at first: counts, what is worth knowing, and nothing written', async () => {
    const { status, body } = await preview(commune, LIST);
    expect(status).toBe(200);
    expect(body).toMatchObject({ problem: null, counts: { new: 4, changed: 0, same: 0, errors: 0 }, unknownHeads: [] });
    const told = body.rows.find((row: { row: number }) => row.row === 4);
    expect(JSON.stringify(told)).toContain('Hiểu là Xã Thọ Lập');
    expect(await kept()).toEqual([]);
  });

  test('is written whole, with certificates under their holders and a token of their own', async () => {
    expect((await bring(commune, LIST)).body).toEqual({ new: 4, changed: 0, same: 0, errors: 0 });
    const members = await kept();
    expect(members.map(({ name, phone, unit, certificates }) => [name, phone, unit, certificates.length])).toEqual([
      ['Hộ Lê Thị Hoa', null, HERE, 1],
      ['HTX Quảng Thọ', '0987654321', HERE, 2],
      ['Tổ hợp tác Làng Sen', '0912345678', HERE, 0],
    ]);
    expect(new Set(members.map(({ linkToken }) => linkToken)).size).toBe(3);
    expect(members[1]?.certificates[0]).toMatchObject({
      number: 'GCN-1',
      stars: 4,
      productSet: 9,
      expiresOn: new Date('2028-03-12T00:00:00Z'),
    });
    const [audited] = await service.database.client.auditEntry.findMany({ orderBy: { seq: 'desc' }, take: 1 });
    expect(audited?.what).toBe('member.import');
  });

  test('imported again changes nothing; a later list changes what is new in it and keeps what it leaves out', async () => {
    await bring(commune, LIST);
    const before = await kept();
    expect((await bring(commune, LIST)).body).toEqual({ new: 0, changed: 0, same: 4, errors: 0 });
    expect(await kept()).toEqual(before);

    const later = [
      ['HTX QUẢNG THỌ', null, 'Xã Thọ Lập', 'Mắm tép', 5, 'GCN-1', '12/03/2025'],
      ['Hộ Lê Thị Hoa', '0903333444', 'Xã Thọ Lập', 'Bánh gai', 3, 'GCN-9', '01/06/2026'],
    ];
    expect((await bring(commune, later)).body).toEqual({ new: 0, changed: 2, same: 0, errors: 0 });
    const after = await kept();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.map(({ phone }) => phone)).toEqual(['0903333444', '0987654321', '0912345678']);
    expect(after[0]?.certificates).toMatchObject([{ number: 'GCN-9' }]);
    expect(after[1]?.certificates.map(({ stars }) => stars)).toEqual([5, 3]);
  });

  test('one wrong row, and no row is written; the report has the list with what is wrong beside it', async () => {
    const wrong = [...LIST, ['HTX Sai', '123', 'Xã Thọ Lập', 'Tương', '9 sao', null, null]];
    const { body } = await preview(commune, wrong);
    expect(body.counts.errors).toBe(1);
    expect(body.rows[0]).toMatchObject({ row: 6, errors: [{ column: 'Điện thoại' }, { column: 'Hạng sao' }] });
    expect((await bring(commune, wrong)).body.code).toBe('import-refused');
    expect(await kept()).toEqual([]);
    const report = await commune.call('POST', '/members/import/report', await workbookOf(HEADS, wrong));
    const rows = cellsOf(report.bytes);
    const error = rows[0]?.findIndex((cell) => cell?.value === 'Lỗi') ?? -1;
    expect(rows[5]?.[0]?.value).toBe('HTX Sai');
    expect(rows[5]?.[error]?.value).toContain('Hạng sao: Hạng sao là 3, 4 hoặc 5');
    expect(rows[1]?.[error]).toBeNull();
  });

  test('another file, or a list changed in between, is not what was looked at', async () => {
    const bytes = await workbookOf(HEADS, LIST);
    const { body } = await commune.call('POST', '/members/import/preview', bytes);
    const other = await workbookOf(HEADS, LIST.slice(1));
    expect((await commune.call('POST', `/members/import?digest=${body.digest}`, other)).body.code).toBe(
      'import-changed',
    );
    await bring(province, LIST.slice(0, 1));
    expect((await commune.call('POST', `/members/import?digest=${body.digest}`, bytes)).body.code).toBe(
      'import-changed',
    );
    expect(await kept()).toHaveLength(1);
  });

  test('two officers with the same list at once make no member twice', async () => {
    const answers = await Promise.all([bring(commune, LIST), bring(province, LIST), bring(commune, LIST)]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(await kept()).toHaveLength(3);
  });

  test('a commune officer brings in nobody of another commune, and takes nobody from there', async () => {
    const elsewhere = [['HTX Quảng Thọ', '0987654321', 'Phường Hạc Thành', 'Mắm tép', 4, 'GCN-1', null]];
    expect((await preview(commune, elsewhere)).body.rows[0].errors[0].text).toContain('ngoài địa bàn');
    await bring(province, elsewhere);
    const { body } = await preview(commune, LIST);
    expect(body.counts.errors).toBe(2);
    expect(body.rows[0].errors[0].text).toContain('ngoài địa bàn');
    const { body: seen } = await commune.call('POST', '/members/search', {});
    expect(seen.total).toBe(0);
  });

  test('of two holders with one name in one commune none is guessed', async () => {
    await bring(commune, [
      ['Hộ Nguyễn Văn An', '0901111222', 'Xã Thọ Lập', 'Mật ong', 3, null, null],
      ['Hộ Nguyễn Văn An', '0901111333', 'Xã Thọ Lập', 'Chè', 3, null, null],
    ]);
    const { body } = await preview(commune, [['Hộ Nguyễn Văn An', null, 'Xã Thọ Lập', 'Mật ong', 4, null, null]]);
    expect(body.rows[0].errors[0].text).toContain('ghi thêm điện thoại');
  });

  test('what is no list is told in words', async () => {
    const { body } = await commune.call('POST', '/members/import/preview', Buffer.from('không phải Excel'));
    expect(body).toMatchObject({ problem: expect.stringContaining('Không đọc được tệp này'), counts: { new: 0 } });
    const heads = await commune.call('POST', '/members/import/preview', await workbookOf(['Tên'], [['A']]));
    expect(heads.body.problem).toContain('“Xã, phường”');
  });

  test('the template is understood by the import', async () => {
    const { bytes } = await commune.call('GET', '/members/template');
    const { body } = await commune.call('POST', '/members/import/preview', bytes);
    expect(body.problem).toBe('Danh sách chưa có dòng nào.');
  });

  test('only a workbook route takes a workbook', async () => {
    expect((await commune.call('POST', '/members/search', await workbookOf(HEADS, LIST))).status).toBe(400);
  });
});

test("a commune's code is for its own officers", async () => {
  expect((await commune.call('GET', `/communes/${HERE}/invitation`)).body.code).toBe(`xa-${HERE}`);
  expect((await commune.call('GET', '/communes/14797/invitation')).status).toBe(404);
  expect((await province.call('GET', '/communes/14797/invitation')).status).toBe(200);
});

describe('one member', () => {
  test('is found by name without marks and by number, invited by a code, and gone when removed', async () => {
    await bring(commune, LIST);
    const found = await commune.call('POST', '/members/search', { text: 'quang tho' });
    expect(found.body).toMatchObject({ total: 1, linked: 0, rows: [{ name: 'HTX Quảng Thọ', linkedAt: null }] });
    expect((await commune.call('POST', '/members/search', { text: '0912 345' })).body.total).toBe(1);
    const { id } = found.body.rows[0];
    const { body } = await commune.call('POST', `/members/${id}/invitation`);
    expect(body).toEqual({ code: expect.stringMatching(/^m-[a-z2-9]{10}$/), telegram: null, zalo: null });
    await commune.call('DELETE', `/members/${id}/account`);
    expect((await commune.call('POST', `/members/${id}/invitation`)).body.code).not.toBe(body.code);
    expect((await commune.call('DELETE', `/members/${id}`)).status).toBe(200);
    expect((await commune.call('POST', `/members/${id}/invitation`)).body.code).toBe('member-unknown');
  });
});
