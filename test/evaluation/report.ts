import type { Corpus } from '../../src/knowledge/load.ts';
import { type Outcome, type Shares, shares } from './score.ts';

const COLUMNS = ['recallAt1', 'recallAt5', 'mrrAt10', 'first', 'cited', 'facts', 'falseRefusal', 'refused'] as const;

/** The size of what was asked, and the shares of every style: of the open questions, then of those held back. */
export function report(corpus: Corpus, outcomes: readonly Outcome[]): string {
  const statements = corpus.articles.reduce((sum, article) => sum + article.statements.length, 0);
  const open = outcomes.filter(({ question }) => !question.held);
  const held = outcomes.filter(({ question }) => question.held);
  return [
    `${corpus.articles.length} mục, ${statements} câu trong kho tri thức; ${open.length} câu hỏi mở, ${held.length} câu hỏi để riêng`,
    ['style'.padEnd(18), 'n'.padEnd(5), ...COLUMNS.map((column) => column.padEnd(13))].join(''),
    ...styles('', open),
    ...styles('held ', held),
    ...[row('open', open), row('held', held), row('ALL', outcomes)].flat(),
  ].join('\n');
}

function styles(prefix: string, outcomes: readonly Outcome[]): string[] {
  const names = [...new Set(outcomes.map(({ question }) => question.style))].sort();
  return names.flatMap((name) =>
    row(
      `${prefix}${name}`,
      outcomes.filter(({ question }) => question.style === name),
    ),
  );
}

function row(name: string, group: readonly Outcome[]): string[] {
  if (group.length === 0) return [];
  const values: Shares = shares(group);
  const cells = COLUMNS.map((column) => (Number.isNaN(values[column]) ? '-' : values[column].toFixed(3)).padEnd(13));
  return [[name.padEnd(18), String(values.questions).padEnd(5), ...cells].join('')];
}
