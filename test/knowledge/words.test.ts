import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '../../src/knowledge/words.ts';

const marked = (text: string): string =>
  words(text)
    .map((word) => word.marked)
    .join(' ');

describe('words', () => {
  it('takes both ways of placing a tone as one', () => {
    expect(marked('Thanh Hoá')).toBe(marked('Thanh Hóa'));
    expect(marked('Hoằng Hoà')).toBe(marked('Hoằng Hòa'));
  });

  it.each(['4*', '4★', '4 sao', '4saoo', 'bốn sao', 'bon sao'])('reads %s as the rank of four stars', (text) => {
    expect(words(text)).toEqual([
      { folded: '4', marked: '4' },
      { folded: 'sao', marked: 'sao*' },
    ]);
  });

  it('keeps the sao that asks apart from the sao that ranks', () => {
    expect(words('sao lại thế')[0]?.marked).toBe('sao');
  });

  it('parts document numbers and drops leading zeros', () => {
    expect(marked('268/KH-UBND ngày 08/12/2021')).toBe('268 kh ubnd ngay2 8 12 2021');
  });

  it('never throws and folds to letters without marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { folded } of words(text)) expect(folded.length).toBeGreaterThan(0);
      }),
    );
  });
});
