import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABBREVIATIONS, fullWords } from '../../src/language/abbreviations.ts';
import { countCharacters, tidy } from '../../src/language/text.ts';
import { tokenize } from '../../src/language/tokens.ts';

describe('tidy', () => {
  it('composes, drops what cannot be seen and keeps line breaks', () => {
    expect(tidy('  Hoa\u0300\u200B\u00A0xa\u0303\r\nThọ\tXuân ')).toBe('Hoà xã\nThọ Xuân');
    expect(countCharacters('xa\u0303 🍊')).toBe(4);
  });

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(tidy(tidy(text))).toBe(tidy(text));
      }),
    );
  });
});

describe('tokenize', () => {
  it('keeps dates, stars and addresses whole, with their places', () => {
    const text = 'Hạn 09/2027, hạng 4* (a@b.vn)';
    const tokens = tokenize(text);
    expect(tokens.map((token) => token.folded)).toEqual(['han', '09/2027', 'hang', '4*', 'a@b.vn']);
    for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
  });
});

describe('abbreviations', () => {
  it('are found in any case, with or without đ', () => {
    expect(fullWords('vpdp')).toBe('Văn phòng Điều phối');
    expect(fullWords('abc')).toBeNull();
  });

  it('are each written out', () => {
    for (const { short, long } of ABBREVIATIONS) expect(fullWords(short)).toBe(long);
  });
});
