import type { Corpus } from '../../../src/knowledge/load.ts';
import { sectionsOf } from '../../evaluation/evaluate.ts';
import type { EvaluationQuestion } from '../../evaluation/questions.ts';
import { rankOf } from '../../evaluation/score.ts';
import { type Measure, measure, quantile, round, timeEach } from '../measure.ts';
import { type PassageText, passagesOf, type SearchEngine } from './engine.ts';
import { miniSearchFolded, miniSearchMarked } from './minisearch.ts';
import { orama } from './orama.ts';
import { postgres } from './postgres.ts';

/** How one engine did: the rank of the first right section (0: none of ten) and the time, question by question. */
export interface Run {
  readonly engine: string;
  readonly ranks: readonly number[];
  readonly ms: readonly number[];
}

interface Group {
  readonly name: string;
  readonly holds: (question: EvaluationQuestion) => boolean;
}

/**
 * Our search beside the libraries, on the same passages and questions. The libraries are asked twice: given all text
 * that our index reads (`…`), and given the passages without the typical questions that we wrote for them
 * (`passages-only`), which is what they would have without this project. The baseline is always the best of them.
 */
export async function* compareEngines(
  corpus: Corpus,
  ours: (question: string) => readonly number[],
  questions: readonly EvaluationQuestion[],
): AsyncGenerator<Measure> {
  const passages = passagesOf(corpus);
  const own = await run({ name: 'ours', search: ours, close: async () => {} }, passages, questions);
  const given = await runLibraries(passages, questions);
  yield* errorsOf('', own, given, questions);
  for (const share of [0.5, 0.95]) yield latency(share, own, given);
  const alone = passages.map((passage) => ({ ...passage, asked: '', articleAsked: '' }));
  yield* errorsOf('passages-only/', own, await runLibraries(alone, questions), questions);
}

async function runLibraries(
  passages: readonly PassageText[],
  questions: readonly EvaluationQuestion[],
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const open of [miniSearchMarked, miniSearchFolded, orama, postgres]) {
    const engine = await open(passages);
    try {
      runs.push(await run(engine, passages, questions));
    } finally {
      await engine.close();
    }
  }
  return runs;
}

/** The first pass warms the engine up and is not timed. */
async function run(
  engine: SearchEngine,
  passages: readonly PassageText[],
  questions: readonly EvaluationQuestion[],
): Promise<Run> {
  const ranks: number[] = [];
  for (const question of questions) {
    const found = await engine.search(question.q);
    ranks.push(rankOf(question, sectionsOf(found.flatMap((id) => passages[id] ?? []))));
  }
  const ms = await timeEach(questions, ({ q }) => engine.search(q));
  return { engine: engine.name, ranks, ms };
}

/** For each group of questions: the share of questions not found at the first, and among the first five sections. */
function* errorsOf(
  prefix: string,
  ours: Run,
  libraries: readonly Run[],
  questions: readonly EvaluationQuestion[],
): Generator<Measure> {
  for (const group of groupsOf(questions)) {
    const at = questions.flatMap((question, index) => (group.holds(question) ? [index] : []));
    for (const depth of [1, 5]) {
      const baseline = best(libraries, (run) => 1 - recall(run, at, depth));
      yield measure({
        name: `retrieval/${prefix}error@${depth}/${group.name}`,
        unit: 'share',
        figure: 1 - recall(ours, at, depth),
        baseline: baseline.value,
        against: baseline.engine,
        details: {
          questions: at.length,
          recall: byEngine([ours, ...libraries], (run) => recall(run, at, depth)),
          ...(depth === 1 ? { mrr10: byEngine([ours, ...libraries], (run) => reciprocalRank(run, at)) } : {}),
        },
      });
    }
  }
}

function groupsOf(questions: readonly EvaluationQuestion[]): Group[] {
  const styles = [...new Set(questions.map(({ style }) => style))].sort();
  return [
    ...styles.map((style) => ({ name: style, holds: (question: EvaluationQuestion) => question.style === style })),
    { name: 'open', holds: ({ held }) => !held },
    { name: 'held', holds: ({ held }) => held },
    { name: 'all', holds: () => true },
  ];
}

function latency(share: number, ours: Run, libraries: readonly Run[]): Measure {
  const baseline = best(libraries, (run) => quantile(run.ms, share));
  return measure({
    name: `retrieval/p${share * 100}`,
    unit: 'ms',
    figure: quantile(ours.ms, share),
    baseline: baseline.value,
    against: baseline.engine,
    details: { ms: byEngine([ours, ...libraries], (run) => quantile(run.ms, share)) },
  });
}

function best(runs: readonly Run[], value: (run: Run) => number): { engine: string; value: number } {
  return runs
    .map((run) => ({ engine: run.engine, value: value(run) }))
    .reduce((least, next) => (next.value < least.value ? next : least));
}

function byEngine(runs: readonly Run[], value: (run: Run) => number): Record<string, number> {
  return Object.fromEntries(runs.map((run) => [run.engine, round(value(run))]));
}

function recall({ ranks }: Run, at: readonly number[], depth: number): number {
  return mean(at, (index) => Number((ranks[index] ?? 0) >= 1 && (ranks[index] ?? 0) <= depth));
}

function reciprocalRank({ ranks }: Run, at: readonly number[]): number {
  return mean(at, (index) => (ranks[index] ? 1 / ranks[index] : 0));
}

function mean(at: readonly number[], value: (index: number) => number): number {
  return at.reduce((sum, index) => sum + value(index), 0) / at.length;
}
