import { describe, expect, test } from 'vitest';
import { UNITS } from '../../../src/language/places.ts';
import { MEMBER_COLUMNS } from '../../../src/notifications/members/member-columns.ts';
import { showProblems } from '../../../src/notifications/members/problems.ts';
import { readMembers } from '../../../src/notifications/members/read-members.ts';
import { type Cell, readTable } from '../../../src/notifications/members/read-table.ts';

const TODAY = '2026-11-26';
const HEADS = ['Tên chủ thể', 'Xã, phường', 'Điện thoại', 'Tên sản phẩm', 'Hạng sao', 'Số giấy chứng nhận', 'Ngày cấp'];

function read(heads: readonly string[], ...rows: (readonly Cell[])[]) {
  const table = readTable([heads, ...rows], MEMBER_COLUMNS);
  if (table.kind !== 'table') throw new Error(table.missing.join());
  return readMembers(table.rows, TODAY, 'province');
}

const one = (cells: Readonly<Record<string, Cell>>) => {
  const all = { 'Tên chủ thể': 'HTX Quảng Thọ', 'Xã, phường': 'Xã Thọ Lập', ...cells };
  return read(Object.keys(all), Object.values(all))[0];
};
const errorsOf = (cells: Readonly<Record<string, Cell>>) => showProblems(one(cells)?.errors ?? []);
const notesOf = (cells: Readonly<Record<string, Cell>>) => showProblems(one(cells)?.notes ?? []);

describe('the table is found as offices write it', () => {
  test('below a title, heads in any order, without marks, with other names and words in brackets', () => {
    const table = readTable(
      [
        ['UBND TỈNH', null],
        ['DANH SÁCH SẢN PHẨM OCOP NĂM 2025', null],
        ['STT', 'SDT', 'CHU THE', 'San pham', 'Xã/phường (nơi sản xuất)', 'Xếp hạng', 'Ghi chú'],
        [1, '0987 654 321', 'HTX Quảng Thọ', 'Mắm tép', 'Xã Thọ Lập', '4 sao', 'tốt'],
        [null, null, null, null, null, null, null],
      ],
      MEMBER_COLUMNS,
    );
    expect(table).toMatchObject({ kind: 'table', headAt: 2, unknown: ['Ghi chú'] });
    if (table.kind === 'table') {
      expect(table.rows).toEqual([
        {
          number: 4,
          cells: {
            phone: '0987 654 321',
            name: 'HTX Quảng Thọ',
            product: 'Mắm tép',
            unit: 'Xã Thọ Lập',
            stars: '4 sao',
          },
        },
      ]);
    }
  });

  test('a column that must be there is named when it is not', () => {
    expect(
      readTable(
        [
          ['Tên', 'SĐT'],
          ['A', '1'],
        ],
        MEMBER_COLUMNS,
      ),
    ).toEqual({ kind: 'no-heads', missing: ['Xã, phường'] });
    expect(readTable([], MEMBER_COLUMNS)).toMatchObject({ kind: 'no-heads' });
  });
});

