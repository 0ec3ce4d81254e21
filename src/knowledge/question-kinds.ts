import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import { readData } from './read-data.ts';
import type { Word } from './words.ts';

const kinds = readData('question-kinds.yaml', z.record(z.string(), z.array(z.string()).min(1)));
const finder = new PhraseFinder(
  Object.entries(kinds).flatMap(([kind, phrases]) => phrases.map((phrase) => [phrase, kind] as const)),
);

/** Kinds of answers (who, where, when, how many …) that the words ask for. */
export function kindsAsked(text: readonly Word[]): Set<string> {
  return new Set(finder.find(text).map(({ value }) => value));
}
