import { fieldLabel } from './form-definition.ts';
import { fieldsInOrder } from './next-field.ts';
import { showValue } from './show-value.ts';
import type { Answers, FieldId } from './types.ts';

export interface ReviewLine {
  /** From 1; what "sửa 5" names. */
  readonly number: number;
  readonly field: FieldId;
  readonly label: string;
  readonly value: string;
}

/** Every field of this registration, numbered, as shown before it is sent. */
export function reviewLines(answers: Answers, open: ReadonlySet<FieldId>): ReviewLine[] {
  return fieldsInOrder(answers).map((field, index) => ({
    number: index + 1,
    field,
    label: fieldLabel(field),
    value: shown(field, answers, open),
  }));
}

function shown(field: FieldId, answers: Answers, open: ReadonlySet<FieldId>): string {
  const value = answers[field];
  if (value !== undefined) return showValue(field, value);
  if (!open.has(field)) return '(chưa hỏi)';
  return field === 'product.set' ? '(để cán bộ xếp)' : '(để sau)';
}
