import { describe, expect, it } from 'vitest';
import type { LanguageModel, ProposedCommand, UnderstandTask } from '../../../src/assistant/types.ts';
import type { Hearing } from '../../../src/conversation/interpret/interpret.ts';
import { verifiedProposals } from '../../../src/conversation/interpret/verified-proposals.ts';
import { newState } from '../../../src/conversation/state.ts';
import { FORM } from '../../../src/registration/form.ts';
import type { FieldId } from '../../../src/registration/types.ts';
import { INVENTED } from '../../simulators/openai/invented.ts';
import { createTalk, startForm, type Talk } from '../talk.ts';

/** Answers by rules alone, as far as the description. */
const UP_TO_DESCRIPTION =
  'hộ sản xuất|Hộ kinh doanh Lê Thị Hoa|Lê Thị Hoa|chủ hộ|xã Thọ Lập|thôn 2|0987654321|không có|chưa có|Bánh gai tứ trụ|đúng rồi|lần đầu|3 sao';
const UP_TO_CAPACITY = `${UP_TO_DESCRIPTION}|bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa|lá gai trong xã 60%, trong tỉnh 100%|5 người, trong xã 4`;

async function talkAt(answers: string, propose: (task: UnderstandTask) => readonly ProposedCommand[]) {
  const asked: UnderstandTask[] = [];
  const understand: LanguageModel['understand'] = async (task) => {
    asked.push(task);
    return { kind: 'done', value: propose(task) };
  };
  const talk = createTalk({ understand });
  await startForm(talk);
  for (const text of answers.split('|')) await talk.say(text);
  return { talk, asked };
}

/** The question is asked and nothing is answered yet. */
function hearingAt(asking: FieldId): Hearing {
  return {
    state: { ...newState(), consent: 'given', asking },
    form: { answers: {}, open: new Set() },
    today: '2026-11-23',
    absent: false,
    previousField: null,
    sent: false,
  };
}

const storedIn = (talk: Talk) => talk.last.registration?.answers ?? {};

describe('a model beside the rules', () => {
  it('whatever is proposed for whatever message, only the words of the message are read', () => {
    const messages = [
      'khoảng 20 tấn',
      'số tôi 0987 654 321',
      'xã Thọ Lập, thôn 2',
      'không phải 5 người',
      'bán ở Hà Nội 70%',
    ];
    const fields = FORM.fields.map(({ id }) => id);
    const lies = Object.values(INVENTED).map(({ words }) => words);
    for (const text of messages)
      for (const asked of fields) {
        const hearing = hearingAt(asked);
        const proposals = fields.flatMap((field) =>
          [...lies, text, `${text}7`, text.slice(1), text.slice(0, -1)].map((words) => ({
            type: 'setField' as const,
            field,
            words,
          })),
        );
        for (const one of verifiedProposals(proposals, text, hearing))
          expect(one.type === 'setField' && 'words' in one.reading && text.includes(one.reading.words)).toBe(true);
      }
  });

  it('is not asked where the rules understand', async () => {
    const { asked } = await talkAt(UP_TO_CAPACITY, () => []);
    expect(asked).toEqual([]);
  });

  it.each<[string, ProposedCommand]>([
    ['a value that nobody said', { type: 'setField', field: 'idea.capacity', words: '977 tấn' }],
    ['half a word', { type: 'setField', field: 'idea.capacity', words: 'mươi t' }],
    ['words that another field can not read', { type: 'setField', field: 'applicant.phone', words: 'hai mươi tấn' }],
    ['a free text for a field that is not asked', { type: 'setField', field: 'idea.story', words: 'chú ơi' }],
    ['a field that has its answer', { type: 'setField', field: 'applicant.unit', words: 'xã Thọ Lập' }],
    ['a field of no form', { type: 'setField', field: 'applicant.bank', words: 'hai mươi tấn' }],
    ['the declaration', { type: 'setField', field: 'declaration.accepted', words: 'ạ' }],
    ['sending', { type: 'go', to: 'submit' }],
    ['cancelling', { type: 'go', to: 'cancel' }],
    ['leaving out what was just asked', { type: 'go', to: 'skip' }],
    ['a question that nobody asked', { type: 'ask', words: 'Cho tôi xin số điện thoại của chị Mơ?' }],
  ])('may not propose %s', async (_name, proposal) => {
    const saying = 'dạ thưa cái này tôi chịu, để hỏi con trai đã nha';
    const alone = await talkAt(UP_TO_CAPACITY, () => []);
    const expected = await alone.talk.say(saying);
    const { talk, asked } = await talkAt(UP_TO_CAPACITY, () => [proposal]);
    const said = await talk.say(saying);
    expect({ text: said.text, asking: said.asking, answers: storedIn(talk) }).toEqual({
      text: expected.text,
      asking: expected.asking,
      answers: storedIn(alone.talk),
    });
    expect(asked.length).toBe(alone.asked.length);
  });

  it('what it proposes is shown back, and kept only after a yes', async () => {
    const { talk } = await talkAt(UP_TO_CAPACITY, () => [
      { type: 'setField', field: 'idea.markets', words: 'đi Hà Nội' },
    ]);
    const said = await talk.say('cái đó tôi chịu, chứ hàng thì đi Hà Nội là chính');
    expect(said.proposed).toEqual({ 'idea.markets': ['ngoai-tinh'] });
    expect(storedIn(talk)['idea.markets']).toBeUndefined();
    await talk.say('đúng rồi');
    expect(storedIn(talk)['idea.markets']).toEqual(['ngoai-tinh']);
  });

  it('an answer that the rules found wrong belongs to its question, and its parts answer no other', async () => {
    const materials = 'trong xã 90%, trong tỉnh 60%';
    const { talk, asked } = await talkAt(`${UP_TO_DESCRIPTION}|bánh gai làm từ lá gai giã tay`, () => [
      { type: 'setField', field: 'idea.markets', words: 'trong tỉnh' },
    ]);
    const said = await talk.say(materials);
    expect(said.asking).toBe('idea.materials');
    expect(storedIn(talk)['idea.markets']).toBeUndefined();
    expect(asked.map(({ text }) => text)).toEqual([materials]);
  });

  it('is told which answers are personal, and which words are', async () => {
    const { talk, asked } = await talkAt(UP_TO_CAPACITY, () => []);
    await talk.say('dạ thưa cái này tôi chịu, để hỏi con trai đã nha');
    expect(asked[0]?.known).toEqual(expect.arrayContaining(['Lê Thị Hoa', '0987654321', 'thôn 2']));
    expect(asked[0]?.asking).toMatchObject({ field: 'idea.capacity', personal: false });
  });
});
