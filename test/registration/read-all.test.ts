import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unitByCode } from '../../src/language/places.ts';
import { findAnswers } from '../../src/registration/read-all.ts';
import type { FieldId, FoundAnswer, ReadingContext } from '../../src/registration/types.ts';

const VOLUNTEERED: ReadingContext = { today: '2026-11-23', answers: {}, mode: 'volunteered' };

interface Sentence {
  readonly text: string;
  readonly answers: { readonly [field in FieldId]?: unknown };
}

const SENTENCES: Sentence[] = readFileSync(new URL('./data/sentences.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** The values that a find could become: one, or those offered. Communes by name, materials without their words. */
function values(found: FoundAnswer): unknown[] {
  const raw = found.reading.kind === 'choose' ? found.reading.choices.map((one) => one.value) : [found.reading.value];
  if (found.field === 'applicant.unit') return raw.map((code) => unitByCode(String(code))?.name);
  if (found.field === 'idea.materials') return raw.map((value) => ({ ...(value as object), text: undefined }));
  return raw;
}

function score(sentences: readonly Sentence[]): { f1: number; misses: string[] } {
  let [right, given, wanted] = [0, 0, 0];
  const misses: string[] = [];
  for (const { text, answers } of sentences) {
    const found = findAnswers(text, VOLUNTEERED);
    given += found.length;
    wanted += Object.keys(answers).length;
    for (const one of found) {
      const want = answers[one.field];
      const fits = want !== undefined && values(one).some((value) => JSON.stringify(value) === JSON.stringify(want));
      if (fits) right += 1;
      else misses.push(`"${text}": ${one.field} = ${JSON.stringify(values(one))}, want ${JSON.stringify(want)}`);
    }
    for (const field of Object.keys(answers)) {
      if (!found.some((one) => one.field === field)) misses.push(`"${text}": ${field} not found`);
    }
  }
  const [precision, recall] = [right / given, right / wanted];
  return { f1: (2 * precision * recall) / (precision + recall), misses };
}

describe('findAnswers', () => {
  it(`finds the answers in ${SENTENCES.length} sentences with a slot F1 of at least 0.92`, () => {
    const { f1, misses } = score(SENTENCES);
    console.info(
      `slot F1 ${f1.toFixed(3)} over ${SENTENCES.length} sentences; ${misses.length} misses\n${misses.join('\n')}`,
    );
    expect(f1).toBeGreaterThanOrEqual(0.92);
  });

  it.each(SENTENCES)('"$text": spans stand in the text and never overlap', ({ text }) => {
    const found = findAnswers(text, VOLUNTEERED);
    found.forEach((one, index) => {
      expect(one.start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
      expect(one.end).toBeLessThanOrEqual(text.length);
      expect(one.end).toBeGreaterThan(one.start);
    });
  });
});
