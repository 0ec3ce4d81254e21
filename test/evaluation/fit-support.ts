import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFor } from '../../src/knowledge/answer-question.ts';
import { buildEngine } from '../../src/knowledge/build-engine.ts';
import { calculate, search } from '../../src/knowledge/find-evidence.ts';
import { type Gap, gapOf } from '../../src/knowledge/gap.ts';
import type { Corpus } from '../../src/knowledge/load.ts';
import { loadWithTables } from '../../src/knowledge/load-with-tables.ts';
import { isUnknown, selectEvidence } from '../../src/knowledge/select-evidence.ts';
import { saysNothing, smallTalk } from '../../src/knowledge/small-talk.ts';
import { splitQuestion } from '../../src/knowledge/split-question.ts';
import { TODAY } from './evaluate.ts';
import { fitLogistic, logOdds, type Sample } from './logistic.ts';
import { type EvaluationQuestion, readQuestions } from './questions.ts';

// node --import tsx test/evaluation/fit-support.ts: fits the weights of src/knowledge/support.ts on the open questions, and says
// what they do to questions that they were not fitted on. Prints; changes nothing.

const ROOT = fileURLToPath(new URL('../../knowledge', import.meta.url));
const FOLDER = new URL('./questions/', import.meta.url);
const FOLDS = 10;

const open = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readQuestions(fileURLToPath(new URL(name, FOLDER))))
  .filter(({ held, style }) => !held && style !== 'injection');
const { corpus, tables } = loadWithTables(ROOT);

/**
 * Typical questions were written beside the open ones and find more of what they ask than of what strangers ask. So each
 * question is asked three times: of the whole corpus, and of both halves of its typical questions.
 */
const corpora = [corpus, halfOf(corpus, 0), halfOf(corpus, 1)];
const samples = corpora.flatMap((part, at) => samplesOf(part).map((sample) => ({ ...sample, whole: at === 0 })));
const names = Object.keys(samples[0]?.features ?? {}) as (keyof Gap)[];

const scored = samples.map((sample) => ({ sample, fold: hash(sample.id) % FOLDS, odds: 0 }));
for (let fold = 0; fold < FOLDS; fold += 1) {
  const fitted = fitLogistic(
    names,
    scored.filter((one) => one.fold !== fold).map(({ sample }) => sample),
  );
  for (const one of scored) if (one.fold === fold) one.odds = logOdds(fitted, one.sample.features);
}
const { weights, intercept } = fitLogistic(names, samples);
console.log(`${samples.length} mẫu của ${open.length} câu hỏi mở`);
for (const name of names) console.log(`  ${name}: ${weights[name].toFixed(2)},`);
console.log(`  intercept: ${intercept.toFixed(2)}`);
const whole = scored.filter(({ sample }) => sample.whole);
const falseOdds = whole.flatMap(({ sample, odds }) => (sample.positive ? [] : [odds])).sort((a, b) => b - a);
const trueOdds = whole.flatMap(({ sample, odds }) => (sample.positive ? [odds] : []));
for (const share of [0.005, 0.01, 0.02, 0.03, 0.05]) {
  const threshold = falseOdds[Math.floor(falseOdds.length * share)] ?? 0;
  const stopped = trueOdds.filter((odds) => odds > threshold).length / trueOdds.length;
  console.log(`ngưỡng ${threshold.toFixed(2)}: chặn nhầm ${share}, chặn đúng ${stopped.toFixed(3)}`);
}

/** The gaps of the questions for which isUnsupported decides; one of several parts is judged part by part. */
function samplesOf(part: Corpus): (Sample<keyof Gap> & { readonly id: string })[] {
  const engine = buildEngine(part, tables);
  return open.flatMap(({ id, q, answerable }: EvaluationQuestion) => {
    const question = readFor(engine, q, { today: TODAY });
    const ranked = search(engine, question);
    const [best] = ranked;
    if (smallTalk(question) !== null || saysNothing(question)) return [];
    if (calculate(engine, question) || splitQuestion(question.text).length > 1) return [];
    if (!best || isUnknown(best)) return [];
    return [{ id, features: gapOf(engine, question, selectEvidence(ranked), ranked), positive: !answerable }];
  });
}

function halfOf(all: Corpus, half: number): Corpus {
  const kept = (questions: readonly string[]): string[] => questions.filter((question) => hash(question) % 2 === half);
  return {
    ...all,
    articles: all.articles.map((article) => ({
      ...article,
      questions: kept(article.questions),
      lacking: kept(article.lacking),
      statements: article.statements.map((statement) => ({ ...statement, questions: kept(statement.questions) })),
    })),
  };
}

/** FNV-1a: the same halves and folds in every run. */
function hash(text: string): number {
  let value = 2166136261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619);
  return value >>> 0;
}
