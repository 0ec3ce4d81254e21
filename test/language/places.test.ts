import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import {
  FORMER_DISTRICTS,
  findDistricts,
  findPlaces,
  UNITS,
  unitByCode,
  unitTitle,
} from '../../src/language/places.ts';

const codes = (text: string): string[] =>
  findPlaces(text).flatMap((mention) => mention.candidates.map((reading) => reading.code));
const districts = (text: string): string[] => findDistricts(text).map((mention) => mention.district);

describe('UNITS', () => {
  it('has 147 communes and 19 wards with their own codes', () => {
    expect(UNITS.filter((unit) => unit.kind === 'xã')).toHaveLength(147);
    expect(UNITS.filter((unit) => unit.kind === 'phường')).toHaveLength(19);
    expect(new Set(UNITS.map((unit) => unit.code)).size).toBe(166);
    expect(FORMER_DISTRICTS).toHaveLength(27);
    expect(unitByCode('16000')?.name).toBe('Hoằng Thanh');
    expect(unitByCode('1')).toBeUndefined();
  });

  it('gives every former district at least one unit', () => {
    for (const district of FORMER_DISTRICTS)
      expect(
        UNITS.some((unit) => unit.formerDistrict === district.name),
        district.name,
      ).toBe(true);
  });
});

describe('findPlaces', () => {
  it.each(UNITS.map((unit) => [unitTitle(unit), unit.code]))(
    'finds %s by its own name, marked first and exact',
    (title, code) => {
      const [mention] = findPlaces(`ở ${title} nhé`);
      expect(mention?.text).toBe(title);
      expect(mention?.candidates[0]).toMatchObject({ code, via: 'present', exact: true });
      expect(codes(`o ${fold(title)} nhe`)).toContain(code);
      expect(codes(title.replace(/^\S+ /u, ''))).toContain(code);
      expect(codes(fold(title).replace(/^\S+ /u, ''))).toContain(code);
    },
  );

  it.each(UNITS.flatMap((unit) => unit.formedFrom.map((former) => [`${former.kind} ${former.name}`, unit.code])))(
    'finds what %s has become',
    (former, code) => {
      expect(codes(former)).toContain(code);
      expect(codes(fold(former))).toContain(code);
    },
  );

  it.each<[string, string[]]>([
    ['xã Hoằng Phụ huyện Hoằng Hóa', ['16000']],
    ['xa hoang phu huyen hoang hoa', ['15889', '16000']],
    ['Hoằng Phú', ['15889']],
    ['hoang thanh', ['16000', '15961']],
    ['Cẩm Bình, Cẩm Thủy', ['15142']],
    ['Cổ Lũng, Bá Thước', ['14959']],
    ['anh ở thị trấn Thọ Xuân', ['15499']],
    ['xã Quảng Thái huyện Quảng Xương', ['16543']],
    ['ừ, Quảng Bình rứa', ['16543']],
    ['p. Đông Thọ', ['14758', '14797']],
    ['xã Xuân Lộc, Thường Xuân', ['15643']],
    ['Phường Đông Sơn, Bỉm Sơn', ['14812']],
    ['xã Hợp Lý', ['15682']],
    ['hợp lý', ['15682']],
    ['thon Sao Vang, ngo 3', []],
    ['giá cả hợp lý', []],
    ['tỉnh Thanh Hóa', []],
    ['bao gio bao vao thanh hoa', []],
    ['xã Bất Kỳ', []],
    ['công ty Lam Sơn', []],
  ])('%s', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('gives both readings of a name that commune and former district share', () => {
    const readings = findPlaces('Thọ Xuân')[0]?.candidates ?? [];
    expect(readings[0]).toEqual({ code: '15499', name: 'Thọ Xuân', via: 'present', exact: true });
    expect(
      readings.slice(1).every((reading) => reading.via === 'former-district' && reading.former === 'Thọ Xuân'),
    ).toBe(true);
    expect(readings).toHaveLength(8);
    expect(findPlaces('huyện Thọ Xuân')[0]?.candidates.every((reading) => reading.via === 'former-district')).toBe(
      true,
    );
  });

  it('takes either placement of the tone', () => {
    expect(codes('xã Thiệu Hoá')).toEqual(codes('xã Thiệu Hóa'));
  });
});

describe('findDistricts', () => {
  it.each(FORMER_DISTRICTS.map((district) => [district.official, district.name]))(
    'finds %s, marked and unmarked',
    (official, name) => {
      expect(districts(`${official} có mấy sản phẩm`)).toEqual([name]);
      expect(districts(fold(`${official} co may san pham`))).toEqual([name]);
    },
  );

  it.each<[string, string[]]>([
    ['nhu thanh phai lam may san pham ocop', ['Như Thanh']],
    ['Ngọc Lặc với Lang Chánh thì bên nào nhiều hơn', ['Ngọc Lặc', 'Lang Chánh']],
    ['Thị xã Bim Sơn', ['Bỉm Sơn']],
    ['thành phố được giao mấy sản phẩm', ['Thanh Hóa']],
    ['huyện Tĩnh Gia cũ', ['Nghi Sơn']],
    ['tỉnh Thanh Hóa có bao nhiêu sản phẩm', []],
    ['xã Thọ Xuân', []],
    ['thành phố Hồ Chí Minh', []],
  ])('%s', (text, expected) => {
    expect(districts(text)).toEqual(expected);
  });
});
