import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAnswers } from '../../src/registration/fold.ts';
import type { AnswerEntry, FieldId } from '../../src/registration/types.ts';

const FIELDS: FieldId[] = ['applicant.name', 'applicant.phone', 'idea.revenue'];

function entry(seq: number, field: FieldId, action: AnswerEntry['action'], value?: string): AnswerEntry {
  const base = {
    seq,
    field,
    action,
    words: value ?? '',
    rule: 'rule:test',
    channel: 'simulator',
    at: '2026-11-23T02:00:00Z',
  };
  return value === undefined ? base : { ...base, value };
}

describe('foldAnswers', () => {
  it('takes the last value', () => {
    const log = [entry(1, 'applicant.name', 'set', 'HTX A'), entry(2, 'applicant.name', 'set', 'HTX B')];
    expect(foldAnswers(log).answers).toEqual({ 'applicant.name': 'HTX B' });
  });

  it('keeps a field open that was left, until it is answered', () => {
    const left = [entry(1, 'applicant.phone', 'leave')];
    expect(foldAnswers(left).open.has('applicant.phone')).toBe(true);
    const answered = [...left, entry(2, 'applicant.phone', 'set', '0912345678')];
    expect(foldAnswers(answered)).toEqual({ answers: { 'applicant.phone': '0912345678' }, open: new Set() });
  });

  it('asks a field again after it was taken back', () => {
    const log = [entry(1, 'applicant.name', 'set', 'HTX A'), entry(2, 'applicant.name', 'clear')];
    expect(foldAnswers(log)).toEqual({ answers: {}, open: new Set() });
  });

  it('is the last entry of each field, in whatever order the log is read', () => {
    const action = fc.constantFrom('set' as const, 'leave' as const, 'clear' as const);
    const step = fc.record({ field: fc.constantFrom(...FIELDS), action, value: fc.string({ minLength: 1 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const log = steps.map((one, i) =>
          entry(i + 1, one.field, one.action, one.action === 'set' ? one.value : undefined),
        );
        const { answers, open } = foldAnswers([...log].reverse());
        for (const field of FIELDS) {
          const last = log.filter((one) => one.field === field).at(-1);
          expect(answers[field]).toEqual(last?.action === 'set' ? last.value : undefined);
          expect(open.has(field)).toBe(last?.action === 'leave');
        }
      }),
    );
  });
});
