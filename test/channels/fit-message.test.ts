import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FittingMessage, fitMessage } from '../../src/channels/fit-message.ts';
import type { ChannelLimits } from '../../src/channels/types.ts';

const ZALO: ChannelLimits = { text: 2_000, caption: 0, buttons: 5, buttonLabel: 100 };
const NARROW: ChannelLimits = { text: 20, caption: 10, buttons: 2, buttonLabel: 8 };

const say = (text: string, labels: readonly string[] = [], file: string | null = null): FittingMessage<string> => ({
  text,
  buttons: labels.map((label, index) => ({ label, payload: `p${index}` })),
  file,
});

describe('a message that fits its channel', () => {
  it.each([
    ['goes as it is', say('Chào', ['Có']), NARROW, [say('Chào', ['Có'])]],
    [
      'breaks at an empty line',
      say('Một hai ba bốn\n\nnăm sáu\nbảy tám'),
      NARROW,
      [say('Một hai ba bốn'), say('năm sáu\nbảy tám')],
    ],
    ['breaks at a line break', say('Một hai ba\nbốn năm sáu bảy'), NARROW, [say('Một hai ba'), say('bốn năm sáu bảy')]],
    [
      'breaks after a sentence',
      say('Một hai ba. Bốn năm sáu bảy'),
      NARROW,
      [say('Một hai ba.'), say('Bốn năm sáu bảy')],
    ],
    ['breaks between words', say('Một hai ba bốn năm sáu bảy'), NARROW, [say('Một hai ba bốn năm'), say('sáu bảy')]],
    ['cuts a word that is too long', say('x'.repeat(25)), NARROW, [say('x'.repeat(20)), say('xxxxx')]],
    [
      'has its buttons at the end',
      say('Một hai ba\nbốn năm sáu bảy', ['Có']),
      NARROW,
      [say('Một hai ba'), say('bốn năm sáu bảy', ['Có'])],
    ],
    ['carries its file where the caption may be that long', say('Mẫu 01', [], 'a'), NARROW, [say('Mẫu 01', [], 'a')]],
    [
      'has its file behind a longer text',
      say('Đây là Mẫu số 01', [], 'a'),
      NARROW,
      [say('Đây là Mẫu số 01'), say('', [], 'a')],
    ],
    [
      'has its file before a text with buttons',
      say('Mẫu 01', ['Có'], 'a'),
      { ...NARROW, caption: 0 },
      [say('', [], 'a'), say('Mẫu 01', ['Có'])],
    ],
    ['is a file alone', say('', [], 'a'), NARROW, [say('', [], 'a')]],
    [
      'counts characters, not code units, after NFC',
      say('ộ'.normalize('NFD').repeat(20)),
      NARROW,
      [say('ộ'.repeat(20))],
    ],
  ])('%s', (_what, message, limits, parts) => {
    expect(fitMessage(message, limits)).toEqual(parts);
  });

  it('lists choices with their numbers when there are more than buttons, or longer than their labels', () => {
    expect(fitMessage(say('Loại?', ['Một', 'Hai', 'Ba']), { ...NARROW, text: 200 })).toEqual([
      {
        text: 'Loại?\n1. Một\n2. Hai\n3. Ba',
        buttons: [
          { label: '1. Một', payload: 'p0' },
          { label: '2. Hai', payload: 'p1' },
        ],
        file: null,
      },
    ]);
    const long = fitMessage(say('Nơi bán?', ['Hội chợ trong và ngoài tỉnh', 'Sàn']), {
      ...NARROW,
      text: 200,
      buttonLabel: 14,
    });
    expect(long).toEqual([
      {
        text: 'Nơi bán?\n1. Hội chợ trong và ngoài tỉnh\n2. Sàn',
        buttons: [
          { label: '1. Hội chợ…', payload: 'p0' },
          { label: '2. Sàn', payload: 'p1' },
        ],
        file: null,
      },
    ]);
  });

  it('keeps every limit and loses no word', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aáộđ😀.!'), minLength: 1, maxLength: 30 });
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(' ', '\n', '\n\n')), { maxLength: 60 })
      .map((words) => words.flat().join(''));
    fc.assert(
      fc.property(text, fc.array(word, { maxLength: 8 }), fc.integer({ min: 10, max: 80 }), (words, labels, most) => {
        const limits = { text: most, caption: 0, buttons: 3, buttonLabel: 12 };
        const parts = fitMessage(say(words, labels), limits);
        for (const part of parts) {
          expect([...part.text].length).toBeLessThanOrEqual(most);
          expect(part.buttons.length).toBeLessThanOrEqual(limits.buttons);
          for (const { label } of part.buttons) expect([...label].length).toBeLessThanOrEqual(limits.buttonLabel);
        }
        const letters = (of: string) => of.replace(/\s/gu, '');
        expect(letters(parts.map((part) => part.text).join(''))).toContain(letters(words));
      }),
    );
  });

  it('puts a whole guide of a thousand words into messages that Zalo takes', () => {
    const line = 'Chuẩn bị hồ sơ theo mẫu. '.repeat(3).trim();
    const guide = Array.from({ length: 60 }, (_, index) => `${index + 1}. ${line}`).join('\n');
    const parts = fitMessage(say(guide, ['Xong']), ZALO);
    expect(parts.map((part) => part.text).join('\n')).toBe(guide);
    expect(parts.every((part) => [...part.text].length <= 2_000)).toBe(true);
  });
});
