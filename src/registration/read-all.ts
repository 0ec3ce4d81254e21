import { tidy } from '../language/text.ts';
import { findByShape } from './finders/by-shape.ts';
import { findBySign } from './finders/by-sign.ts';
import { findKinds } from './finders/kinds.ts';
import { findPeople } from './finders/people.ts';
import { findProduct } from './finders/product.ts';
import { findStars } from './finders/stars.ts';
import { isField } from './form-definition.ts';
import type { FieldId, FoundAnswer, ReadingContext } from './types.ts';

/** The surest first: what has a shape of its own, then what a sign announces. */
const FINDERS: readonly ((text: string, context: ReadingContext) => FoundAnswer[])[] = [
  findByShape,
  findBySign,
  findPeople,
  findStars,
  findProduct,
  findKinds,
];

/**
 * Answers that a sentence gives unasked, by clear signs only ("tôi là Lê Thị Hoa, hộ làm bánh gai ở xã Thọ Lập, sđt 0987…").
 * One find a field; spans never overlap; offsets refer to the tidied text. A phone without its ten digits, a commune that
 * nobody knows or the like is no find: it is asked in its turn.
 */
export function findAnswers(text: string, context: ReadingContext): FoundAnswer[] {
  const said = tidy(text);
  const volunteered: ReadingContext = { ...context, mode: 'volunteered' };
  const found: FoundAnswer[] = [];
  const fields = new Set<FieldId>();
  for (const finder of FINDERS) {
    for (const one of finder(said, volunteered)) {
      if (
        !isField(one.field) ||
        fields.has(one.field) ||
        found.some((other) => other.start < one.end && one.start < other.end)
      )
        continue;
      found.push(one);
      fields.add(one.field);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
