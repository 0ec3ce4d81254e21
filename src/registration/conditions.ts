import type { Condition } from './form-definition.ts';
import type { Answers } from './types.ts';

/** Whether every condition holds; no conditions hold always. */
export function holds(conditions: readonly Condition[], answers: Answers): boolean {
  return conditions.every((one) => {
    const value = answers[one.field];
    if ('in' in one) return typeof value === 'string' && one.in.includes(value);
    if ('notIn' in one) return !(typeof value === 'string' && one.notIn.includes(value));
    return (value !== undefined) === one.answered;
  });
}
