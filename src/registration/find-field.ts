import { repair } from '../language/repair.ts';
import { tidy } from '../language/text.ts';
import { isUnmarked } from '../language/unmarked.ts';
import { FORM } from './form-definition.ts';
import { findPhrases, phraseIndex } from './phrases.ts';
import type { FieldId } from './types.ts';

const MENTIONS = phraseIndex(
  FORM.fields.flatMap((field) => [field.label, ...field.mentions].map((phrase) => [phrase, field.id] as const)),
);

/**
 * The field that the text names ("sửa số điện thoại", "số lao động tôi tính sót, tổng 125 người"): the longest name,
 * the first of equal ones. Null when none is named.
 */
export function findFieldMention(text: string): FieldId | null {
  const words = repair(tidy(text));
  const hits = findPhrases(MENTIONS, words, { marked: !isUnmarked(text) });
  const best = [...hits].sort((a, b) => b.length - a.length || a.start - b.start)[0];
  return best?.values[0] ?? null;
}
