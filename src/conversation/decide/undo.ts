import { showValue } from '../../registration/form.ts';
import { applies } from '../../registration/next-field.ts';
import type { FieldValue } from '../../registration/types.ts';
import { undoNewest } from '../../registration/undo.ts';
import { text } from '../texts.ts';
import { labelsOf } from './present.ts';
import { dropProposal } from './proposal.ts';
import { returnToForm } from './return-to-form.ts';
import type { Work } from './work.ts';

/** Takes back what the newest turn wrote; what was shown back and not accepted yet goes first. */
export function undo(work: Work): void {
  const { state } = work;
  if (state.proposed.length > 0) {
    dropProposal(work);
    work.note(text('undoneBatch'));
    work.ending = { kind: 'next' };
    return;
  }
  const undone = undoNewest(work.draft?.log ?? []);
  if (!undone) {
    work.note(text('undoNothing'));
    return;
  }
  state.waiting = null;
  state.picking = false;
  state.partial = null;
  for (const { field, action, value } of undone.entries) {
    work.record(field, action, { ...(value === undefined ? {} : { value }), words: '', rule: undone.rule });
  }
  work.note(text('undone', { labels: labelsOf(undone.entries.map((one) => one.field)) }));
  const [first] = undone.entries;
  if (first?.action === 'set') {
    work.note(text('backValue', { value: showValue(first.field, first.value as FieldValue) }));
    returnToForm(work);
    return;
  }
  const { field } = first ?? {};
  work.ending =
    field && first?.action === 'clear' && applies(field, work.answers)
      ? { kind: 'ask', asking: field }
      : { kind: 'next' };
}
