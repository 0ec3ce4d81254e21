import { z } from 'zod';
import { PhraseFinder, type PhraseHit } from './phrases.ts';
import { readData } from './read-data.ts';
import type { Terms } from './vectors.ts';
import { markedForm, type Word } from './words.ts';

/** A kind of answer (who, where, when, how many …) as data/question-kinds.yaml describes it. */
export interface QuestionKind {
  readonly id: string;
  /** What a statement that answers must hold; null where any may. */
  readonly holds: RegExp | null;
  /** Side of the asking words on which stands what they ask of; null where they ask of the question as a whole. */
  readonly of: 'before' | 'after' | null;
}

const { kinds, skips } = readData(
  'question-kinds.yaml',
  z.strictObject({
    skips: z.array(z.string()),
    kinds: z.record(
      z.string(),
      z.strictObject({
        asks: z.array(z.string()).min(1),
        holds: z
          .string()
          .transform((pattern) => new RegExp(pattern, 'u'))
          .optional(),
        of: z.enum(['before', 'after']).optional(),
      }),
    ),
  }),
);
const skipped = new Set(skips.map(markedForm));
const finder = new PhraseFinder<QuestionKind>(
  Object.entries(kinds).flatMap(([id, { asks, holds = null, of = null }]) => {
    const kind = { id, holds, of };
    return asks.map((phrase) => [phrase, kind] as const);
  }),
);

/** Where the words ask for which kind of answer. */
export function kindsAskedAt(text: readonly Word[]): PhraseHit<QuestionKind>[] {
  return finder.find(text);
}

/** Ids of the kinds of answers that the words ask for. */
export function kindsAsked(text: readonly Word[]): Set<string> {
  return new Set(kindsAskedAt(text).map(({ value }) => value.id));
}

/** True for a word beside the asking ones that is no relation of its own. */
export function isNoRelation({ marked }: Word): boolean {
  return skipped.has(marked);
}

/** How much a kind counts beside the words of a question, IDF (nats) included: as much as a word that one statement in fifty holds. */
const WEIGHT = 4;
/** "Gì", "không" ask for hardly any kind. */
const WEIGHT_OF_LOOSE = 2;
const LOOSE = new Set(['thing', 'whether']);

const MARK = 'k:';

/** IDF of a term of withKinds that stands for a kind; null for any other term. */
export function rarityOfKind(term: string): number | null {
  return term.startsWith(MARK) ? 1 : null;
}

/** The terms of a question and the kinds of answers it asks for: of the same council, where it meets is another question than when. */
export function withKinds(terms: Terms, text: readonly Word[]): Terms {
  const all = new Map(terms);
  for (const kind of kindsAsked(text)) all.set(`${MARK}${kind}`, LOOSE.has(kind) ? WEIGHT_OF_LOOSE : WEIGHT);
  return all;
}
