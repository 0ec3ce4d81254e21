import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { evaluate } from './evaluate.ts';
import { readQuestions } from './questions.ts';
import { type Outcome, passed, type Shares, shares } from './score.ts';

// npm run eval [-- FILE.jsonl …] [--save] [--lost]: scores the questions of test/evaluation/questions (or the files
// given), per style, held-back ones apart; lists what was lost since the last committed run; exit 1 under a gate.

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LAST = join(HERE, 'last-run.json');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { save: { type: 'boolean' }, lost: { type: 'boolean' } },
});

const own = positionals.length === 0;
const files = own
  ? readdirSync(join(HERE, 'questions'))
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => join(HERE, 'questions', name))
  : positionals;
const knowledge = createKnowledge({ root: join(HERE, '../../knowledge') });
const outcomes = evaluate(knowledge, files.flatMap(readQuestions));
const groups: readonly [string, readonly Outcome[]][] = [
  ...[...new Set(outcomes.map(({ question }) => question.style))].map((style): [string, Outcome[]] => [
    style,
    outcomes.filter(({ question }) => question.style === style),
  ]),
  ['open', outcomes.filter(({ question }) => !question.held)],
  ['held', outcomes.filter(({ question }) => question.held)],
  ['ALL', outcomes],
];
const columns = ['recallAt1', 'recallAt5', 'mrrAt10', 'first', 'cited', 'facts', 'falseRefusal', 'refused'] as const;
const { articles } = knowledge.corpus;
console.log(
  `${articles.length} mục, ${articles.reduce((sum, { statements }) => sum + statements.length, 0)} câu trong kho tri thức`,
);
console.log(['style'.padEnd(13), 'n'.padEnd(5), ...columns.map((column) => column.padEnd(13))].join(''));
for (const [name, group] of groups) if (group.length > 0) console.log(row(name, shares(group)));

const lost = outcomes.filter((outcome) => !passed(outcome));
const before: ReadonlySet<string> = new Set(
  existsSync(LAST) ? (JSON.parse(readFileSync(LAST, 'utf8')) as { lost: string[] }).lost : [],
);
const newly = lost.filter(({ question }) => !before.has(question.id));
if (own)
  console.log(
    `\nMất ${lost.length}; mới mất so với lần ghi trước: ${newly.map(({ question }) => question.id).join(', ') || 'không có'}`,
  );
// Held-back questions are counted, never shown: what is read is tuned to.
if (values.lost) for (const outcome of lost) if (!outcome.question.held) console.log(describe(outcome));
if (values.save && own)
  writeFileSync(LAST, `${JSON.stringify({ lost: lost.map(({ question }) => question.id).sort() }, null, 2)}\n`);

const gates = JSON.parse(readFileSync(join(HERE, 'gates.json'), 'utf8')) as Partial<Record<keyof Shares, number>>;
const all = shares(outcomes);
for (const [name, gate] of Object.entries(gates) as [keyof Shares, number][]) {
  const falls = name === 'falseRefusal' ? all[name] > gate : all[name] < gate;
  if (own && falls) {
    console.error(`${name} ${all[name].toFixed(3)} không đạt mức ${gate}`);
    process.exitCode = 1;
  }
}

function row(name: string, values: Shares): string {
  return [
    name.padEnd(13),
    String(values.questions).padEnd(5),
    ...columns.map((column) => (Number.isNaN(values[column]) ? '-' : values[column].toFixed(3)).padEnd(13)),
  ].join('');
}

function describe({ question, answer }: Outcome): string {
  const sections = answer.citations.map(({ document, section }) => `${document}:${section}`).join(' ');
  return `${question.id} [${question.style}] ${question.q}\n    cần ${question.document} ${question.sections}; được ${answer.kind} ${sections} | ${answer.text.replace(/\s+/g, ' ').slice(0, 200)}`;
}
