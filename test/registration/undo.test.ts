import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAnswers } from '../../src/registration/fold.ts';
import type { AnswerEntry, FieldId, FieldValue } from '../../src/registration/types.ts';
import { undoNewest } from '../../src/registration/undo.ts';

const FIELDS: FieldId[] = ['applicant.name', 'applicant.phone', 'product.set'];
const ACTIONS = ['set', 'leave', 'clear'] as const;

type Written = Pick<AnswerEntry, 'field' | 'action'> & { readonly value?: FieldValue };

function turn(log: readonly AnswerEntry[], minute: number, rule: string, written: readonly Written[]): AnswerEntry[] {
  const at = new Date(Date.UTC(2026, 10, 23, 2, minute)).toISOString();
  const added = written.map((one, i) => ({ ...one, seq: log.length + i + 1, words: '', rule, channel: 'zalo', at }));
  return [...log, ...added];
}

function undo(log: readonly AnswerEntry[], minute: number): AnswerEntry[] | null {
  const undone = undoNewest(log);
  return undone && turn(log, minute, undone.rule, undone.entries);
}

describe('undoNewest', () => {
  it('gives back the value that a correction replaced', () => {
    let log = turn([], 1, 'rule:name', [{ field: 'applicant.name', action: 'set', value: 'HTX A' }]);
    log = turn(log, 2, 'correction', [{ field: 'applicant.name', action: 'set', value: 'HTX B' }]);
    expect(foldAnswers(undo(log, 3) ?? []).answers).toEqual({ 'applicant.name': 'HTX A' });
  });

  it('has nothing to take back from an empty log, nor what a new form version carried over', () => {
    expect(undoNewest([])).toBeNull();
    const log = turn([], 1, 'migration:1-2', [{ field: 'applicant.name', action: 'set', value: 'HTX A' }]);
    expect(undoNewest(log)).toBeNull();
  });

  it('said as often as there were turns, leads back through every state to the empty form', () => {
    const written: fc.Arbitrary<Written> = fc.record({
      field: fc.constantFrom(...FIELDS),
      action: fc.constantFrom(...ACTIONS),
    });
    fc.assert(
      fc.property(fc.array(fc.array(written, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (turns) => {
        let log: AnswerEntry[] = [];
        const states = [foldAnswers(log)];
        turns.forEach((one, minute) => {
          const entries = one.map((w, i): Written => (w.action === 'set' ? { ...w, value: `${minute}.${i}` } : w));
          log = turn(log, minute, 'rule:test', entries);
          states.push(foldAnswers(log));
        });
        for (let back = states.length - 2; back >= 0; back -= 1) {
          log = undo(log, 30 + states.length - back) ?? [];
          expect(foldAnswers(log)).toEqual(states[back]);
        }
        expect(undo(log, 59)).toBeNull();
      }),
    );
  });
});
