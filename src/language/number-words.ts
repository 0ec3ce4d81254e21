import { z } from 'zod';
import data from './data/number-words.json' with { type: 'json' };
import { fold } from './fold.ts';
import type { Piece } from './pieces.ts';

const NumberWordSchema = z.object({
  kind: z.enum(['digit', 'unit', 'ten', 'tens', 'hundred', 'scale', 'zero-tens', 'half', 'point']),
  value: z.number(),
});

/**
 * What a word does in a number: `unit` stands only after tens ("mốt", "tư", "lăm"), `tens` after a digit ("mươi", "chục"),
 * `zero-tens` says that the tens are zero ("linh", "lẻ"), `half` adds half of what stands before ("rưỡi").
 */
export type NumberWord = z.infer<typeof NumberWordSchema>;

const MARKED = new Map<string, NumberWord>(Object.entries(z.record(z.string(), NumberWordSchema).parse(data)));
const FOLDED = new Map<string, NumberWord>();
for (const [word, meaning] of MARKED) if (!FOLDED.has(fold(word))) FOLDED.set(fold(word), meaning);

const SHORT_SCALES = new Map<string, number>([
  ['tr', 1e6],
  ['ty', 1e9],
  ['ti', 1e9],
  ['k', 1e3],
  ['trieu', 1e6],
  ['nghin', 1e3],
  ['ngan', 1e3],
]);

/** The number word a piece is. Without marks it counts only when the text as a whole is unmarked, or the word has none anyway. */
export function numberWord(piece: Piece | undefined, unmarkedText: boolean): NumberWord | null {
  if (piece === undefined || piece.kind !== 'word') return null;
  const exact = MARKED.get(piece.text.toLowerCase());
  if (exact !== undefined) return exact;
  if (piece.marked || !unmarkedText) return null;
  return FOLDED.get(piece.folded) ?? null;
}

/** The scale (1e3, 1e4, 1e6, 1e9) a piece names after a number, also the short "tr", "k" and the unmarked "ty". */
export function scaleWord(piece: Piece | undefined, unmarkedText: boolean): number | null {
  const word = numberWord(piece, unmarkedText);
  if (word?.kind === 'scale') return word.value;
  if (piece === undefined || piece.kind !== 'word' || piece.marked) return null;
  return SHORT_SCALES.get(piece.folded) ?? null;
}

/** "1.200" → 1200, "2,5" → 2.5, "1,200,000" → 1200000, "0,125" → 0.125; null when the shape is no number ("03.02.2020"). */
export function readDigits(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^\d+[.,]\d+$/.test(text)) return Number(text.replace(',', '.'));
  return null;
}
