import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTypeBonus } from '../../src/knowledge/answer-type.ts';
import { BestOf } from '../../src/knowledge/best-of.ts';
import { documentBias } from '../../src/knowledge/document-bias.ts';
import { buildIndex } from '../../src/knowledge/passage-index.ts';
import { readQuestion } from '../../src/knowledge/question.ts';
import { rank } from '../../src/knowledge/rank.ts';
import { repair } from '../../src/language/repair.ts';
import { knowledge, TODAY } from './shared.ts';

const index = buildIndex(knowledge.corpus);
const QUESTIONS = [
  'Năm 2024 huyện Thọ Xuân được giao mấy sản phẩm?',
  'ai ký giấy chứng nhận 4 sao theo quy định mới',
  'ho so dang ky gom nhung gi, nop o dau',
  'bao lâu thì có kết quả',
  'livestream chợ phiên sản phẩm OCOP mỗi năm mấy phiên',
];

describe('ranking', () => {
  it.each(QUESTIONS)('asks only promising passages for their bias, and ranks as if it had asked all: %s', (text) => {
    const question = readQuestion(text, TODAY, index.vocabulary, repair);
    const bias = documentBias(question);
    const bonus = answerTypeBonus(question);
    let asked = 0;
    const of = ({ article, statement }: (typeof index.passages)[number]): number => {
      asked += 1;
      return bias(article) + bonus(statement);
    };
    const all = rank(index, question.words, of);
    const askedOfAll = asked;
    asked = 0;
    expect(rank(index, question.words, of, { most: bias.most + bonus.most })).toEqual(all);
    expect(asked).toBeLessThan(askedOfAll);
  });

  it.each(QUESTIONS)('gives no passage more bias than it says: %s', (text) => {
    const question = readQuestion(text, TODAY, index.vocabulary, repair);
    const bias = documentBias(question);
    const bonus = answerTypeBonus(question);
    for (const { article, statement } of index.passages) {
      expect(bias(article)).toBeLessThanOrEqual(bias.most);
      expect(bonus(statement)).toBeLessThanOrEqual(bonus.most);
    }
  });
});

describe('the best of many', () => {
  it('are those that sorting all would put first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 8 }), (scores, limit) => {
        const best = new BestOf(limit);
        scores.forEach((score, id) => {
          best.offer(id, score);
        });
        const sorted = scores
          .map((score, id) => ({ score, id }))
          .sort((left, right) => right.score - left.score || left.id - right.id);
        expect(best.ids()).toEqual(sorted.slice(0, limit).map(({ id }) => id));
      }),
    );
  });
});
