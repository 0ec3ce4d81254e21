import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldAnswers } from '../../src/registration/fold.ts';
import { createTalk, HOUR } from './talk.ts';

/** What people do in any order: answers, questions, commands, second thoughts, silence. */
const MESSAGES = [
  'xin chào',
  'tôi muốn đăng ký sản phẩm',
  'đồng ý',
  'không',
  'đúng rồi',
  'hộ sản xuất',
  'hội làm vườn',
  'Hộ kinh doanh Lê Thị Hoa',
  'tôi là Lê Thị Hoa, hộ làm bánh gai ở xã Thọ Lập, sđt 0987 654 321',
  'xa hoang phu huyen hoang hoa',
  'xã Quảng Thái huyện Quảng Xương',
  'không phải, xã Thọ Lập',
  'thôn 2',
  '0987654321',
  '12/13/2020',
  'nâng hạng từ 3 lên 4 sao, giấy hết hạn 01/12/2027',
  'lần đầu',
  '5 người',
  '20.000 cái',
  'bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa',
  'ocop là gì?',
  'để sau',
  'quay lại',
  'sửa 2',
  'sửa số điện thoại',
  'à nhầm, số điện thoại là 0912345678',
  'xem lại',
  'còn thiếu gì',
  'tạm dừng',
  'làm tiếp',
  'hủy',
  'gửi',
  'tôi cam đoan đúng',
  'gặp cán bộ',
  'rút đồng ý',
  'tập đoàn lớn',
  '1',
  '2',
  '😀',
];

const step = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...MESSAGES).map((text) => ({ kind: 'say' as const, text })) },
  { weight: 2, arbitrary: fc.nat({ max: 60 }).map((nth) => ({ kind: 'press' as const, nth })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(HOUR, 13 * HOUR, 90 * 24 * HOUR).map((time) => ({ kind: 'wait' as const, time })),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }).map((text) => ({ kind: 'say' as const, text })) },
);

describe('whatever people do', () => {
  test('the state is the fold of the log, there is always a way on, and no reply comes three times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const talk = createTalk();
        const payloads: string[] = [];
        const heard: string[] = [];
        for (const one of steps) {
          if (one.kind === 'wait') {
            talk.wait(one.time);
            continue;
          }
          const payload = one.kind === 'press' ? payloads[one.nth % Math.max(1, payloads.length)] : undefined;
          if (one.kind === 'press' && payload === undefined) continue;
          const said = payload
            ? await talk.send({ kind: 'button', payload })
            : await talk.say(one.kind === 'say' ? one.text : '');
          payloads.push(...said.replies.flatMap((reply) => reply.buttons.map((button) => button.payload)));
          heard.push(`${said.asking}|${said.text}`);

          expect(said.text, 'every message gets an answer').not.toBe('');
          expect(said.replies.every((reply) => reply.text.length <= 4_000)).toBe(true);
          expect(
            heard.slice(-3).length === 3 && new Set(heard.slice(-3)).size === 1,
            `three times: ${heard.at(-1)}`,
          ).toBe(false);
          const { snapshot } = (await talk.store.find('simulator', 'chi-hoa')) ?? {};
          const log = snapshot?.draft?.log ?? [];
          expect(log.map((entry) => entry.seq)).toEqual(log.map((_, i) => i + 1));
          if (said.registration) expect(said.registration.answers).toEqual(foldAnswers(log).answers);
          if (snapshot?.state.consent !== 'given')
            expect(said.registration === null || said.registration.status === 'withdrawn').toBe(true);
          const { offered, earlier } = snapshot?.state ?? { offered: [], earlier: [] };
          expect(new Set([...offered, ...earlier].map((button) => button.payload)).size).toBe(
            offered.length + earlier.length,
          );
        }
        // A way on from anywhere: the form can be taken up and leads to a question of its own.
        await talk.say('menu');
        const on = await talk.say('tôi muốn đăng ký sản phẩm');
        expect(on.asking).not.toBeNull();
        expect(on.asking).not.toBe('menu');
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    );
  });
});
