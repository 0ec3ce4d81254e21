import { namesWhatChanged } from './overtaken.ts';
import { asks, type Question } from './question.ts';
import type { Article, KnowledgeDocument, Statement } from './types.ts';

/** What a passage loses because of the day of the question, on the scale of scores (0 to about 1). */
const LOSS = { notYetInForce: 0.31, overtaken: 0.02 } as const;

/**
 * A rule that is not yet in force on the day of the question stands behind what is; what a rule in force has
 * overtaken stands behind that rule, unless the question speaks of the time of the plan ("năm 2024", "huyện", a former ministry).
 */
export function timeBias(
  question: Pick<Question, 'words' | 'today'>,
  documents: ReadonlyMap<string, KnowledgeDocument>,
): (article: Pick<Article, 'document' | 'overtaken'>, statement: Statement) => number {
  const inForce = (id: string): boolean => (documents.get(id)?.validFrom ?? '') <= question.today;
  const isRule = (id: string): boolean => documents.get(id)?.source !== 'compiled';
  const ofPlan = asks(question, 'plan-time');
  const ofRule = asks(question, 'rule-named');
  return ({ document, overtaken }, { text }) => {
    if (!inForce(document) && !ofRule) return -LOSS.notYetInForce;
    const replaced = overtaken && !ofPlan && isRule(overtaken.document) && inForce(overtaken.document);
    return replaced && namesWhatChanged(text) ? -LOSS.overtaken : 0;
  };
}
