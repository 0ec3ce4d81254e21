import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PRODUCT_SETS, setsNamed, suggestSets } from '../../src/registration/product-sets.ts';

describe('PRODUCT_SETS', () => {
  it('are the 26 of QĐ 26/2026 in 6 industries: 13 of food, 4 of drink, 3 of herbs, 2 of crafts, 3 of ornamentals, 1 of tourism', () => {
    const counts = new Map<string, number>();
    for (const set of PRODUCT_SETS) counts.set(set.industry, (counts.get(set.industry) ?? 0) + 1);
    expect(PRODUCT_SETS.map((set) => set.number)).toEqual(Array.from({ length: 26 }, (_, i) => i + 1));
    expect([...counts.values()]).toEqual([13, 4, 3, 2, 3, 1]);
  });
});

describe('the sets told in the knowledge', () => {
  const told: { set: number; name: string; industry: string }[] = parse(
    readFileSync(new URL('../../knowledge/qd-26-2026/sets.yaml', import.meta.url), 'utf8'),
  );

  it('have the same numbers, names and industries', () => {
    const named = PRODUCT_SETS.map(({ number: set, name, industry }) => ({ set, name, industry }));
    expect(named).toEqual(told.map(({ set, name, industry }) => ({ set, name, industry })));
  });
});

describe('suggestSets', () => {
  it.each([
    ['Cam Xuân Thành', 1],
    ['gà đồi Như Xuân', 2],
    ['gạo nếp hạt cau', 3],
    ['mật ong Pù Luông', 4],
    ['phở ăn liền', 5],
    ['bánh gai Tứ Trụ', 6],
    ['banh rang bua', 6],
    ['khoai lang sấy dẻo', 7],
    ['nem chua', 8],
    ['thịt lợn đen gác bếp', 8],
    ['mắm tôm', 9],
    ['hành tăm', 10],
    ['chè xanh Bình Sơn', 11],
    ['trà cà gai leo', 12],
    ['cà phê rang xay', 13],
    ['rượu nếp', 14],
    ['rượu sim', 15],
    ['nước khoáng', 16],
    ['nước ép dứa', 17],
    ['cao cà gai leo', 18],
    ['dầu gội bồ kết', 19],
    ['tinh dầu sả chanh', 20],
    ['chiếu cói Nga Sơn', 21],
    ['khăn thổ cẩm', 22],
    ['hoa lan hồ điệp', 23],
    ['đào thế', 24],
    ['gà chọi', 25],
    ['homestay bản Hiêu', 26],
  ])('"%s" → bộ %i', (name, set) => {
    expect(suggestSets(name)[0]?.set).toBe(set);
  });

  it('gives its reason in words', () => {
    expect(suggestSets('nấm sò sấy')[0]?.reason).toContain('chế biến');
  });

  it('suggests nothing for a name that says nothing', () => {
    expect(suggestSets('Nét xưa')).toEqual([]);
  });
});

describe('setsNamed', () => {
  it.each([
    ['nhóm chế biến từ củ ạ', [7]],
    ['thủ công mỹ nghệ', [21, 22]],
    ['du lich cong dong', [26]],
    ['tương, nước mắm', [9]],
    ['xin chào', []],
  ])('"%s" names %j', (text, sets) => {
    expect(setsNamed(text)).toEqual(sets);
  });
});
