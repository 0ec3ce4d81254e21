import { fileURLToPath } from 'node:url';
import { createKnowledge } from '../../../src/knowledge/create-knowledge.ts';
import { TODAY } from '../../evaluation/evaluate.ts';
import type { Measure } from '../measure.ts';
import { growCorpus } from './growth.ts';
import { compareEngines } from './quality.ts';
import { answerableQuestions } from './questions.ts';

const ROOT = fileURLToPath(new URL('../../../knowledge', import.meta.url));

/** A hundred questions tell the percentiles of a size; all of them would take many minutes at the largest. */
const GROWTH_EVERY = 9;

/** Our search beside MiniSearch, Orama and PostgreSQL, then how it grows. `every`: the comparison asks only each n-th question. */
export async function* bench({ every = 1, scales = [1, 10, 100] } = {}): AsyncGenerator<Measure> {
  const knowledge = createKnowledge({ root: ROOT });
  const ours = (question: string) => knowledge.search(question, { today: TODAY }).map(({ passage }) => passage.id);
  yield* compareEngines(knowledge.corpus, ours, answerableQuestions(every));
  yield* growCorpus(ROOT, scales, GROWTH_EVERY);
}
