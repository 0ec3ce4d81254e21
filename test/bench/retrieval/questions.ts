import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type EvaluationQuestion, readQuestions } from '../../evaluation/questions.ts';

const FOLDER = new URL('../../evaluation/questions/', import.meta.url);

/** Each n-th question of the evaluation that has an answer in the corpus. */
export function answerableQuestions(every = 1): EvaluationQuestion[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readQuestions(fileURLToPath(new URL(name, FOLDER))))
    .filter(({ answerable }) => answerable)
    .filter((_, index) => index % every === 0);
}
