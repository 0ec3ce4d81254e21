import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../knowledge/shared.ts';
import { evaluate } from './evaluate.ts';
import { readQuestions } from './questions.ts';
import { shares } from './score.ts';

const folder = new URL('./questions/', import.meta.url);
const gates = JSON.parse(readFileSync(new URL('./gates.json', import.meta.url), 'utf8')) as Record<
  'first' | 'cited' | 'facts' | 'refused' | 'falseRefusal',
  number
>;
const questions = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readQuestions(fileURLToPath(new URL(name, folder))));

describe('evaluation gates', () => {
  const all = shares(evaluate(knowledge, questions));

  it('holds the gates of gates.json', () => {
    expect(all.first).toBeGreaterThanOrEqual(gates.first);
    expect(all.cited).toBeGreaterThanOrEqual(gates.cited);
    expect(all.facts).toBeGreaterThanOrEqual(gates.facts);
    expect(all.refused).toBeGreaterThanOrEqual(gates.refused);
    expect(all.falseRefusal).toBeLessThanOrEqual(gates.falseRefusal);
  });

  it('keeps at least a quarter of the questions out of sight', () => {
    expect(questions.filter(({ held }) => held).length / questions.length).toBeGreaterThanOrEqual(0.25);
  });

  it('gives every question its own id', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });
});
