import { fieldDefinition, fieldLabel, showValue } from '../../registration/form.ts';
import { applies } from '../../registration/next-field.ts';
import { suggestionsFor } from '../../registration/product-sets.ts';
import type { Answers, FieldId, FieldValue } from '../../registration/types.ts';
import { text } from '../texts.ts';
import { duplicateWarning } from './duplicates.ts';
import type { Work } from './work.ts';

/** The only product set of which an association may be the applicant (QĐ 26/2026: community tourism). */
const TOURISM_SET = 26;

/** Fields whose answer may no longer fit when another one changes. */
const DEPENDENT: readonly FieldId[] = [
  'applicant.registrationDate',
  'applicant.taxCode',
  'product.currentStars',
  'product.certificateExpiry',
  'registration.targetStars',
];

/** What tells whether another registration of the person is the same one. */
const TELL_APART: readonly FieldId[] = ['product.name', 'applicant.unit', 'applicant.phone', 'applicant.taxCode'];

/** Writes a value to the log and draws its consequences: dependent answers cleared, an association asked for its kind again. */
export function applyValue(
  work: Work,
  field: FieldId,
  value: FieldValue,
  how: { words: string; rule: string; warning?: string },
): void {
  const before = work.answers;
  work.record(field, 'set', { value, words: how.words, rule: how.rule });
  delete work.state.attempts[field];
  if (work.state.partial?.field === field) work.state.partial = null;
  work.state.leftAgain = work.state.leftAgain.filter((one) => one !== field);
  if (work.state.waiting?.field === field) work.state.waiting = null;
  if (how.warning) work.note(how.warning);
  clearWhatNoLongerFits(work, field);
  if (field === 'product.name') suggestSetAgain(work, before);
  if (TELL_APART.includes(field)) work.note(duplicateWarning(work) ?? '');
  if (field === 'applicant.kind' || field === 'product.set') checkAssociation(work, field);
}

/** What set a value, for the log: the reader of the field, a correction, a button. */
export function ruleOf(field: FieldId): string {
  return `rule:${fieldDefinition(field).reader}`;
}

/** "Tôi ghi điện thoại: 0326748193." */
export function noteValue(work: Work, name: 'recorded' | 'corrected', field: FieldId): void {
  const value = work.answers[field];
  if (value !== undefined)
    work.note(text(name, { label: fieldLabel(field).toLowerCase(), value: showValue(field, value) }));
}

function clearWhatNoLongerFits(work: Work, changed: FieldId): void {
  for (const field of DEPENDENT) {
    const answers = work.answers;
    if (field === changed || (answers[field] === undefined && !work.open.has(field))) continue;
    if (!applies(field, answers) || targetTooLow(field, answers)) {
      work.record(field, 'clear', { words: '', rule: `rule:depends-on-${changed}` });
    }
  }
}

/** Another product may belong to another set; the set is asked again only when our suggestion is another one. */
function suggestSetAgain(work: Work, before: Answers): void {
  const { answers } = work;
  if (before['product.name'] === undefined || answers['product.set'] === undefined) return;
  const suggested = suggestionsFor(answers)[0]?.set;
  if (suggested === undefined || suggested === answers['product.set']) return;
  if (suggested === suggestionsFor(before)[0]?.set) return;
  work.record('product.set', 'clear', { words: '', rule: 'rule:depends-on-product.name' });
  work.note(text('setAgain'));
  work.ending = { kind: 'next' };
}

function targetTooLow(field: FieldId, answers: Answers): boolean {
  const target = answers['registration.targetStars'];
  const current = answers['product.currentStars'];
  return (
    field === 'registration.targetStars' &&
    answers['registration.kind'] === 'nang-hang' &&
    typeof target === 'number' &&
    typeof current === 'number' &&
    target <= current
  );
}

function checkAssociation(work: Work, changed: FieldId): void {
  const { 'applicant.kind': kind, 'product.set': set } = work.answers;
  if (kind !== 'hoi-hiep-hoi') return;
  if (set !== undefined && set !== TOURISM_SET) {
    work.record('applicant.kind', 'clear', { words: '', rule: 'rule:association-only-tourism' });
    work.note(text('associationKind'));
    work.ending = { kind: 'ask', asking: 'applicant.kind' };
  } else if (changed === 'applicant.kind' && set === undefined) {
    work.note(text('associationNote'));
  }
}
