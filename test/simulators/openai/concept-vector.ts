import { fold } from '../../../src/language/fold.ts';

/** Phrases that mean the same, as an embedding model would have learnt it; the words of a line share few letters or none. */
const CONCEPTS: readonly (readonly string[])[] = [
  ['bảng vàng ngời sáng', 'giấy chứng nhận sản phẩm OCOP'],
  ['xài bền', 'có giá trị 36 tháng'],
];
const DIMENSIONS = 512;

/**
 * A deterministic stand-in for an embedding: each concept weighs much, each other word a little, hashed into 512 dimensions, so
 * that texts of one meaning are near without a word in common, and other texts are not.
 */
export function conceptVector(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  let rest = ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  CONCEPTS.forEach((phrases, concept) => {
    for (const phrase of phrases) {
      const words = ` ${fold(phrase).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
      while (rest.includes(words)) {
        add(vector, `concept ${concept}`, 3);
        rest = rest.replace(words, ' ');
      }
    }
  });
  for (const word of rest.split(' ')) if (word.length > 1) add(vector, word, 0.3);
  return vector;
}

function add(vector: number[], feature: string, weight: number): void {
  let hash = 7;
  for (const character of feature) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  const at = hash % DIMENSIONS;
  vector[at] = Math.max(vector[at] ?? 0, weight);
}
