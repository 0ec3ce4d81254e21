import { type Condition, type FieldDefinition, fieldDefinition } from './form-definition.ts';
import type { Answers, FieldId, FieldValue } from './types.ts';

/** Whether every condition holds; no conditions hold always. */
export function holds(conditions: readonly Condition[], answers: Answers): boolean {
  return conditions.every((one) => {
    const value = answers[one.field];
    if ('in' in one) return isOneOf(value, one.in);
    if ('notIn' in one) return !isOneOf(value, one.notIn);
    return (value !== undefined) === one.answered;
  });
}

function isOneOf(value: FieldValue | undefined, options: readonly (string | number)[]): boolean {
  return (typeof value === 'string' || typeof value === 'number') && options.includes(value);
}

/** The field as it is for this registration. */
export function definitionFor(field: FieldId, answers: Answers): FieldDefinition {
  const definition = fieldDefinition(field);
  const variant = definition.variants?.find((one) => holds(one.when, answers));
  if (!variant) return definition;
  const { when: _, ...otherwise } = variant;
  return { ...definition, ...otherwise };
}
