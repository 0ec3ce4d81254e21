import type { Word } from './words.ts';
import { hasMarks } from './words.ts';

/** What the corpus knows about words and their neighbours; built once with the index. */
export interface Vocabulary {
  /** Folded form → marked forms seen, with how often. */
  readonly forms: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** "marked marked" → how often the pair was seen side by side. */
  readonly pairs: ReadonlyMap<string, number>;
  /** "folded folded" → how often the letters were seen side by side, whatever the marks. */
  readonly foldedPairs: ReadonlyMap<string, number>;
  /** Folded form → how often it was seen. */
  readonly totals: ReadonlyMap<string, number>;
  /** Folded form → folded forms one edit away, for words never seen. */
  near(folded: string): readonly string[];
}

/** A word of the question read against the vocabulary. */
export interface ReadWord extends Word {
  /**
   * `own`: marks as written; `restored`: marks (or a letter) put in from context; `unknown`: not in the vocabulary;
   * `foreign`: well written, but another word than those of ours that share its letters ("chối" is no "chổi").
   */
  readonly origin: 'own' | 'restored' | 'unknown' | 'foreign';
}

interface Candidate {
  readonly word: ReadWord;
  readonly cost: number;
}

/** Costs in nats: what a reading pays for departing from what the person wrote. */
const COST = { marksAddedInMarkedText: 3, marksChanged: 6, letterChanged: 4 };
/** Share of a form's own rarity that counts beside its pair with the word before. */
const ALONE = 0.5;

/**
 * Reads each word of a question as the form most likely among its neighbours in our own texts: "nhan hieu" → "nhãn hiệu",
 * "kêt qua" → "kết quả". Viterbi over pairs; words that the vocabulary lacks stay as they are.
 */
export function restoreMarks(question: readonly Word[], vocabulary: Vocabulary): ReadWord[] {
  if (question.length === 0) return [];
  const letters = question.filter((word) => /\p{L}/u.test(word.folded) && word.folded.length > 1);
  const marked = letters.filter(hasMarks).length;
  const textIsMarked = marked * 2 >= letters.length && marked > 0;
  const asWritten = letters.filter((word) => vocabulary.forms.get(word.folded)?.has(word.marked)).length;
  const trusted = textIsMarked && asWritten >= letters.length * TRUSTED;
  const columns = question.map((word) =>
    trusted && hasMarks(word) && isSyllable(word.marked) && !vocabulary.forms.get(word.folded)?.has(word.marked)
      ? [{ word: { ...word, origin: 'foreign' as const }, cost: 0 }]
      : candidates(word, vocabulary, textIsMarked),
  );
  return bestPath(columns, vocabulary);
}

/** Share of words written as our texts write them from which the rest is taken as meant, too. */
const TRUSTED = 0.75;

/** Syllables that end in a stop bear one of two tones; without, it is a slip of the keyboard ("kêt"). */
function isSyllable(marked: string): boolean {
  return !/(?:c|ch|p|t)[234]?$/u.test(marked);
}

function candidates(word: Word, vocabulary: Vocabulary, textIsMarked: boolean): Candidate[] {
  const forms = vocabulary.forms.get(word.folded);
  if (forms) {
    const result: Candidate[] = [];
    for (const marked of forms.keys()) {
      const own = marked === word.marked;
      const cost = own
        ? 0
        : hasMarks(word)
          ? forms.has(word.marked)
            ? COST.marksChanged
            : 0
          : textIsMarked
            ? COST.marksAddedInMarkedText
            : 0;
      result.push({
        word: { folded: word.folded, marked, origin: own && (hasMarks(word) || textIsMarked) ? 'own' : 'restored' },
        cost,
      });
    }
    return result;
  }
  const unknown: Candidate = { word: { ...word, origin: 'unknown' }, cost: 0 };
  const near = vocabulary
    .near(word.folded)
    .flatMap((folded) =>
      [...(vocabulary.forms.get(folded)?.keys() ?? [])].map(
        (marked): Candidate => ({ word: { folded, marked, origin: 'restored' }, cost: COST.letterChanged }),
      ),
    );
  return near.length > 0 ? near : [unknown];
}

function bestPath(columns: readonly (readonly Candidate[])[], vocabulary: Vocabulary): ReadWord[] {
  let previous: { cost: number; path: ReadWord[] }[] = [{ cost: 0, path: [] }];
  for (const column of columns) {
    previous = column.map(({ word, cost }) => {
      let best = previous[0] as { cost: number; path: ReadWord[] };
      let bestCost = Number.POSITIVE_INFINITY;
      for (const state of previous) {
        const total = state.cost + transition(state.path.at(-1), word, vocabulary);
        if (total < bestCost) {
          bestCost = total;
          best = state;
        }
      }
      return { cost: bestCost + cost, path: [...best.path, word] };
    });
  }
  return previous.reduce((best, state) => (state.cost < best.cost ? state : best)).path;
}

/**
 * What it costs to read `word` after `before`, each chosen among the forms that share its letters: how rare the form is,
 * and, where the same letters were seen side by side before, how rare this pair is among them.
 */
function transition(before: ReadWord | undefined, word: ReadWord, vocabulary: Vocabulary): number {
  const seen = vocabulary.forms.get(word.folded)?.get(word.marked) ?? 0;
  const all = vocabulary.totals.get(word.folded) ?? 0;
  const alone = -Math.log((seen + 0.3) / (all + 1));
  if (!before) return alone;
  const sameLetters = vocabulary.foldedPairs.get(`${before.folded} ${word.folded}`) ?? 0;
  if (sameLetters === 0) return ALONE * alone;
  const pair = vocabulary.pairs.get(`${before.marked} ${word.marked}`) ?? 0;
  return ALONE * alone - Math.log((pair + 0.1) / (sameLetters + 0.5));
}
