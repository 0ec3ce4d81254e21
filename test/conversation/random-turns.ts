import fc from 'fast-check';
import { noLanguageModel } from '../../src/assistant/off.ts';
import type { IncomingContent } from '../../src/channels/types.ts';
import type { Decision } from '../../src/conversation/decide.ts';
import { newState, type Snapshot } from '../../src/conversation/state.ts';
import { takeTurn } from '../../src/conversation/turn.ts';
import { NO_DESK } from '../../src/handoff/desks.ts';
import { dateInVietNam } from '../../src/language/calendar.ts';
import type { AnswerEntry } from '../../src/registration/types.ts';
import { HOUR, plainKnowledge, START } from './talk.ts';

/** One thing that people do; `nth` picks among what can be pressed. */
export type Act =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'press' | 'pressOld'; readonly nth: number }
  | { readonly kind: 'wait'; readonly time: number }
  | { readonly kind: 'send'; readonly content: IncomingContent }
  /** The channel gives the same message a second time under another key. */
  | { readonly kind: 'twice' };

const say = (...texts: string[]) => fc.constantFrom(...texts).map((text): Act => ({ kind: 'say', text }));

/** Answers to any field, right and wrong, alone and several at once. */
const ANSWERS = say(
  'hộ sản xuất',
  'hợp tác xã',
  'hội làm vườn',
  'Hộ kinh doanh Lê Thị Hoa',
  'Lê Thị Hoa',
  'chủ hộ',
  'xã Thọ Lập',
  'xa hoang phu huyen hoang hoa',
  'xã Quảng Thái huyện Quảng Xương',
  'thôn 2',
  '0987654321',
  '09876',
  'hoa@gmail.com',
  '26A8001234',
  '12/13/2020',
  '18/04/2021',
  'bánh gai',
  'bộ 6',
  'chưa rõ',
  'lần đầu',
  'nâng hạng từ 3 lên 4 sao, giấy hết hạn 01/12/2027',
  '4 sao',
  'bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa, khác ở chỗ không phẩm màu',
  'gạo mua trong xã 60%, trong tỉnh 100%',
  '5 người',
  '5 người, 4 người trong xã',
  '20.000 cái',
  '350 triệu',
  'trong xã, trên shopee',
  'có đăng ký kinh doanh và giấy an toàn thực phẩm',
  'không cần gì',
  'tôi là Lê Thị Hoa, hộ làm bánh gai ở xã Thọ Lập, sđt 0987 654 321',
  'đúng rồi',
  'không phải, xã Thọ Lập',
  'không',
  'vâng ạ',
  '1',
  '2',
  '3',
);
const EDITS = say(
  'sửa 2',
  'sửa mục 5',
  'sửa số điện thoại',
  'sửa tên sản phẩm thành nước mắm cốt',
  'à nhầm, số điện thoại là 0912345678',
  'à nhầm, hợp tác xã',
  'hoàn tác',
  'bỏ câu vừa rồi',
  'quay lại',
);
const STEERING = say(
  'để sau',
  'bỏ qua',
  'xem lại',
  'còn thiếu gì',
  'tạm dừng',
  'làm tiếp',
  'hủy',
  'gửi',
  'tôi cam đoan đúng',
  'gặp cán bộ',
  'rút đồng ý',
  'tôi muốn đăng ký sản phẩm',
  'làm phiếu mới',
  'đồng ý',
  'menu',
  'xin chào',
);
const QUESTIONS = say('ocop là gì?', 'nem chua thuộc nhóm nào?', 'ví dụ đi', 'có mất tiền không');
const GARBAGE = fc.oneof(
  say('@@@', '😀', '...', 'asdf qwer', 'ừm', 'tập đoàn lớn', 'zzzzzzzz'),
  fc.string({ maxLength: 30 }).map((text): Act => ({ kind: 'say', text })),
);
const SENT = fc
  .constantFrom<IncomingContent>(
    { kind: 'voice' },
    { kind: 'sticker' },
    { kind: 'location', latitude: 19, longitude: 105 },
  )
  .map((content): Act => ({ kind: 'send', content }));
