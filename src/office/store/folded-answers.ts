import { foldAnswers } from '../../registration/fold.ts';
import { entryOf, type StoredEntry } from '../../registration/stored-entry.ts';
import type { Answers } from '../../registration/types.ts';

/** How the log is read wherever answers are needed. */
export const OF_ENTRIES = { orderBy: { seq: 'asc' } } as const;

export function foldedAnswers(entries: readonly StoredEntry[]): Answers {
  return foldAnswers(entries.map(entryOf)).answers;
}
