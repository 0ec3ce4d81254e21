import { beforeAll, describe, expect, it } from 'vitest';
import { noLanguageModel } from '../../src/assistant/off.ts';
import type { ComposedSentence, ComposeTask, LanguageModel } from '../../src/assistant/types.ts';
import { answerWithModel } from '../../src/knowledge/answer-with-model.ts';
import { createKnowledge, type SearchableKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { citationHolds } from '../../src/knowledge/verify-citations.ts';

const CONTEXT = { today: '2026-11-23' };
const QUESTION = 'Nộp hồ sơ xong thì xã xem trong bao lâu?';
let knowledge: SearchableKnowledge;
beforeAll(() => {
  knowledge = createKnowledge({ root: 'knowledge' });
});

function modelSaying(say: (task: ComposeTask) => readonly ComposedSentence[]): LanguageModel {
  return { ...noLanguageModel, compose: async (task) => ({ kind: 'done', value: say(task) }) };
}

const answer = (model: LanguageModel, question = QUESTION) => answerWithModel(knowledge, model, question, CONTEXT);

describe('a model words the answer, code decides what may stand', () => {
  it('a sentence carried by its evidence is said, with that evidence cited', async () => {
    const composed = await answer(
      modelSaying(({ evidence }) => {
        const piece = evidence.find(({ text }) => text.includes('15 ngày làm việc'));
        return [{ text: 'Xã kiểm tra hồ sơ và gửi tỉnh trong 15 ngày làm việc.', evidence: [piece?.number ?? 0] }];
      }),
    );
    expect(composed.text).toContain('Xã kiểm tra hồ sơ và gửi tỉnh trong 15 ngày làm việc.');
    expect(composed.citations[0]).toMatchObject({ document: 'qd-26-2026', section: 'Đ.7' });
    expect(composed.citations.every((citation) => citationHolds(citation, knowledge.corpus.articles))).toBe(true);
  });

  it.each<[string, ComposedSentence]>([
    ['an invented number', { text: 'Xã kiểm tra hồ sơ trong 3 ngày làm việc.', evidence: [1] }],
    ['an invented approval', { text: 'Hồ sơ của anh/chị đã được giám đốc phê duyệt, sẽ nhận thưởng.', evidence: [1] }],
    ['a number that no evidence bears', { text: 'Xã kiểm tra hồ sơ trong 15 ngày làm việc.', evidence: [99] }],
  ])('%s is dropped and the extractive answer stands', async (_name, sentence) => {
    expect(await answer(modelSaying(() => [sentence]))).toEqual(knowledge.answer(QUESTION, CONTEXT));
  });

  it('a refusal is never turned into an answer: the model is not even asked', async () => {
    const model = modelSaying(() => {
      throw new Error('asked');
    });
    const refused = await answer(model, 'Đạt 3 sao thì được thưởng bao nhiêu triệu?');
    expect(refused.kind).toBe('refusal');
  });

  it('the rule now in force opens the answer whatever the model says', async () => {
    const question = 'Theo kế hoạch 2024 thì nộp phiếu đăng ký cho ai ở huyện?';
    const extractive = knowledge.answer(question, CONTEXT);
    const composed = await answer(
      modelSaying(({ evidence }) => [{ text: evidence[0]?.text ?? '', evidence: [1] }]),
      question,
    );
    expect(extractive.text).toMatch(/^Lưu ý:/);
    expect(composed.text.split('\n')[0]).toBe(extractive.text.split('\n')[0]);
    expect(composed.citations.slice(0, 2)).toEqual(extractive.citations.slice(0, 2));
  });

  it('a model that is off or fails changes nothing', async () => {
    const failing: LanguageModel = { ...noLanguageModel, compose: async () => ({ kind: 'failed', reason: 'timeout' }) };
    const extractive = knowledge.answer(QUESTION, CONTEXT);
    expect(await answer(noLanguageModel)).toEqual(extractive);
    expect(await answer(failing)).toEqual(extractive);
  });
});
