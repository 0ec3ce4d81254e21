import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import { MEASURE_UNITS } from '../../src/language/measures.ts';
import { findMoney } from '../../src/language/money.ts';
import { findPercents } from '../../src/language/percents.ts';
import { findQuantities } from '../../src/language/quantities.ts';
import { spellNumber } from './number-speller.ts';

const PLAIN = { linh: 'linh', thousand: 'nghìn', four: 'tư', billion: 'tỷ' } as const;
const money = (text: string): number[] => findMoney(text).map((span) => span.value);
const percents = (text: string): number[] => findPercents(text).map((span) => span.value);
const quantities = (text: string): string[] => findQuantities(text).map((span) => `${span.amount} ${span.unit}`);

describe('findMoney', () => {
  it.each<[string, number[]]>([
    ['5ty2', [5.2e9]],
    ['1 tỷ 2', [1.2e9]],
    ['1,2 tỷ', [1.2e9]],
    ['1.2 ty', [1.2e9]],
    ['350tr', [3.5e8]],
    ['350 trieu', [3.5e8]],
    ['hai tỷ mốt', [2.1e9]],
    ['khoảng hai tỷ rưỡi', [2.5e9]],
    ['chín mươi triệu', [9e7]],
    ['500k', [5e5]],
    ['3.000 tỷ', [3e12]],
    ['1 tỉ 250 triệu', [1.25e9]],
    ['1 tỷ 250', [1.25e9]],
    ['sáu trăm hai mươi triệu', [6.2e8]],
    ['hai tram trieu', [2e8]],
    ['2tr5', [2.5e6]],
    ['12.500.000đ', [12_500_000]],
    ['12.500.000 đồng', [12_500_000]],
    ['5 trăm triệu', [5e8]],
    ['triệu rưỡi', [1.5e6]],
    ['200-300 triệu', [2e8, 3e8]],
    ['tầm 1 ty ruoi nam ngoai', [1.5e9]],
    ['gần một tỷ hai', [1.2e9]],
    ['năm ngoái được 800 triệu', [8e8]],
    ['doanh thu 1 tỷ 2 năm ngoái', [1.2e9]],
    ['1 tỷ, 5 người làm', [1e9]],
    ['1 tỷ 2 người làm', [1e9]],
    ['tám trăm triệu đồng', [8e8]],
  ])('%s', (text, expected) => {
    expect(money(text)).toEqual(expected);
  });

  it.each([
    '75đ',
    '2 triệu con',
    '180.000 cái',
    '2.000 nhân viên',
    'hàng triệu',
    '100%',
    '0972 604 318',
    'để sau',
    '5 k có',
  ])('is no money: %s', (text) => {
    expect(money(text)).toEqual([]);
  });

  it('reads back amounts as people write them', () => {
    const million = fc.integer({ min: 1, max: 999 });
    const billion = fc.integer({ min: 1, max: 99 });
    const tenth = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(million, billion, tenth, (m, b, t) => {
        for (const [text, value] of [
          [`${m}tr`, m * 1e6],
          [`${m} triệu`, m * 1e6],
          [`${m} trieu dong`, m * 1e6],
          [`${spellNumber(m, PLAIN)} triệu`, m * 1e6],
          [fold(`${spellNumber(m, PLAIN)} triệu`), m * 1e6],
          [`${b} tỷ ${t}`, b * 1e9 + t * 1e8],
          [`${b}ty${t}`, b * 1e9 + t * 1e8],
          [`${b},${t} tỷ`, b * 1e9 + t * 1e8],
          [`${b} tỉ ${m} triệu`, b * 1e9 + m * 1e6],
          [`${(m * 1e6).toLocaleString('de-DE')} đồng`, m * 1e6],
          [`${b} tỷ rưỡi`, b * 1e9 + 5e8],
        ] as const)
          expect([text, money(text)]).toEqual([text, [value]]);
      }),
    );
  });
});

describe('findPercents', () => {
  it.each<[string, number[]]>([
    ['55%', [55]],
    ['2,5 %', [2.5]],
    ['tép mua trong xã 55%, trong tỉnh 100%', [55, 100]],
    ['tám mươi phần trăm', [80]],
    ['tam muoi phan tram', [80]],
    ['trong tỉnh trăm phần trăm', [100]],
    ['trong xa mot tram phan tram', [100]],
    ['một nửa', [50]],
    ['chín phần mười', [90]],
    ['80-90%', [80, 90]],
    ['trong xã chín mươi phần trăm, trong tỉnh trăm phần trăm', [90, 100]],
    ['60 phần trăm', [60]],
    ['4 người', []],
    ['một trăm hộ', []],
  ])('%s', (text, expected) => {
    expect(percents(text)).toEqual(expected);
  });

  it('reads back every whole percentage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (value) => {
        for (const text of [
          `${value}%`,
          `${value} %`,
          `${value} phần trăm`,
          `${spellNumber(value, PLAIN)} phần trăm`,
          fold(`${spellNumber(value, PLAIN)} phần trăm`),
        ]) {
          expect(percents(`trong xã ${text} nhé`.normalize('NFC')).concat(percents(text))).toContain(value);
        }
      }),
    );
  });
});

describe('findQuantities', () => {
  it.each<[string, string[]]>([
    ['hai tấn rưỡi', ['2.5 tấn']],
    ['60 tấn/năm', ['60 tấn']],
    ['70 tạ', ['70 tạ']],
    ['7000 hop', ['7000 hộp']],
    ['1.200 cây', ['1200 cây']],
    ['180.000 cái', ['180000 cái']],
    ['một năm 300 ký', ['300 kg']],
    ['3000 lượt khách', ['3000 lượt khách']],
    ['500 khach', ['500 lượt khách']],
    ['2 tấn 5', ['2.5 tấn']],
    ['1 vạn chai', ['10000 chai']],
    ['5 nghìn quả trứng', ['5000 trứng']],
    ['20.000 lít nước mắm mỗi năm', ['20000 lít']],
    ['a nham, san luong la 8000 hop moi dung', ['8000 hộp']],
    ['năm trăm con', ['500 con']],
    ['2 tan moi nam', ['2 tấn']],
    ['120 m2', ['120 m2']],
    ['60kg', ['60 kg']],
    ['15 hộ góp 15 người', ['15 hộ', '15 người']],
    ['tấm ba tạ', ['3 tạ']],
    ['4 sao', []],
    ['26B8 con', []],
  ])('%s', (text, expected) => {
    expect(quantities(text)).toEqual(expected);
  });

  it('tells what the amount is for', () => {
    expect(findQuantities('200 kg mỗi tháng')[0]?.per).toBe('tháng');
    expect(findQuantities('60 tấn/năm')[0]?.per).toBe('năm');
    expect(findQuantities('2 tấn một năm')[0]?.per).toBe('năm');
    expect(findQuantities('60 tấn')[0]?.per).toBeUndefined();
  });

  it('reads back every amount with every unit, marked and unmarked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 999_999 }),
        fc.constantFrom(...MEASURE_UNITS.filter((unit) => unit !== 'sào')),
        (amount, unit) => {
          expect(quantities(`sản lượng ${amount} ${unit}`)).toEqual([`${amount} ${unit}`]);
          expect(findQuantities(fold(`san luong ${amount} ${unit}`))[0]?.amount).toBe(amount);
        },
      ),
    );
  });
});
