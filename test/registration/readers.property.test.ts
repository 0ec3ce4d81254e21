import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidy } from '../../src/language/text.ts';
import { findFieldMention } from '../../src/registration/find-field.ts';
import { FORM } from '../../src/registration/form.ts';
import { isLeave } from '../../src/registration/leave.ts';
import { findAnswers } from '../../src/registration/read-all.ts';
import { readAnswer } from '../../src/registration/read-answer.ts';
import type { ReadingContext } from '../../src/registration/types.ts';

const PIECES =
  'tôi là hộ htx xã Thọ Lập 12 người trong tỉnh 45% 0912345678 không phải chưa có , . 🏡 1 tỷ 2 tấn "( mã vạch 13/13/2019 năm sao để sau Nguyễn Thị a@b.vn'.split(
    ' ',
  );
const speech = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((words) => words.join(' ')),
);
const context = fc.constantFrom<ReadingContext>(
  { today: '2026-11-23', answers: {}, mode: 'asked' },
  {
    today: '2026-11-23',
    answers: { 'applicant.kind': 'hoi-hiep-hoi', 'product.name': 'nem chua' },
    mode: 'volunteered',
  },
);

describe('readers, whatever is typed', () => {
  it('never throw, and the words of a value stand in the text', () => {
    fc.assert(
      fc.property(speech, context, fc.constantFrom(...FORM.fields), (text, ctx, field) => {
        const reading = readAnswer(field.id, text, ctx);
        if (reading.kind === 'value' || reading.kind === 'confirm' || reading.kind === 'choose') {
          expect(tidy(text)).toContain(reading.words);
        }
        if (reading.kind === 'invalid') expect(reading.text.length).toBeGreaterThan(20);
        isLeave(field.id, text, ctx.answers);
        findFieldMention(text);
      }),
      { numRuns: 1_500 },
    );
  });

  it('finds never overlap and lie in the text', () => {
    fc.assert(
      fc.property(speech, context, (text, ctx) => {
        let end = 0;
        for (const one of findAnswers(text, ctx)) {
          expect(one.start).toBeGreaterThanOrEqual(end);
          expect(one.end).toBeLessThanOrEqual(tidy(text).length);
          end = one.end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
