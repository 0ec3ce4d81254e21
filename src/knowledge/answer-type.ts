import { asks, type Question } from './question.ts';
import type { Article } from './types.ts';

const DATE =
  /\d{1,2}\/\d{1,2}|\d{1,2}\/\d{4}|quý [IV]+|tháng \d|ngày \d|năm \d{4}|\d ngày|\d tháng|thường niên|hằng năm|hàng năm|định kỳ|lễ|tết|mỗi năm|đầu năm/iu;

/**
 * True when the question wants a kind of thing (a date) that the article found doesn't hold: near evidence would then
 * be an answer to another question.
 */
export function lacksAnswerType(question: Question, article: Article): boolean {
  return asks(question, 'asks-date') && !article.statements.some(({ text }) => DATE.test(text));
}
