import type { Vocabulary } from './restore-marks.ts';
import { inSlices, type Steps } from './steps.ts';
import type { Word } from './words.ts';

/** Texts counted in a step. */
const SLICE = 2000;

/** Counts words and pairs of all texts that the index holds. */
export function* vocabularyInSteps(texts: Iterable<readonly Word[]>): Steps<Vocabulary> {
  const forms = new Map<string, Map<string, number>>();
  const pairs = new Map<string, number>();
  const foldedPairs = new Map<string, number>();
  const totals = new Map<string, number>();
  const count = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  yield* inSlices(texts, SLICE, (text) => {
    text.forEach((word, index) => {
      const marked = forms.get(word.folded) ?? new Map<string, number>();
      marked.set(word.marked, (marked.get(word.marked) ?? 0) + 1);
      forms.set(word.folded, marked);
      count(totals, word.folded);
      const before = text[index - 1];
      if (before) {
        count(pairs, `${before.marked} ${word.marked}`);
        count(foldedPairs, `${before.folded} ${word.folded}`);
      }
    });
  });
  const deletions = indexDeletions(forms.keys());
  return { forms, pairs, foldedPairs, totals, near: (folded) => near(folded, deletions, forms) };
}

/** Every word with one letter left out → the word: two words one edit apart share such a form (SymSpell's idea). */
function indexDeletions(vocabulary: Iterable<string>): Map<string, string[]> {
  const deletions = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < 3 || /\d/.test(word)) continue;
    for (const form of [word, ...withoutOneLetter(word)]) {
      const known = deletions.get(form);
      if (known) known.push(word);
      else deletions.set(form, [word]);
    }
  }
  return deletions;
}

function withoutOneLetter(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}

function near(
  word: string,
  deletions: ReadonlyMap<string, readonly string[]>,
  forms: ReadonlyMap<string, unknown>,
): string[] {
  if (word.length < 3 || /\d/.test(word)) return [];
  const found = new Set<string>();
  for (const form of [word, ...withoutOneLetter(word)]) {
    for (const candidate of deletions.get(form) ?? []) {
      if (forms.has(candidate) && withinOneEdit(word, candidate)) found.add(candidate);
    }
  }
  return [...found];
}

function withinOneEdit(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let endLeft = left.length;
  let endRight = right.length;
  while (endLeft > start && endRight > start && left[endLeft - 1] === right[endRight - 1]) {
    endLeft -= 1;
    endRight -= 1;
  }
  return endLeft - start <= 1 && endRight - start <= 1;
}
