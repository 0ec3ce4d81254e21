import { applies } from '../../registration/next-field.ts';
import type { FieldId } from '../../registration/types.ts';
import { askedField } from '../state.ts';
import type { Work } from './work.ts';

/** Back to what was asked before something else was: the batch, the field in hand, or the next question. */
export function returnToForm(work: Work): void {
  const field = askedField(work.state) ?? work.state.field;
  if (work.state.proposed.length > 0) work.ending = { kind: 'ask', asking: 'confirm' };
  else if (field && inHandStill(work, field)) work.ending = { kind: 'ask', asking: field };
  else work.ending = { kind: 'next' };
}

function inHandStill(work: Work, field: FieldId): boolean {
  return applies(field, work.answers) && (work.answers[field] === undefined || work.state.picking);
}
