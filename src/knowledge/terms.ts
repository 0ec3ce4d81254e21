import { z } from 'zod';
import { PhraseFinder, type PhraseHit } from './phrases.ts';
import { readData } from './read-data.ts';
import type { ReadWord } from './restore-marks.ts';
import { markedForm, type Word } from './words.ts';

/** Kinds of terms, by the first letter of the term's key. */
export type TermKind = 'u' | 'm' | 'b' | 'c';

/** How much each kind of term counts: folded word, marked word, pair of neighbours, concept (a group of synonyms). */
const KIND_WEIGHT: Record<TermKind, number> = { u: 1, m: 0.65, b: 0.85, c: 1.5 };

const synonyms = readData('synonyms.yaml', z.array(z.array(z.string()).min(2)));
const stopWords = readData(
  'stop-words.yaml',
  z.strictObject({ function: z.array(z.string()), asking: z.array(z.string()) }),
);

const concepts = new PhraseFinder(synonyms.flatMap((group, id) => group.map((phrase) => [phrase, id] as const)));
const functionWords = new Set(stopWords.function.map(markedForm));
const askingWords = new Set(stopWords.asking.map(markedForm));
const lightWords = new Set(readData('light-words.yaml', z.array(z.string())).map(markedForm));

/** Every phrase of the synonym groups. */
export const synonymPhrases: readonly string[] = synonyms.flat();

/** `content` carries the subject, `asking` the kind of question, `function` next to nothing. */
export function roleOf(word: Word): 'content' | 'asking' | 'function' {
  if (functionWords.has(word.marked)) return 'function';
  return askingWords.has(word.marked) ? 'asking' : 'content';
}

/** True for a word with content that an answer must hold, not one of talk ("làm", "lấy", "nhờ"). */
export function isHeavy(word: Word): boolean {
  return roleOf(word) === 'content' && !lightWords.has(word.marked);
}

const ROLE_WEIGHT = { content: 1, asking: 0.45, function: 0.12 } as const;

/** Groups of synonyms that a text holds, with the words that name them. */
export function conceptsIn(text: readonly (Word | ReadWord)[]): PhraseHit<number>[] {
  return concepts.find(text);
}

/** A phrase of several words that names a concept tells more than its words do one by one. */
const PHRASE = { gain: 1.5, parts: 0.85 };

/** How sure we are of the marks of a word of a question; nothing of ours bears those of an unknown one. */
const CERTAINTY = { own: 1, restored: 0.8, unknown: 0, foreign: 0 } as const;

/** What the letters of a word still count when it is plainly another word than ours. */
const FOREIGN = 0.3;

/** Terms lighter than this (function words) would only lengthen the index. */
const LIGHTEST = 0.15;

/** Terms of a text with their weights before IDF: `u:` folded, `m:` marked, `b:` neighbours, `c:` concepts. */
export function termsOf(text: readonly (Word | ReadWord)[]): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number): void => {
    if (weight >= LIGHTEST && weight > (terms.get(term) ?? 0)) terms.set(term, weight);
  };
  const named = new Set<number>();
  for (const { value, start, end } of conceptsIn(text)) {
    const weight = Math.max(...text.slice(start, end).map((word) => ROLE_WEIGHT[roleOf(word)]));
    add(`c:${value}`, KIND_WEIGHT.c * weight * (end - start > 1 ? PHRASE.gain : 1));
    if (end - start > 1) for (let at = start; at < end; at += 1) named.add(at);
  }
  text.forEach((word, index) => {
    const weight = ROLE_WEIGHT[roleOf(word)];
    const alone = named.has(index) ? weight * PHRASE.parts : weight;
    const certainty = 'origin' in word ? CERTAINTY[word.origin] : 1;
    add(`u:${word.folded}`, KIND_WEIGHT.u * alone * ('origin' in word && word.origin === 'foreign' ? FOREIGN : 1));
    if (certainty > 0) add(`m:${word.marked}`, KIND_WEIGHT.m * alone * certainty);
    const next = text[index + 1];
    if (next) {
      const other = ROLE_WEIGHT[roleOf(next)];
      add(
        `b:${word.folded}_${next.folded}`,
        KIND_WEIGHT.b * Math.max(weight, other) * Math.min(1, 0.4 + Math.min(weight, other)),
      );
    }
  });
  return terms;
}

/** The words of a text that carry its subject. */
export function contentWords<W extends Word>(text: readonly W[]): W[] {
  return text.filter((word) => roleOf(word) === 'content');
}
