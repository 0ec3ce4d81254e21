import { isDuplicate } from '../../registration/duplicate.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { text } from '../texts.ts';
import type { Work } from './work.ts';

/** What to tell somebody who has another registration of this very product; null when they have none. */
export function duplicateWarning(work: Work): string | null {
  const twin = work.others.find((other) => isDuplicate(work.answers, foldAnswers(other.log).answers));
  if (!twin) return null;
  return twin.reference ? text('duplicate', { reference: twin.reference }) : text('duplicateDraft');
}
