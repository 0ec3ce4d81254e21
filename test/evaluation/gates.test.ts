import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { citationHolds } from '../../src/knowledge/verify-citations.ts';
import { knowledge } from '../knowledge/shared.ts';
import { evaluate } from './evaluate.ts';
import { falls } from './gates.ts';
import { readQuestions } from './questions.ts';
import { report } from './report.ts';

const folder = new URL('./questions/', import.meta.url);
const questions = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readQuestions(fileURLToPath(new URL(name, folder))));

describe('evaluation gates', () => {
  const outcomes = evaluate(knowledge, questions);

  it('holds the gates of gates.json', () => {
    console.log(report(knowledge.corpus, outcomes));
    expect(falls(outcomes)).toEqual([]);
  });

  it('gives no citation that code cannot verify', () => {
    const { articles } = knowledge.corpus;
    const unverified = outcomes.filter(({ answer }) =>
      answer.citations.some((citation) => !citationHolds(citation, articles)),
    );
    expect(unverified.map(({ question }) => question.id)).toEqual([]);
  });

  it('keeps at least a quarter of the questions out of sight', () => {
    expect(questions.filter(({ held }) => held).length / questions.length).toBeGreaterThanOrEqual(0.25);
  });

  it('gives every question its own id', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });
});
