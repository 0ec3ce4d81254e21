import { FORM } from '../../registration/form.ts';
import { missingRequired } from '../../registration/next-field.ts';
import { nextSteps } from '../../registration/next-steps.ts';
import { consentWording } from '../consent-text.ts';
import type { Proposal } from '../state.ts';
import { text } from '../texts.ts';
import { duplicateWarning } from './duplicates.ts';
import { goOnSigningUp } from './events.ts';
import { goOnJoining } from './join.ts';
import { labelsOf, menuButtons, present, progressShown } from './present.ts';
import { proposeNext } from './proposal.ts';
import { reusableEntries } from './reuse.ts';
import { documentButtons } from './send-document.ts';
import type { Work } from './work.ts';

interface StartOptions {
  readonly told?: boolean;
  readonly product?: Proposal | null;
}

/** "Tôi muốn đăng ký": the open draft goes on; otherwise consent first, then a new draft. */
export function startForm(work: Work, { told = false, product = null }: StartOptions = {}): void {
  if (work.filling) {
    work.note(text('resumeDraft', { progress: progressShown(work) }));
    const { field } = work.state;
    work.ending = field && work.answers[field] === undefined ? { kind: 'ask', asking: field } : { kind: 'next' };
    return;
  }
  if (work.state.consent !== 'given') {
    // Nothing of a person is kept before they agree: better told than found out at the first question.
    if (told || product) work.note(text('toldBeforeConsent'));
    work.state.joining = null;
    work.state.signingUp = null;
    work.ending = { kind: 'ask', asking: 'consent' };
    return;
  }
  startNewForm(work, product);
}

/** Who has sent one before is asked once whether what they told of themselves still holds; then comes `product`. */
export function startNewForm(work: Work, product: Proposal | null = null): void {
  const again = reusableEntries(work, [work.draft, ...work.others]).length > 0;
  const id = work.turn.newRegistrationId;
  work.leaveForm();
  work.state.registrationId = id;
  work.draft = {
    id,
    status: 'draft',
    reference: null,
    formVersion: FORM.version,
    log: [],
    returned: null,
    attachments: [],
  };
  work.emit({ type: 'registrationStarted', registrationId: id });
  if (again && product) {
    work.state.proposed = [product];
    work.state.proposedText = text('productAgain', { product: String(product.value) });
  }
  work.ending = again ? { kind: 'ask', asking: 'reuse' } : { kind: 'next' };
}

/** The person hears of a newer version once, in the turn that carried their draft over. */
export function formUpgraded(work: Work): void {
  work.note(text('formUpgraded', { progress: progressShown(work) }));
  if (work.state.asking === null) work.ending = { kind: 'next' };
}

/** A receipt for yes and for no; only a yes opens a draft. */
export function consent(work: Work, yes: boolean): void {
  if (work.state.asking !== 'consent') {
    if (work.state.consent === 'given') return;
    if (yes) work.ending = { kind: 'ask', asking: 'consent' };
    return;
  }
  const { version, text: shown, hash } = consentWording(work.turn);
  // Whoever answers for the data changed between question and answer: a yes to the old words is none to the new.
  if (yes && work.state.consentShown !== null && work.state.consentShown !== hash) {
    work.note(text('consentChanged'));
    // In full, not as a question that was not understood.
    work.state.asking = null;
    work.ending = { kind: 'ask', asking: 'consent' };
    return;
  }
  work.emit({ type: 'consent', action: yes ? 'given' : 'refused', version, text: shown, hash });
  work.state.consent = yes ? 'given' : 'refused';
  work.state.consentedAt = yes ? work.turn.now : null;
  if (!yes) {
    work.state.joining = null;
    work.state.signingUp = null;
    work.ending = { kind: 'ask', asking: 'menu', instead: text('consentRefused') };
    return;
  }
  if (goOnJoining(work) || goOnSigningUp(work)) return;
  work.note(text('consentGiven'));
  startNewForm(work);
}

/** Sends, or asks for what still stands in the way: required fields, papers, the declaration. */
export function submitForm(work: Work): void {
  if (work.next !== null) {
    work.ending = { kind: 'next' };
    return;
  }
  const missing = missingRequired(work.answers);
  if (missing.length > 0) {
    if (!work.state.completing) {
      work.state.completing = true;
      work.state.leftAgain = [];
      work.note(text('missingAsk', { labels: labelsOf(missing) }));
    }
    work.ending = { kind: 'next' };
    return;
  }
  work.state.completing = false;
  if (work.answers.attachments === undefined && !work.open.has('attachments')) {
    work.ending = { kind: 'ask', asking: 'attachments' };
    return;
  }
  if (work.answers['declaration.accepted'] !== true) {
    work.note(duplicateWarning(work) ?? '');
    work.ending = { kind: 'ask', asking: 'declaration.accepted' };
    return;
  }
  const { answers, returned } = work;
  work.changeStatus('submitted', 'sent-by-person');
  work.notes.length = 0;
  work.reply({ text: text(returned ? 'submittedAgain' : 'submitted', { reference: '{reference}' }), buttons: [] });
  if (!returned) work.reply({ text: nextSteps(answers, work.turn.today), buttons: [] });
  work.reply({
    text: text('document.mau-01'),
    buttons: [...documentButtons('mau-01'), ...menuButtons(work).slice(0, 1)],
    file: 'mau-01',
  });
  work.leaveForm();
  work.state.asking = null;
  work.ending = { kind: 'none' };
}

/** The question that the form asks now. */
export function askNext(work: Work): void {
  if (!work.filling) {
    present(work, 'menu');
    return;
  }
  const { state } = work;
  if (proposeNext(work)) {
    present(work, 'confirm');
    return;
  }
  if (state.waiting) {
    present(work, state.waiting.field);
    return;
  }
  if (state.completing) {
    askMissing(work);
    return;
  }
  present(work, work.next ?? 'review');
}

/** Required fields once more; what is left open a second time keeps the draft and stops the sending. */
function askMissing(work: Work): void {
  const missing = missingRequired(work.answers);
  const again = missing.find((field) => !work.state.leftAgain.includes(field));
  if (again) {
    present(work, again);
    return;
  }
  work.state.completing = false;
  work.state.leftAgain = [];
  if (missing.length === 0) {
    submitForm(work);
    if (work.ending.kind === 'ask') present(work, work.ending.asking);
    return;
  }
  work.note(text('cannotSubmit', { labels: labelsOf(missing) }));
  present(work, 'menu', { instead: '' });
}