describe('a row', () => {
  test('is read to normal forms', () => {
    const [row] = read(HEADS, [
      '  HTX  Quảng Thọ ',
      'xã Thọ Lập',
      '+84 987.654.321',
      'Mắm tép',
      '4',
      'GCN-01',
      '12/03/2025',
    ]);
    expect(row?.errors).toEqual([]);
    expect(row?.member).toEqual({
      name: 'HTX Quảng Thọ',
      nameKey: 'htx quang tho',
      phone: '0987654321',
      unit: '15568',
      kind: null,
      certificate: {
        number: 'GCN-01',
        productName: 'Mắm tép',
        productSet: 9,
        stars: 4,
        issuedOn: '2025-03-12',
        expiresOn: '2028-03-12',
      },
    });
  });

  test.each([
    ['the 0 that a spreadsheet drops', { 'Điện thoại': 987654321 }, '0987654321'],
    ['the first of several numbers', { 'Điện thoại': '0987654321 / 0912345678' }, '0987654321'],
  ])('phone: %s', (_, cells, phone) => {
    expect(one(cells)?.member?.phone).toBe(phone);
  });

  test.each([
    ['Hoằng Phụ', 'Hoằng Hóa', '16000'],
    ['Xuân Thiên', 'huyện Thọ Xuân', '15568'],
    ['TT Thọ Xuân', null, '15499'],
    ['15568', null, '15568'],
  ])('a commune of old or its code: %s, %s', (unit, district, code) => {
    const row = one({ 'Xã, phường': unit, 'Huyện cũ': district });
    expect(row?.member?.unit, showProblems(row?.errors ?? [])).toBe(code);
  });

  test('a name that is a present and a former one is asked about, but not where one of them is all that the officer has', () => {
    expect(errorsOf({ 'Xã, phường': 'Xã Trung Thành' })).toContain(
      'Chưa rõ, có thể là: Xã Trung Thành (Quan Hóa cũ); Xã Thắng Lợi',
    );
    const table = readTable(
      [
        ['Chủ thể', 'Xã'],
        ['HTX A', 'Xã Trung Thành'],
      ],
      MEMBER_COLUMNS,
    );
    if (table.kind !== 'table') throw new Error('no table');
    const here = UNITS.find(({ name }) => name === 'Trung Thành')?.code ?? '';
    const [row] = readMembers(table.rows, TODAY, [here]);
    expect(row?.member?.unit).toBe(here);
    expect(showProblems(row?.notes ?? [])).toContain('Hiểu là Xã Trung Thành (Quan Hóa cũ)');
  });

  test('says how an old name was understood', () => {
    expect(notesOf({ 'Xã, phường': 'xã Hoằng Phụ, huyện Hoằng Hóa' })).toContain('Hiểu là Xã Hoằng Thanh');
  });

  test.each([
    [{ 'Tên chủ thể': null }, 'Tên chủ thể: Chưa ghi tên chủ thể.'],
    [{ 'Xã, phường': null }, 'Xã, phường: Chưa ghi xã, phường.'],
    [{ 'Xã, phường': 'huyện Thọ Xuân' }, 'Xã, phường: Chưa rõ, có thể là: Xã Thọ Xuân;'],
    [{ 'Xã, phường': 'xã Không Có Thật' }, 'Xã, phường: '],
    [{ 'Điện thoại': '12345' }, 'không phải số điện thoại Việt Nam'],
    [{ 'Loại hình': 'xyz' }, 'Loại hình: '],
    [{ 'Tên sản phẩm': 'Mắm tép' }, 'Hạng sao: Chưa ghi hạng sao'],
    [{ 'Tên sản phẩm': 'Mắm tép', 'Hạng sao': '6 sao' }, 'Hạng sao là 3, 4 hoặc 5'],
    [{ 'Hạng sao': '4' }, 'chưa ghi sản phẩm'],
    [{ 'Tên sản phẩm': 'Mắm', 'Hạng sao': 4, 'Ngày cấp': '31/02/2025' }, 'không phải ngày tháng'],
    [{ 'Tên sản phẩm': 'Mắm', 'Hạng sao': 4, 'Ngày cấp': '01/01/2030' }, 'Ngày cấp ở tương lai'],
    [
      { 'Tên sản phẩm': 'Mắm', 'Hạng sao': 4, 'Ngày cấp': '01/01/2025', 'Ngày hết hạn': '01/01/2024' },
      'Ngày hết hạn phải sau ngày cấp',
    ],
    [{ 'Tên chủ thể': 'a'.repeat(201) }, 'Dài quá 200 ký tự'],
  ])('is told what is wrong: %j', (cells: Record<string, Cell>, told) => {
    expect(errorsOf(cells)).toContain(told);
    expect(one(cells)?.member).toBeNull();
  });

  test.each([
    ['4', 4],
    [5, 5],
    ['3 sao', 3],
    ['Bốn sao', 4],
    ['****', 4],
    ['Hạng 4 sao', 4],
  ])('stars: %s', (written, stars) => {
    const row = one({ 'Tên sản phẩm': 'Mắm tép', 'Hạng sao': written });
    expect(row?.member?.certificate?.stars).toBe(stars);
  });

  test.each([
    ['15/6/2026', '2026-06-15'],
    ['2026-06-15', '2026-06-15'],
    [46188, '2026-06-15'],
  ])('days: %s', (written, day) => {
    const row = one({ 'Tên sản phẩm': 'Mắm tép', 'Hạng sao': 4, 'Ngày cấp': written });
    expect(row?.member?.certificate?.issuedOn).toBe(day);
  });
});

describe('rows beside each other', () => {
  const row = (name: string, unit: string, phone: string, product: string, number: string | null = null) => [
    name,
    unit,
    phone,
    product,
    4,
    number,
    null,
  ];

  test('a holder with two products stands twice', () => {
    const rows = read(
      HEADS,
      row('HTX A', 'Xã Thọ Lập', '0987654321', 'Mắm tép'),
      row('htx a', 'Xã Thọ Lập', '0987654321', 'Nước mắm'),
    );
    expect(rows.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test('one number of a certificate on two rows, and a holder in two communes, are errors of the later row', () => {
    const rows = read(
      HEADS,
      row('HTX A', 'Xã Thọ Lập', '0987654321', 'Mắm tép', 'GCN-1'),
      row('HTX B', 'Xã Thọ Lập', '0912345678', 'Nước mắm', 'GCN-1'),
      row('HTX A', 'Xã Hoằng Thanh', '0987654321', 'Tương'),
    );
    expect(rows.map(({ errors }) => showProblems(errors))).toEqual([
      '',
      'Số giấy chứng nhận: Số này đã ở dòng 2.',
      'Xã, phường: Cùng chủ thể ở dòng 2 nhưng khác xã, phường.',
    ]);
  });
});
