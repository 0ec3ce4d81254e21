import { describe, expect, it } from 'vitest';
import { pickChoice } from '../../src/registration/pick-choice.ts';
import type { Choice } from '../../src/registration/types.ts';

const UNITS: Choice[] = [
  { value: '15889', label: 'Xã Hoằng Phú (Hoằng Hóa cũ)' },
  { value: '16000', label: 'Xã Hoằng Thanh (gồm Xã Hoằng Phụ cũ)' },
];
const SETS: Choice[] = [
  { value: 21, label: 'Bộ 21: Thủ công mỹ nghệ gia dụng, trang trí' },
  { value: 22, label: 'Bộ 22: Vải, may mặc' },
];
const STARS: Choice[] = [
  { value: 3, label: '3 sao' },
  { value: 4, label: '4 sao' },
  { value: 5, label: '5 sao' },
];

describe('pickChoice', () => {
  it.each<[Choice[], string, Choice['value'] | null]>([
    [UNITS, 'hoang thanh', '16000'],
    [UNITS, 'xã Hoằng Phú nhé', '15889'],
    [UNITS, 'cái thứ hai', '16000'],
    [UNITS, '1', '15889'],
    [UNITS, 'đầu tiên em ạ', '15889'],
    [UNITS, 'cái cuối', '16000'],
    [UNITS, 'đúng', null],
    [UNITS, 'Nga Sơn', null],
    [SETS, 'vải', 22],
    [SETS, 'bộ 21', 21],
    [SETS, 'đồ gia dụng', 21],
    [SETS, '', null],
    [STARS, '4', 4],
    [STARS, '3', 3],
  ])('among %j "%s" picks %s', (choices, text, expected) => {
    expect(pickChoice(choices, text)?.value ?? null).toBe(expected);
  });

  it('takes a bare yes when there is one choice', () => {
    expect(pickChoice(SETS.slice(0, 1), 'đúng rồi')?.value).toBe(21);
  });
});
