import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import { findNumbers } from '../../src/language/numbers.ts';
import { type Manner, spellNumber } from './number-speller.ts';

const values = (text: string): number[] => findNumbers(text).map((span) => span.value);

const manner: fc.Arbitrary<Manner> = fc.record({
  linh: fc.constantFrom('linh', 'lẻ'),
  thousand: fc.constantFrom('nghìn', 'ngàn'),
  four: fc.constantFrom('tư', 'bốn'),
  billion: fc.constantFrom('tỷ', 'tỉ'),
});
const amount = fc.oneof(
  fc.integer({ min: 1, max: 1000 }),
  fc.integer({ min: 1, max: 1e9 }),
  fc.maxSafeInteger().map((n) => Math.abs(n) % 1e12),
  fc.constant(1e12),
  fc.constantFrom(1e3, 1e6, 1e9, 5e5, 1_000_200, 2_000_000_003),
);

describe('findNumbers', () => {
  it('reads back every number spelled out', () => {
    fc.assert(
      fc.property(
        amount.filter((n) => n > 0),
        manner,
        (value, how) => {
          expect(values(spellNumber(value, how))).toEqual([value]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads back every number spelled out without marks', () => {
    fc.assert(
      fc.property(
        amount.filter((n) => n > 9),
        manner,
        (value, how) => {
          expect(values(fold(spellNumber(value, how)))).toEqual([value]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads back every number in digits, with dots, with commas or plain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom('', '.', ','), (value, dot) => {
        const written = dot === '' ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, dot);
        expect(values(`khoảng ${written} cái`)).toEqual([value]);
      }),
    );
  });

  it.each<[string, number[]]>([
    ['có hai tám người làm', [28]],
    ['co hai tam nguoi lam', [28]],
    ['hai ba người', [2, 3]],
    ['ba bốn người', [3, 4]],
    ['2,5 tấn', [2.5]],
    ['1 200 000 con', [1_200_000]],
    ['hai mươi hai người', [22]],
    ['hai mốt hộ', [21]],
    ['ba chục cây', [30]],
    ['trăm hai', [120]],
    ['một trăm ba', [130]],
    ['hai trăm rưỡi', [250]],
    ['hai phẩy năm', [2.5]],
    ['hai nghìn hai', [2200]],
    ['một triệu rưỡi', [1_500_000]],
    ['4 nguoi, ca 4 nguoi trong xa', [4, 4]],
    ['31 ng, trong xã 24 ng', [31, 24]],
    ['15 hộ góp 15 người', [15, 15]],
    ['ba người, ba người đều trong xã', [3, 3]],
    ['mot tram linh nam', [105]],
    ['nam nguoi', [5]],
    ['năm nay có năm người', [5]],
    ['mười năm nay', [10]],
    ['ba', [3]],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each([
    'năm nay',
    'sau khi nop',
    'không có',
    'khong co',
    'từ xã',
    'tu xa',
    'Hà Trung',
    'Tam Lư',
    'hàng trăm hộ',
    'bay gio',
    'ba mẹ tôi'.replace('ba mẹ', 'bố mẹ'),
    '26B8017426',
    '0972 604 318',
    '13/12/2019',
    'không chín tám bốn hai năm ba sáu một bảy',
    'tam thoi',
    'Việt Nam',
    'phần trăm',
  ])('finds no number in: %s', (text) => {
    expect(values(text)).toEqual([]);
  });

  it('says which numbers were spelled and where', () => {
    expect(findNumbers('có mười lăm hộ')).toEqual([{ value: 15, start: 3, end: 11, text: 'mười lăm', spelled: true }]);
  });
});
