import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/registration/read-answer.ts';
import type { Answers, FieldId, FieldValue, ReadingContext } from '../../src/registration/types.ts';

const TODAY = '2026-11-23';

function asked(answers: Answers = {}): ReadingContext {
  return { today: TODAY, answers, mode: 'asked' };
}

/** field, what a person types, and the value (JSON), or the kind of reading where no value is taken. */
const ROWS = readFileSync(new URL('./data/answers.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [FieldId, string, string]);

describe('readAnswer', () => {
  it.each(ROWS)('%s: "%s" → %s', (field, text, expected) => {
    const reading = readAnswer(field, text, asked());
    if (/^(?:none|invalid|choose|confirm|barred)$/.test(expected)) {
      expect(reading.kind).toBe(expected);
      return;
    }
    const value: FieldValue = JSON.parse(expected);
    if (field === 'idea.materials') expect(reading).toMatchObject({ kind: 'value', value });
    else expect(reading).toMatchObject({ kind: 'value', value });
  });

  it('tells once that a name was typed without marks: it stands on the papers', () => {
    const note = (field: FieldId, text: string, answers: Answers = {}) => {
      const reading = readAnswer(field, text, asked(answers));
      return reading.kind === 'value' ? (reading.warning ?? null) : reading.kind;
    };
    expect(note('applicant.name', 'ho kinh doanh le thi hoa')).toContain('"sửa tên đơn vị"');
    expect(note('applicant.representative', 'le thi hoa')).toContain('Tôi ghi "Le Thi Hoa"');
    expect(note('applicant.representative', 'le thi hoa', { 'applicant.name': 'Ho kinh doanh Le Thi Hoa' })).toBeNull();
    expect(note('applicant.representative', 'lê thị hoa', { 'applicant.name': 'Hộ Lê Thị Hoa' })).toBeNull();
  });
});
