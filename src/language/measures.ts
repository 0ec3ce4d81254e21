import { z } from 'zod';
import data from './data/measures.json' with { type: 'json' };
import { fold } from './fold.ts';
import { type Piece, pieces } from './pieces.ts';

const MEASURES = z
  .array(z.object({ unit: z.string(), aliases: z.array(z.string()).min(1), markedOnly: z.boolean().optional() }))
  .parse(data);

interface Alias {
  readonly unit: string;
  readonly words: readonly string[];
  readonly folded: readonly string[];
  /** Unmarked it is another word: "4 sao" is a rank, never "4 sào". */
  readonly markedOnly: boolean;
}

/** Units by their folded first word, longest alias first, so that "lượt khách" wins over "lượt". */
const BY_FIRST = new Map<string, Alias[]>();
for (const measure of MEASURES) {
  for (const text of measure.aliases) {
    const words = pieces(text).map((piece) => piece.text.toLowerCase());
    const alias = { unit: measure.unit, words, folded: words.map(fold), markedOnly: measure.markedOnly === true };
    const first = alias.folded[0] ?? '';
    BY_FIRST.set(
      first,
      [...(BY_FIRST.get(first) ?? []), alias].sort((left, right) => right.words.length - left.words.length),
    );
  }
}

/** Normal names of all units of measure, as stored in answers. */
export const MEASURE_UNITS: readonly string[] = MEASURES.map((measure) => measure.unit);

/**
 * The unit of measure that begins at pieces[at] and the index after it; null when none does. Marked words must be the
 * unit's own ("tạ", not "tả"); unmarked ones match folded ("ta", "tan", "hop").
 */
export function measureAt(
  list: readonly Piece[],
  at: number,
  unmarked: boolean,
): { unit: string; next: number } | null {
  const first = list[at];
  if (first === undefined) return null;
  let unsure: { unit: string; next: number } | null = null;
  for (const alias of BY_FIRST.get(first.folded) ?? []) {
    const run = alias.words.map((_, offset) => list[at + offset]);
    const same = run.every((piece, offset) => piece?.text.toLowerCase() === alias.words[offset]);
    if (same) return { unit: alias.unit, next: at + alias.words.length };
    if (alias.markedOnly) continue;
    const alike = run.every(
      (piece, offset) =>
        piece !== undefined &&
        piece.folded === alias.folded[offset] &&
        (!piece.marked || piece.text.toLowerCase() === alias.words[offset]),
    );
    const saysMore = unmarked || alias.words.some((word, offset) => word !== alias.folded[offset]);
    if (alike && saysMore) unsure ??= { unit: alias.unit, next: at + alias.words.length };
  }
  return unsure;
}
