import { foldAnswers } from '../../registration/fold.ts';
import { FORM } from '../../registration/form.ts';
import type { AnswerEntry } from '../../registration/types.ts';
import { type Draft, wasSent } from '../state.ts';
import { text } from '../texts.ts';
import { dropProposal } from './proposal.ts';
import { returnToForm } from './return-to-form.ts';
import { applyValue } from './values.ts';
import type { Work } from './work.ts';

/** What was told of the applicant, and what they had none of, in the newest registration sent under the present consent; empty when there is none. */
export function reusableEntries(work: Work, drafts: readonly (Draft | null)[]): readonly AnswerEntry[] {
  const since = work.state.consentedAt;
  if (work.state.consent !== 'given' || since === null) return [];
  const earlier = drafts.find(
    (draft) =>
      draft !== null &&
      wasSent(draft) &&
      draft.formVersion === FORM.version &&
      draft.log.every((entry) => entry.at >= since),
  );
  return earlier ? applicantEntries(earlier) : [];
}

function applicantEntries({ log }: Draft): AnswerEntry[] {
  const { answers, open } = foldAnswers(log);
  return FORM.fields
    .filter(
      ({ id, required }) => id.startsWith('applicant.') && (answers[id] !== undefined || (!required && open.has(id))),
    )
    .flatMap(({ id }) => log.findLast((entry) => entry.field === id && entry.action !== 'clear') ?? []);
}

/** Yes takes over what was told of the applicant, but for what has been told anew; no asks everything, the product too. */
export function reuse(work: Work, yes: boolean): void {
  if (!yes) {
    dropProposal(work);
    work.ending = { kind: 'next' };
    return;
  }
  for (const { field, value, words } of reusableEntries(work, work.others)) {
    if (work.answers[field] !== undefined) continue;
    if (value === undefined) work.record(field, 'leave', { words, rule: 'reused' });
    else applyValue(work, field, value, { words, rule: 'reused' });
  }
  work.note(text('reused'));
  returnToForm(work);
}
