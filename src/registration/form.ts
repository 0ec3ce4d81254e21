/** The form as the rest of the program uses it. */

export { definitionFor } from './conditions.ts';
export {
  type FieldChoice,
  type FieldDefinition,
  FORM,
  type Form,
  fieldDefinition,
  fieldLabel,
  formOf,
  isField,
} from './form-definition.ts';
export { helpText, question } from './question.ts';
export { showValue } from './show-value.ts';
