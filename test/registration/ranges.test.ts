import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../src/registration/read-answer.ts';
import type { FieldId } from '../../src/registration/types.ts';

function reading(field: FieldId, words: string, mode: 'asked' | 'volunteered' = 'asked') {
  return readAnswer(field, words, { today: '2026-11-26', answers: {}, mode });
}

function choices(field: FieldId, words: string, mode?: 'volunteered') {
  const read = reading(field, words, mode);
  return read.kind === 'choose' ? read.choices.map((choice) => choice.value) : read;
}

describe('two figures where one is asked', () => {
  test.each(['7 8 trăm triệu', 'bảy tám trăm triệu', '700-800 triệu', 'từ 700 đến 800 triệu'])('money: %s', (words) => {
    expect(choices('idea.revenue', words)).toEqual([700_000_000, 800_000_000]);
  });

  test('an amount made', () => {
    const [low, high] = [20, 30].map((amount) => ({ amount, unit: 'tấn' }));
    expect(choices('idea.capacity', '20-30 tấn')).toEqual([low, high]);
  });

  test.each([undefined, 'volunteered'] as const)(
    'also with the unit said twice, and told beside others (%s)',
    (mode) => {
      const tonnes = (...amounts: number[]) => amounts.map((amount) => ({ amount, unit: 'tấn' }));
      expect(choices('idea.revenue', '300 triệu tới 400 triệu', mode)).toEqual([300_000_000, 400_000_000]);
      expect(choices('idea.revenue', 'chừng 900 triệu đến 1 tỷ', mode)).toEqual([900_000_000, 1_000_000_000]);
      expect(choices('idea.capacity', '5 tấn đến 7 tấn', mode)).toEqual(tonnes(5, 7));
      expect(choices('idea.capacity', 'dăm bảy tấn', mode)).toEqual(tonnes(5, 7));
      expect(choices('idea.capacity', 'dăm ba tấn', mode)).toEqual(tonnes(3, 5));
    },
  );

  test('two bare figures side by side are a range only in the answer to the question', () => {
    expect(reading('idea.revenue', '7 8 trăm triệu', 'volunteered')).toMatchObject({ kind: 'value' });
    expect(reading('idea.capacity', 'hộp 5 kg, 2 tấn')).toMatchObject({ kind: 'value', value: { amount: 2 } });
  });

  test.each(['20-25 người', '20 đến 25 người, trong xã 18'])('people: %s', (words) => {
    expect(reading('idea.labour', words)).toMatchObject({ kind: 'invalid', problem: 'range' });
  });

  test.each(['3 vụ, mỗi vụ 40 tấn', '1 vụ 40 tấn, năm 3 vụ'])('seasons are multiplied and asked back: %s', (words) => {
    expect(reading('idea.capacity', words)).toMatchObject({ kind: 'confirm', value: { amount: 120, unit: 'tấn' } });
  });

  test.each(['-5 tỷ', 'âm 5 tỷ'])('no revenue below nothing: %s', (words) => {
    expect(reading('idea.revenue', words)).toMatchObject({ kind: 'invalid', problem: 'not-positive' });
  });

  test.each(['1 tỷ 200 triệu', 'năm 2025 được 1 tỷ 200 triệu'])('one amount stays one: %s', (words) => {
    expect(reading('idea.revenue', words)).toMatchObject({ kind: 'value', value: 1_200_000_000 });
  });
});
