import { asksConfirmation } from './confirmation.ts';
import { asks, asksAboutNow, type Question } from './question.ts';
import { markedForm } from './words.ts';

/** "Còn", "vẫn": what was so is asked about as it is now. */
const STILL = new Set(['còn', 'vẫn'].map(markedForm));

/**
 * True for a question that takes for granted, or asks about, a way of doing things that has passed: in so many words ("như trước"), or
 * of an office or decision that is no more ("sở lao động còn mở lớp không", "nộp ở huyện được chứ"), unless it asks about the plan's time.
 */
export function presumesOldWay(question: Pick<Question, 'words'>): boolean {
  if (asks(question, 'old-way')) return true;
  if (asksAboutNow(question) && asks(question, 'plan-time')) return true;
  if (!asks(question, 'ceased') || asks(question, 'plan-named')) return false;
  return asksConfirmation(question.words) || question.words.some(({ marked }) => STILL.has(marked));
}
