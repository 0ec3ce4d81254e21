import { fieldLabel, showValue } from '../../registration/form.ts';
import { applies } from '../../registration/next-field.ts';
import type { FieldId } from '../../registration/types.ts';
import type { Proposal } from '../state.ts';
import { text } from '../texts.ts';
import { applyValue } from './values.ts';
import type { Work } from './work.ts';

/** "Đúng rồi": the whole batch goes to the log, in the order of the form's conditions. */
export function acceptProposal(work: Work): void {
  const batch = work.state.proposed;
  dropProposal(work);
  if (batch.some(({ rule }) => rule === 'model')) delete work.state.attempts.model;
  work.ending = { kind: 'next' };
  for (const one of sortByCondition(batch)) {
    if (!applies(one.field, work.answers)) continue;
    applyValue(work, one.field, one.value, { words: one.words, rule: one.rule });
  }
}

/** "Chưa đúng": one value is asked for again; of a batch, first which part, then it is gone through one by one. */
export function refuseProposal(work: Work): void {
  const [only, second] = work.state.proposed;
  if (work.state.proposed.some(({ rule }) => rule === 'model')) {
    work.state.attempts.model = (work.state.attempts.model ?? 0) + 1;
  }
  if (only && !second) {
    if (work.state.proposedLater.length > 0) {
      postponeProposal(work);
      return;
    }
    dropProposal(work);
    work.note(text('confirmDropped'));
    // Nobody was asked for what a model thought to have found: the question in hand goes on.
    work.ending = only.rule === 'model' ? { kind: 'next' } : { kind: 'ask', asking: only.field };
    return;
  }
  if ((work.state.attempts.confirm ?? 0) === 0) {
    work.state.attempts.confirm = 1;
    work.ending = { kind: 'ask', asking: 'confirm', instead: text('batchWrong') };
    return;
  }
  goThrough(work);
}

/** "Để sau": of a batch nothing told is thrown away with the rest; a single one is asked for in its turn. */
export function postponeProposal(work: Work): void {
  const [only, second] = work.state.proposed;
  if (only && second) {
    goThrough(work);
    return;
  }
  if (only && work.state.proposedLater.length > 0)
    work.note(text('batchOneLater', { label: fieldLabel(only.field).toLowerCase() }));
  dropProposal(work);
  work.ending = { kind: 'next' };
}

/** Each by itself from here on. */
function goThrough(work: Work): void {
  const batch = [...work.state.proposed, ...work.state.proposedLater];
  dropProposal(work);
  work.state.proposedLater = batch;
  work.note(text('batchOneByOne'));
  work.ending = { kind: 'next' };
}

/** The next of a batch that is gone through, to be asked by itself; false when there is none. */
export function proposeNext(work: Work): boolean {
  const [next, ...later] = work.state.proposedLater.filter(({ field }) => applies(field, work.answers));
  work.state.proposedLater = later;
  if (!next) return false;
  work.state.proposed = [next];
  work.state.proposedText = text('batchOne', {
    label: fieldLabel(next.field),
    value: showValue(next.field, next.value),
  });
  return true;
}

export function dropProposal(work: Work): void {
  work.state.proposed = [];
  work.state.proposedText = null;
  delete work.state.attempts.confirm;
}

const CONDITIONS_FIRST: readonly FieldId[] = [
  'applicant.kind',
  'registration.kind',
  'applicant.registrationNumber',
  'product.currentStars',
];

function sortByCondition(batch: readonly Proposal[]): Proposal[] {
  const rank = (one: Proposal) => (CONDITIONS_FIRST.includes(one.field) ? 0 : 1);
  return [...batch].sort((a, b) => rank(a) - rank(b));
}
