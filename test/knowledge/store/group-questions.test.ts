import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupQuestions, type KeptQuestion } from '../../../src/knowledge/store/group-questions.ts';
import { signatureOf } from '../../../src/knowledge/store/signature.ts';

const kept = (text: string, count = 1, askedOn = '2027-03-01'): KeptQuestion => ({
  text,
  signature: signatureOf(text),
  count,
  askedOn,
});

describe('questions that nobody could answer', () => {
  it('asking the same is one group, whatever the marks, order and politeness', () => {
    const groups = groupQuestions([
      kept('vay vốn ngân hàng lãi suất bao nhiêu', 3),
      kept('lai suat vay von ngan hang bao nhieu a', 2, '2027-03-09'),
      kept('cho em hỏi lãi suất vay vốn ngân hàng ạ'),
      kept('giá phân bón hôm nay'),
    ]);
    expect(groups).toHaveLength(2);
    expect(groups[0]).toMatchObject({
      text: 'vay vốn ngân hàng lãi suất bao nhiêu',
      count: 6,
      lastAsked: '2027-03-09',
    });
    expect(groups[0]?.others).toHaveLength(2);
    expect(groups[1]).toMatchObject({ text: 'giá phân bón hôm nay', count: 1 });
  });

  const word = fc.constantFrom('vay', 'vốn', 'lãi', 'giá', 'phân', 'bón', 'trường', 'học', 'thuê', 'đất');
  const question = fc
    .record({
      text: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
      count: fc.integer({ min: 1, max: 9 }),
      day: fc.integer({ min: 10, max: 28 }),
    })
    .map(({ text, count, day }) => kept(text, count, `2027-03-${day}`));

  it('every asking is counted once, the most asked first, and equal signatures stay together', () => {
    fc.assert(
      fc.property(fc.array(question, { maxLength: 25 }), (questions) => {
        const groups = groupQuestions(questions);
        const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
        expect(sum(groups.map(({ count }) => count))).toBe(sum(questions.map(({ count }) => count)));
        expect(groups.map(({ count }) => count)).toEqual(groups.map(({ count }) => count).sort((a, b) => b - a));
        const texts = groups.flatMap(({ text, others }) => [text, ...others]);
        expect(new Set(texts)).toEqual(new Set(questions.map(({ text }) => text)));
        expect(texts).toHaveLength(new Set(texts).size);
      }),
    );
  });

  it('the order in which they came makes no difference', () => {
    fc.assert(
      fc.property(fc.array(question, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (questions, keys) => {
        const shuffled = questions
          .map((one) => [keys.next().value ?? 0, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(groupQuestions(shuffled)).toEqual(groupQuestions(questions));
      }),
    );
  });
});
