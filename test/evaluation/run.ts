import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { evaluate } from './evaluate.ts';
import { falls } from './gates.ts';
import { readQuestions } from './questions.ts';
import { report } from './report.ts';
import { type Outcome, passed } from './score.ts';

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
console.log(report(knowledge.corpus, outcomes));

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

for (const fall of own ? falls(outcomes) : []) {
  console.error(fall);
  process.exitCode = 1;
}

function describe({ question, answer }: Outcome): string {
  const sections = answer.citations.map(({ document, section }) => `${document}:${section}`).join(' ');
  return `${question.id} [${question.style}] ${question.q}\n    cần ${question.document} ${question.sections}; được ${answer.kind} ${sections} | ${answer.text.replace(/\s+/g, ' ').slice(0, 200)}`;
}
