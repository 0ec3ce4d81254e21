import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { repair } from '../language/repair.ts';
import { isUnmarked } from '../language/unmarked.ts';
import { findPhrases, type PhraseHit, phraseIndex } from './phrases.ts';
import type { Answers } from './types.ts';

const setNumber = z.number().int().min(1).max(26);
const schema = z.strictObject({
  sets: z
    .array(
      z.strictObject({
        number: setNumber,
        name: z.string(),
        industry: z.string(),
        group: z.string(),
        aliases: z.array(z.string()),
        words: z.array(z.string()),
      }),
    )
    .length(26),
  groups: z.array(z.strictObject({ name: z.string(), sets: z.array(setNumber), aliases: z.array(z.string()) })),
  processing: z.strictObject({ words: z.array(z.string()), becomes: z.record(z.string(), setNumber) }),
});

const DATA = schema.parse(parse(readFileSync(new URL('./data/product-sets.yaml', import.meta.url), 'utf8')));

export interface ProductSet {
  readonly number: number;
  readonly name: string;
  /** Ngành and nhóm of QĐ 26/2026 Phụ lục I. */
  readonly industry: string;
  readonly group: string;
}

export interface SetSuggestion {
  readonly set: number;
  readonly name: string;
  /** Why, for the person: `tên có "mắm tép"`. */
  readonly reason: string;
}

/** The 26 sets, in order of number. */
export const PRODUCT_SETS: readonly ProductSet[] = DATA.sets
  .map(({ number, name, industry, group }) => ({ number, name, industry, group }))
  .sort((a, b) => a.number - b.number);

export function productSet(number: number): ProductSet | null {
  return PRODUCT_SETS.find((one) => one.number === number) ?? null;
}

const WORDS = phraseIndex(DATA.sets.flatMap((set) => set.words.map((word) => [word, set.number] as const)));
const ALIASES = phraseIndex<readonly number[]>([
  ...DATA.groups.flatMap((group) => group.aliases.map((alias) => [alias, group.sets] as const)),
  ...DATA.sets.flatMap((set) => set.aliases.map((alias) => [alias, [set.number]] as const)),
]);
const PROCESSING = phraseIndex(DATA.processing.words.map((word) => [word, true] as const));

/**
 * Sets that the name (or description) of a product points to, best first, at most three. Vietnamese names put the head
 * first, so the earliest longest known phrase decides; a fresh product with "sấy", "gác bếp" … counts as processed.
 */
export function suggestSets(text: string): SetSuggestion[] {
  const words = repair(text);
  const marked = !isUnmarked(text);
  const hits = findPhrases(WORDS, words, { marked });
  if (hits.length === 0 && marked)
    hits.push(...findPhrases(WORDS, words, { marked: false }).filter((hit) => hit.length > 1));
  const processed = findPhrases(PROCESSING, words, { marked })[0];
  const scores = new Map<number, { score: number; reason: string }>();
  hits.forEach((hit, index) => {
    for (const set of hit.values) {
      const target = processedSet(set, hit, processed);
      const score = (hit.length + (hit.length > 1 ? 0.5 : 0)) / (1 + index) ** 1.5;
      const reason = target === set ? `tên có "${hit.text}"` : `"${hit.text}" đã qua chế biến ("${processed?.text}")`;
      const known = scores.get(target);
      if (!known || known.score < score) scores.set(target, { score, reason });
    }
  });
  return [...scores]
    .sort(([, a], [, b]) => b.score - a.score)
    .slice(0, 3)
    .map(([set, { reason }]) => ({ set, name: productSet(set)?.name ?? '', reason }));
}

function processedSet(set: number, hit: PhraseHit<number>, processed: PhraseHit<boolean> | undefined): number {
  const becomes = DATA.processing.becomes[String(set)];
  const apart = processed !== undefined && (processed.start >= hit.end || processed.end <= hit.start);
  return becomes !== undefined && apart ? becomes : set;
}

/** Whether the text as a whole is a known product. */
export function isProductWord(text: string): boolean {
  const [hit] = findPhrases(WORDS, text, { marked: !isUnmarked(text) });
  return hit !== undefined && hit.start === 0 && hit.end === text.length;
}

/** The suggestions for this registration: by the product's name, or by its description when the name says nothing. */
export function suggestionsFor(answers: Answers): SetSuggestion[] {
  const byName = suggestSets(String(answers['product.name'] ?? ''));
  return byName.length > 0 ? byName : suggestSets(String(answers['idea.description'] ?? ''));
}

/** Sets that the words name as such ("nhóm tương nước mắm" → 9, "thủ công mỹ nghệ" → 21, 22); empty when none. */
export function setsNamed(text: string): readonly number[] {
  const words = repair(text);
  const hits = findPhrases(ALIASES, words, { marked: !isUnmarked(text) });
  const longest = [...hits].sort((a, b) => b.length - a.length)[0];
  if (!longest) return [];
  return [...new Set(longest.values.flat())];
}
