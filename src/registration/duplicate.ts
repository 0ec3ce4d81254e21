import { fold } from '../language/fold.ts';
import { tidy } from '../language/text.ts';
import type { Answers, FieldId } from './types.ts';

/** One of these in common beside the product's name, and two registrations are probably one. */
const WITH: readonly FieldId[] = ['applicant.unit', 'applicant.phone', 'applicant.taxCode'];

/** Whether two registrations are probably of the same product of the same producer. */
export function isDuplicate(one: Answers, other: Answers): boolean {
  const name = nameOf(one);
  return (
    name !== null &&
    name === nameOf(other) &&
    WITH.some((field) => one[field] !== undefined && one[field] === other[field])
  );
}

function nameOf(answers: Answers): string | null {
  const name = answers['product.name'];
  return typeof name === 'string' ? fold(tidy(name)).toLowerCase().replace(/\s+/g, ' ') : null;
}
