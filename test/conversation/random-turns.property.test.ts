import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedField, type ConversationState } from '../../src/conversation/state.ts';
import { foldAnswers } from '../../src/registration/fold.ts';
import type { AnswerEntry, Answers, FieldId, FieldValue } from '../../src/registration/types.ts';
import { acts, createPerson, type Person, type Turned } from './random-turns.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 10_000);
/** Every so many sequences the form is taken to its end from wherever they led. */
const FINISH_EVERY = 25;

describe('10,000 sequences of whatever people do', () => {
  test('state = fold of the log; nothing asked twice in a row without a reason; always a way forward', async () => {
    let run = 0;
    const first = createPerson();
    await first.say('tôi muốn đăng ký sản phẩm');
    await first.say('đồng ý');
    const begun = first.snapshot;
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const person = createPerson(run % 4 === 0 ? undefined : begun);
        const heard: string[] = [];
        for (const act of sequence) {
          const turned = await person.act(act);
          if (!turned) continue;
          check(person, turned, heard);
        }
        if (run % FINISH_EVERY === 0) await finish(person);
        run += 1;
      }),
      { numRuns: RUNS },
    );
  }, 900_000);
});

function check(person: Person, { before, decision, text }: Turned, heard: string[]): void {
  const { state, draft } = decision.snapshot;
  expect(text, 'every message gets an answer').not.toBe('');
  if (draft) {
    expect(draft.log, 'the log is what the events wrote, in order').toEqual(person.logOf(draft.id));
    expect(draft.log.map((entry) => entry.seq)).toEqual(draft.log.map((_, i) => i + 1));
    if (before.draft?.id === draft.id) {
      expect(draft.log.slice(0, before.draft.log.length), 'append-only').toEqual(before.draft.log);
    }
    expect(foldAnswers(draft.log).answers).toEqual(lastOfEach(draft.log));
  }
  if (state.consent !== 'given') expect(draft === null || draft.status === 'withdrawn').toBe(true);

  heard.push(`${state.asking}|${text}`);
  const lastThree = heard.slice(-3);
  expect(lastThree.length === 3 && new Set(lastThree).size === 1, `three times: ${heard.at(-1)}`).toBe(false);

  const field = askedField(state);
  if (field && field === askedField(before.state)) {
    const answered = newEntries(before.draft?.log ?? [], draft?.log ?? []).findLast((entry) => entry.field === field);
    const stands = answered?.action === 'set' && state.picking === false && state.waiting === null;
    expect(stands, `${field} asked again though just answered: ${text}`).toBe(false);
    expect(heard.at(-1), `${field} asked again in the same words`).not.toBe(heard.at(-2));
  }
  expect(wayOn(state, draft?.status), `no way on: ${text}`).toBe(true);
}

/** For each field its last entry: a fold written down once more, as simply as it can be said. */
function lastOfEach(log: readonly AnswerEntry[]): Answers {
  const last = new Map<FieldId, AnswerEntry>(log.map((entry) => [entry.field, entry]));
  const set = [...last.values()].filter((entry) => entry.action === 'set');
  return Object.fromEntries(set.map((entry) => [entry.field, entry.value])) as Record<FieldId, FieldValue>;
}

function newEntries(before: readonly AnswerEntry[], after: readonly AnswerEntry[]): readonly AnswerEntry[] {
  return after.slice(before.length);
}

/** A question to answer, a button to press, or a form that has been sent. */
function wayOn(state: ConversationState, status: string | undefined): boolean {
  return state.asking !== null || state.offered.length > 0 || status === 'submitted';
}

/** What a person says who answers whatever is asked. */
const ANSWER: Readonly<Record<string, string>> = {
  consent: 'đồng ý',
  confirm: 'đúng rồi',
  review: 'gửi',
  resume: 'làm tiếp',
  cancel: 'không hủy',
  handoff: 'làm tiếp',
  menu: 'tôi muốn đăng ký sản phẩm',
  'applicant.kind': 'hộ sản xuất',
  'applicant.name': 'Hộ kinh doanh Lê Thị Hoa',
  'applicant.representative': 'Lê Thị Hoa',
  'applicant.position': 'chủ hộ',
  'applicant.unit': 'xã Thọ Lập',
  'applicant.address': 'thôn 2',
  'applicant.phone': '0987654321',
  'applicant.email': 'bỏ qua',
  'applicant.registrationNumber': '26A8001234',
  'applicant.registrationDate': '18/04/2021',
  'applicant.taxCode': 'bỏ qua',
  'product.name': 'bánh gai',
  'product.set': 'bộ 6',
  'registration.kind': 'lần đầu',
  'product.currentStars': '3 sao',
  'product.certificateExpiry': '01/12/2027',
  'registration.targetStars': 'bỏ qua',
  'idea.description': 'bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa, khác ở chỗ không phẩm màu',
  'idea.materials': 'gạo mua trong xã 60%, trong tỉnh 100%',
  'idea.labour': '5 người, trong xã 4 người',
  'idea.capacity': '20.000 cái',
  'idea.revenue': 'bỏ qua',
  'idea.markets': 'trong xã',
  'idea.story': 'để sau',
  'idea.documents': 'chưa có gì',
  'idea.supportNeeds': 'không cần',
  attachments: 'bỏ qua',
  'declaration.accepted': 'tôi cam đoan đúng',
};

/** From wherever the person stands, answering what is asked leads to the sent form. */
async function finish(person: Person): Promise<void> {
  const asked: (string | null)[] = [];
  for (let turns = 0; turns < 70; turns += 1) {
    const { asking } = person.snapshot.state;
    asked.push(asking);
    const { decision } = await person.say(ANSWER[asking ?? 'menu'] ?? 'làm tiếp');
    if (decision.snapshot.draft?.status === 'submitted') return;
  }
  expect.unreachable(`never sent: ${asked.slice(-12).join(' → ')}`);
}