const nth = fc.nat({ max: 60 });

export const acts = fc.array(
  fc.oneof(
    { weight: 14, arbitrary: ANSWERS },
    { weight: 5, arbitrary: EDITS },
    { weight: 5, arbitrary: STEERING },
    { weight: 2, arbitrary: QUESTIONS },
    { weight: 2, arbitrary: GARBAGE },
    { weight: 1, arbitrary: SENT },
    { weight: 3, arbitrary: nth.map((at): Act => ({ kind: 'press', nth: at })) },
    { weight: 1, arbitrary: nth.map((at): Act => ({ kind: 'pressOld', nth: at })) },
    { weight: 1, arbitrary: fc.constant<Act>({ kind: 'twice' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(HOUR, 13 * HOUR, 90 * 24 * HOUR).map((time): Act => ({ kind: 'wait', time })),
    },
  ),
  { minLength: 3, maxLength: 12 },
);

export interface Turned {
  readonly before: Snapshot;
  readonly decision: Decision;
  readonly text: string;
}

/** Turns that a person begun elsewhere has behind them, at most. */
const BEGUN = 10;

/**
 * One person in memory, turn after turn, without an engine: what it decides and nothing else.
 * @param begun Where somebody stands who has opened a form and not answered yet.
 */
export function createPerson(begun?: Snapshot) {
  let snapshot: Snapshot = begun ?? { state: newState(), draft: null };
  let now = Date.parse(START) + BEGUN * 1_000;
  let count = begun ? BEGUN : 0;
  let previous: IncomingContent = { kind: 'text', text: 'xin chào' };
  /** The log as the events wrote it, per registration: what a store would hold. */
  const logs = new Map<string, AnswerEntry[]>();

  async function hear(content: IncomingContent): Promise<Turned> {
    now += 1_000;
    count += 1;
    previous = content;
    const at = new Date(now).toISOString();
    const before = snapshot;
    const decision = await takeTurn({
      snapshot,
      content,
      knowledge: plainKnowledge,
      understand: noLanguageModel.understand,
      recentQuestion: null,
      officeFacts: null,
      checkLink: async () => ({ kind: 'unknown' }),
      checkJoin: async () => ({ kind: 'unknown' }),
      file: null,
      held: false,
      readQueue: async () => ({ desk: NO_DESK, ahead: 0 }),
      pressed: null,
      readEvents: async () => [],
      readTopicsOff: async () => [],
      turn: {
        now: at,
        today: dateInVietNam(at),
        nonce: `n${count}`,
        newRegistrationId: `r${count}`,
        newLinkCode: '123456',
        channel: 'simulator',
        controller: 'Ủy ban nhân dân xã',
        abroad: null,
      },
    });
    for (const event of decision.events) {
      if (event.type === 'answerRecorded') {
        logs.set(event.registrationId, [...(logs.get(event.registrationId) ?? []), event.entry]);
      }
    }
    snapshot = decision.snapshot;
    return { before, decision, text: decision.replies.map((reply) => reply.text).join('\n') };
  }

  return {
    hear,
    say: (text: string) => hear({ kind: 'text', text }),
    logOf: (registrationId: string): readonly AnswerEntry[] => logs.get(registrationId) ?? [],
    get snapshot() {
      return snapshot;
    },
    /** Null when nothing could be done, or only time passed. */
    async act(act: Act): Promise<Turned | null> {
      switch (act.kind) {
        case 'say':
          return hear({ kind: 'text', text: act.text });
        case 'send':
          return hear(act.content);
        case 'twice':
          return hear(previous);
        case 'wait':
          now += act.time;
          return null;
        case 'press':
        case 'pressOld': {
          const { offered, earlier } = snapshot.state;
          const among = act.kind === 'press' ? offered : earlier;
          const payload = among[act.nth % Math.max(1, among.length)]?.payload;
          return payload === undefined ? null : hear({ kind: 'button', payload });
        }
        default:
          return act satisfies never;
      }
    },
  };
}

export type Person = ReturnType<typeof createPerson>;
