import { parseArgs } from 'node:util';
import { createKnowledge } from '../../../src/knowledge/create-knowledge.ts';
import { sectionsOf, TODAY } from '../../evaluation/evaluate.ts';
import { rankOf } from '../../evaluation/score.ts';
import { quantile, timeEach } from '../measure.ts';
import { answerableQuestions } from './questions.ts';

// A process of its own per size, with --expose-gc, so that memory is that of this corpus alone. Prints one GrowthRun.

/** What one size of the corpus takes. */
export interface GrowthRun {
  readonly passages: number;
  /** From files to an index that can be asked; as the times of a search in processor time. */
  readonly indexMs: number;
  /** Resident memory that corpus and index hold after a collection, and what of it is the JavaScript heap. */
  readonly residentMb: number;
  readonly heapMb: number;
  readonly p50: number;
  readonly p95: number;
  /** Share of questions whose section still comes first among the invented ones. */
  readonly recallAt1: number;
}

const MB = 2 ** 20;
const { values } = parseArgs({ options: { root: { type: 'string' }, every: { type: 'string' } } });
const questions = answerableQuestions(Number(values.every));

const before = memory();
const start = processorMs();
const knowledge = createKnowledge({ root: values.root ?? '' });
const indexMs = processorMs() - start;
const after = memory();

const search = (question: string) => knowledge.search(question, { today: TODAY });
const right = questions.filter((question) => {
  const found = search(question.q).map(({ passage }) => passage.article);
  return rankOf(question, sectionsOf(found)) === 1;
});
const ms = await timeEach(questions, ({ q }) => search(q), processorMs);
const result: GrowthRun = {
  passages: knowledge.corpus.articles.reduce((sum, { statements }) => sum + statements.length, 0),
  indexMs,
  residentMb: (after.rss - before.rss) / MB,
  heapMb: (after.heapUsed - before.heapUsed) / MB,
  p50: quantile(ms, 0.5),
  p95: quantile(ms, 0.95),
  recallAt1: right.length / questions.length,
};
process.stdout.write(JSON.stringify(result));

/** What this process used of the processors: the longer a search, the more often another program comes in between. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A second collection takes what the first only found. */
function memory(): NodeJS.MemoryUsage {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage();
}
