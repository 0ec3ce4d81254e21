import { fieldLabel, helpText, showValue } from '../../registration/form.ts';
import { leaveNote } from '../../registration/leave.ts';
import { fieldsInOrder } from '../../registration/next-field.ts';
import type { FieldId } from '../../registration/types.ts';
import type { Destination } from '../commands.ts';
import { askedField, wasSent } from '../state.ts';
import { text } from '../texts.ts';
import { endAttachments } from './attachments.ts';
import { startForm, startNewForm, submitForm } from './form.ts';
import { missing } from './missing.ts';
import { menuButtons, progressShown, reviewText } from './present.ts';
import { dropProposal, postponeProposal } from './proposal.ts';
import { returnToForm } from './return-to-form.ts';
import { showSent } from './send-document.ts';
import { undo } from './undo.ts';
import type { Work } from './work.ts';

/** Moves about: back, skip, review, pause, cancel, menu, help. Where there is no draft to move in, says so. */
export function go(work: Work, to: Destination): void {
  switch (to) {
    case 'menu':
      work.ending = { kind: 'ask', asking: 'menu' };
      return;
    case 'help':
      help(work);
      return;
    case 'explain':
      explain(work);
      return;
    case 'restart':
      restart(work);
      return;
    default:
      if (!work.filling) {
        withoutDraft(work, to);
        return;
      }
      move(work, to);
      return;
  }
}

function move(work: Work, to: Exclude<Destination, 'menu' | 'help' | 'explain' | 'restart'>): void {
  switch (to) {
    case 'back':
      back(work);
      return;
    case 'undo':
      undo(work);
      return;
    case 'skip':
      skip(work);
      return;
    case 'review':
      review(work);
      return;
    case 'pause':
      pause(work);
      return;
    case 'resume':
      work.note(text('resumed', { progress: progressShown(work) }));
      returnToForm(work);
      return;
    case 'welcomeBack':
      work.ending = { kind: 'ask', asking: 'resume' };
      return;
    case 'cancel':
      work.state.erasing = false;
      work.ending = { kind: 'ask', asking: 'cancel' };
      return;
    case 'submit':
      submitForm(work);
      return;
    case 'missing':
      missing(work);
      return;
    default:
      to satisfies never;
  }
}

/** The whole form; while questions are still to come, as a look only, and the question in hand stays. */
function review(work: Work): void {
  dropProposal(work);
  if (work.next === null) {
    work.ending = { kind: 'ask', asking: 'review' };
    return;
  }
  work.reply({ text: text('reviewSoFar', { lines: reviewText(work) }), buttons: [] });
  returnToForm(work);
}

function withoutDraft(work: Work, to: Destination): void {
  if (work.state.asking === 'consent') {
    // Silence and "để sau" are no consent.
    work.ending = {
      kind: to === 'skip' || to === 'pause' || to === 'cancel' ? 'ask' : 'same',
      asking: 'menu',
    } as Work['ending'];
    return;
  }
  if (to === 'resume' && work.state.asking === 'handoff') {
    work.ending = { kind: 'ask', asking: 'menu' };
    return;
  }
  if (to === 'review' && work.draft && wasSent(work.draft)) {
    showSent(work, work.draft);
    return;
  }
  work.note(text('noDraft'));
  work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}

function help(work: Work): void {
  const outside = work.state.asking === null || work.state.asking === 'menu';
  if (outside) {
    work.ending = { kind: 'ask', asking: 'menu', instead: `${text('help')}\n${text('whatToAsk')}` };
    return;
  }
  work.reply({ text: text('help'), buttons: [] });
}

function explain(work: Work): void {
  const field = askedField(work.state);
  if (field) work.note(helpText(field, 1, work.answers));
}

/** To the answered or open field before the one in hand, in the order of the form. */
function back(work: Work): void {
  const { state } = work;
  if (state.proposed.length > 0) {
    dropProposal(work);
    state.proposedLater = [];
    work.ending = { kind: 'next' };
    return;
  }
  if (state.asking === 'cancel' || state.asking === 'resume' || state.asking === 'menu' || state.asking === 'handoff') {
    returnToForm(work);
    return;
  }
  if (state.asking === 'declaration.accepted' || state.asking === 'attachments') {
    work.ending = { kind: 'ask', asking: 'review' };
    return;
  }
  state.waiting = null;
  state.picking = false;
  const target = fieldBefore(work, askedField(state));
  if (!target) {
    work.note(text('backFirst'));
    return;
  }
  work.note(text('back', { label: fieldLabel(target).toLowerCase() }));
  const value = work.answers[target];
  if (value !== undefined) work.note(text('backValue', { value: showValue(target, value) }));
  work.ending = { kind: 'ask', asking: target };
}

/** The last settled field before `field` in the form's order; before the review, the last one of all. */
export function fieldBefore(work: Pick<Work, 'answers' | 'open'>, field: FieldId | null): FieldId | null {
  const order = fieldsInOrder(work.answers);
  const end = field ? order.indexOf(field) : order.length;
  const settled = order
    .slice(0, end < 0 ? order.length : end)
    .filter((id) => work.answers[id] !== undefined || work.open.has(id));
  return settled.at(-1) ?? null;
}

/** "Để sau": the field stays open. What has a value keeps it; the declaration can't be left. */
function skip(work: Work): void {
  const { state } = work;
  const field = askedField(state);
  if (state.asking === 'confirm') {
    postponeProposal(work);
    return;
  }
  if (state.asking === 'review') {
    pause(work);
    return;
  }
  if (!field) {
    returnToForm(work);
    return;
  }
  state.picking = false;
  if (state.waiting?.field === field) state.waiting = null;
  if (field === 'declaration.accepted') {
    work.ending = { kind: 'same', instead: text('declarationNeeded') };
    return;
  }
  const value = work.answers[field];
  work.ending = { kind: 'next' };
  if (field === 'attachments') {
    endAttachments(work);
    return;
  }
  if (value !== undefined) {
    if (work.stillReturned.includes(field)) work.record(field, 'set', { value, words: '', rule: 'rule:kept' });
    work.note(text('unchanged', { label: fieldLabel(field), value: showValue(field, value) }));
    return;
  }
  work.record(field, 'leave', { words: '', rule: 'rule:skip' });
  delete state.attempts[field];
  if (state.completing) state.leftAgain = [...state.leftAgain, field];
  work.note(state.completing ? text('left') : (leaveNote(field, work.answers) ?? text('left')));
}

function pause(work: Work): void {
  const field = askedField(work.state);
  work.reply({ text: text('paused', { progress: progressShown(work) }), buttons: menuButtons(work).slice(0, 1) });
  work.state.asking = null;
  if (field) work.state.field = field;
  work.ending = { kind: 'none' };
}

/** "Làm phiếu mới": after "continue or anew?" the old draft is closed; without a draft it is a second registration. */
function restart(work: Work): void {
  if (!work.filling) {
    startForm(work);
    return;
  }
  if (work.state.asking === 'resume') {
    // One that the office gave back has been filed: it waits beside the new one.
    if (work.returned === null) {
      work.changeStatus('withdrawn', 'replaced');
      work.note(text('replaced'));
    }
    startNewForm(work);
    return;
  }
  work.ending = { kind: 'ask', asking: 'resume' };
}
