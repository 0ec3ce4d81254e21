import { definitionFor, holds } from './conditions.ts';
import { FORM, type Form, fieldDefinition, isField } from './form-definition.ts';
import type { Answers, FieldId } from './types.ts';

/** Asked after the review, so never given as the next field and not counted. */
const AFTER_REVIEW: ReadonlySet<FieldId> = new Set(['attachments', 'declaration.accepted']);

/** Whether the field belongs to this registration, given what has been answered so far. */
export function applies(field: FieldId, answers: Answers): boolean {
  return isField(field) && holds(fieldDefinition(field).when ?? [], answers);
}

/** The fields of a registration that was filled in by this version, in its order. */
export function fieldsOf({ fields }: Form, answers: Answers): FieldId[] {
  return fields.filter(({ when }) => holds(when ?? [], answers)).map(({ id }) => id);
}

/** The fields of this registration in the order they are asked, those after the review left out. */
export function fieldsInOrder(answers: Answers): FieldId[] {
  return FORM.fields.map((field) => field.id).filter((id) => !AFTER_REVIEW.has(id) && applies(id, answers));
}

/** The next field to ask: applicable, without a value, not left for later. Null when the review is due. */
export function nextField(answers: Answers, open: ReadonlySet<FieldId>): FieldId | null {
  return fieldsInOrder(answers).find((id) => answers[id] === undefined && !open.has(id)) ?? null;
}

/** Required fields without a value that stop the submission, in order (a household's missing number does not stop it). */
export function missingRequired(answers: Answers): FieldId[] {
  return fieldsInOrder(answers).filter((id) => answers[id] === undefined && blocksSubmission(id, answers));
}

function blocksSubmission(id: FieldId, answers: Answers): boolean {
  const { required, mayStayOpen } = definitionFor(id, answers);
  return required && !(mayStayOpen && holds(mayStayOpen, answers));
}

/** Fields settled (answered or left for later) and all fields of this registration. */
export function progress(answers: Answers, open: ReadonlySet<FieldId>): { done: number; total: number } {
  const fields = fieldsInOrder(answers);
  return { done: fields.filter((id) => answers[id] !== undefined || open.has(id)).length, total: fields.length };
}

/** "8/20, còn khoảng 5 phút". */
export function progressText(answers: Answers, open: ReadonlySet<FieldId>): string {
  const { done, total } = progress(answers, open);
  const seconds = fieldsInOrder(answers)
    .filter((id) => answers[id] === undefined && !open.has(id))
    .reduce((sum, id) => sum + fieldDefinition(id).seconds, 0);
  if (done === total) return `${done}/${total}, đã hỏi hết`;
  return `${done}/${total}, còn khoảng ${Math.max(1, Math.round(seconds / 60))} phút`;
}
