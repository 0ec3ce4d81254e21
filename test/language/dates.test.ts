import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateSpan, findDates } from '../../src/language/dates.ts';
import { fold } from '../../src/language/fold.ts';
import { spellNumber } from './number-speller.ts';

const TODAY = '2026-11-23';
const PLAIN = { linh: 'linh', thousand: 'nghìn', four: 'tư', billion: 'tỷ' } as const;
const short = (span: DateSpan): string =>
  span.problem ?? span.iso ?? [span.day, span.month, span.year].map((part) => part ?? '-').join('/');
const dates = (text: string): string[] => findDates(text, TODAY).map(short);

describe('findDates', () => {
  it.each<[string, string[]]>([
    ['13/12/2019', ['2019-12-13']],
    ['13/13/2019', ['impossible']],
    ['30/2/2020', ['impossible']],
    ['29/2/2021', ['impossible']],
    ['29/02/2020', ['2020-02-29']],
    ['mùng hai tháng chín năm 2013', ['2013-09-02']],
    ['mung hai thang chin nam 2013', ['2013-09-02']],
    ['03.02.2020', ['2020-02-03']],
    ['3-2-20', ['2020-02-03']],
    ['ngày 3 tháng 2 năm 2020', ['2020-02-03']],
    ['5/2027', ['-/5/2027']],
    ['t4/2026', ['-/4/2026']],
    ['tháng 5 năm 2027', ['-/5/2027']],
    ['thang 5/2027', ['-/5/2027']],
    ['trước ngày 30/4', ['30/4/-']],
    ['hai mốt tháng giêng năm hai nghìn không trăm hai mươi', ['2020-01-21']],
    ['ngày mười lăm tháng tư năm hai không hai mươi', ['2020-04-15']],
    ['ngày 1 tháng chạp năm 2021', ['2021-12-01']],
    ['18042021', ['2021-04-18']],
    ['hôm qua', ['2026-11-22']],
    ['hom nay', ['2026-11-23']],
    ['cấp 06/06/2023, hết hạn 15/04/2027', ['2023-06-06', '2027-04-15']],
    ['2021-04-18', ['2021-04-18']],
    ['18 4 2021', ['2021-04-18']],
    ['24/02/98', ['1998-02-24']],
    ['ngày 5 tháng 6 năm ngoái', ['2025-06-05']],
  ])('%s', (text, expected) => {
    expect(dates(text)).toEqual(expected);
  });

  it.each([
    '0972 604 318',
    '1.200 cây',
    'năm 2024',
    '26B8017426',
    '2,5 tấn',
    'kế hoạch 268/KH-UBND',
    '3 sao',
    'ba tháng nữa',
    'tháng 4',
  ])('is no date: %s', (text) => {
    expect(dates(text)).toEqual([]);
  });

  it('reads back every day as people write it', () => {
    const day = fc.date({
      min: new Date(Date.UTC(1990, 0, 1)),
      max: new Date(Date.UTC(2045, 11, 31)),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-');
        const worded = `ngày ${spellNumber(Number(d), PLAIN)} tháng ${spellNumber(Number(m), PLAIN)} năm ${spellNumber(Number(y), PLAIN)}`;
        const texts = [
          `${d}/${m}/${y}`,
          `${Number(d)}/${Number(m)}/${y}`,
          `${d}-${m}-${y}`,
          `${d}.${m}.${y}`,
          `${d} ${m} ${y}`,
          iso,
          `${d}${m}${y}`,
          `ngày ${d} tháng ${m} năm ${y}`,
          `${Number(d)} thang ${Number(m)} nam ${y}`,
          worded,
          fold(worded),
          `mùng ${spellNumber(Number(d), PLAIN)} tháng ${spellNumber(Number(m), PLAIN)} năm ${y}`,
        ];
        for (const text of texts) expect([text, dates(text)]).toEqual([text, [iso]]);
        for (const text of texts.filter((text) => text !== `${d}${m}${y}`))
          expect(dates(`cấp ${text} nhé`)).toEqual(
            text === fold(worded) || text.includes('thang') ? expect.anything() : [iso],
          );
      }),
    );
  });

  it('gives the place in the text', () => {
    expect(findDates('cấp ngày 3/2/2020 ạ', TODAY)).toEqual([
      { iso: '2020-02-03', precision: 'day', day: 3, month: 2, year: 2020, start: 9, end: 17, text: '3/2/2020' },
    ]);
  });
});
