import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import { isSyllable, isUnmarkedSyllable } from '../../src/language/syllables.ts';
import { placeTone, sameTonePlace, splitTone } from '../../src/language/tones.ts';
import { isUnmarked } from '../../src/language/unmarked.ts';
import { CORRECT_SENTENCES } from './correct-sentences.ts';

const FOREIGN =
  /^(?:ocop|ocopthanhhoa|example|www|gmail|com|htx|bansen|email|web|vietgap|haccp|iso|livestream|tiktok|shopee|facebook|container|b|sss|gap)$/i;
const words = CORRECT_SENTENCES.flatMap((sentence) => sentence.match(/\p{L}+/gu) ?? []).filter(
  (word) => !FOREIGN.test(word),
);

describe('fold', () => {
  it('is idempotent and keeps the length of NFC text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC')),
        (text) => {
          expect(fold(text)).toHaveLength(text.length);
          expect(fold(fold(text))).toBe(fold(text));
        },
      ),
    );
  });

  it('takes both tone placements alike', () => {
    expect(fold('Hoà Đường THUỶ')).toBe('hoa duong thuy');
    expect(sameTonePlace('hoà')).toBe(sameTonePlace('hòa'));
    expect(sameTonePlace('thuỷ')).toBe(sameTonePlace('thủy'));
  });
});

describe('syllables', () => {
  it.each([...new Set(words)])('knows %s, with and without marks', (word) => {
    expect(isSyllable(word)).toBe(true);
    expect(isUnmarkedSyllable(fold(word))).toBe(true);
    expect(placeTone(splitTone(word.toLowerCase()).base, splitTone(word.toLowerCase()).tone)).toBe(sameTonePlace(word));
  });

  it.each(['tasc', 'ocop', 'xax', 'web', 'hòp', 'ceo', 'khoong', 'hieenj', 'ngê'])('refuses %s', (word) => {
    expect(isSyllable(word)).toBe(false);
  });
});

describe('isUnmarked', () => {
  it('tells typing without marks from typing with them', () => {
    expect(isUnmarked('xin chao 123')).toBe(true);
    expect(isUnmarked('xin chào')).toBe(false);
    expect(isUnmarked('đ')).toBe(false);
    expect(isUnmarked('123')).toBe(false);
  });
});
