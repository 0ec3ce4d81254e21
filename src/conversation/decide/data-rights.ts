import { dataDeadlines } from '../../registration/data-rights.ts';
import { showDate } from '../../registration/show-value.ts';
import { consentWording } from '../consent-text.ts';
import { type Draft, newState, wasSent } from '../state.ts';
import { text } from '../texts.ts';
import { progressShown } from './present.ts';
import type { Work } from './work.ts';

/** "Dữ liệu của tôi" and "xóa dữ liệu" (Luật 91/2025/QH15: to know, to view, to have deleted). */
export function dataRight(work: Work, right: 'view' | 'erase', sure = false): void {
  switch (right) {
    case 'view':
      view(work);
      return;
    case 'erase':
      if (sure) {
        erase(work);
        return;
      }
      work.ending = { kind: 'ask', asking: 'cancel' };
      work.state.erasing = true;
      return;
    default:
      right satisfies never;
  }
}

function view(work: Work): void {
  if (work.state.consent !== 'given' || !work.draft) work.note(text('dataNone'));
  else {
    const what = { what: kept(work), controller: work.turn.controller };
    work.reply({ text: text('dataView', what), buttons: [], file: 'my-data' });
  }
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}

/** From what the consent message says; the question in hand follows. */
export function explainPrivacy(work: Work): void {
  const { controller } = work.turn;
  work.note(text(work.state.consent === 'given' ? 'privacy' : 'privacyNothingKept', { controller }));
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}

function kept(work: Work): string {
  const form = work.filling
    ? `phiếu đang khai (${progressShown(work)})`
    : `phiếu ${work.draft?.reference ?? 'đã dừng'}`;
  const files = work.draft?.attachments.length ?? 0;
  return [form, ...(files > 0 ? [`${files} tệp`] : []), 'nội dung trò chuyện'].join(', ');
}

/** What an office is working on becomes its task, everything else goes in this turn. */
export function erase(work: Work): void {
  const sent = sentOf(work);
  // No registration is opened in this turn, so its fresh id is free to name the erasure.
  const certificate = work.turn.newRegistrationId;
  const [first] = sent;
  work.emit({ type: 'erased', extent: first ? 'unsent' : 'everything', certificate });
  work.notes.length = 0;
  work.ending = { kind: 'none' };
  work.others = [];
  if (!first) {
    work.state = newState();
    work.draft = null;
    work.reply({ text: text('erased', { certificate }), buttons: [] });
    return;
  }
  withdraw(work);
  const deadlines = requestFromOffice(work, 'erase');
  work.state = { ...newState(), consent: work.state.consent, registrationId: first.id };
  work.draft = first;
  work.reply({ text: text('erasedUnsent', { references: referencesOf(sent), ...deadlines }), buttons: [] });
}

/** As easy as giving it: one sentence, at any time. Drafts stop; what was sent goes to the office, with the law's clock. */
export function withdrawConsent(work: Work): void {
  if (work.state.consent !== 'given') {
    work.note(text('consentNothing'));
    return;
  }
  const sent = sentOf(work);
  withdraw(work);
  work.note(text('consentWithdrawn'));
  if (work.filling && work.draft?.status === 'draft') {
    work.changeStatus('withdrawn', 'consent-withdrawn');
    work.note(text('consentWithdrawnDraft'));
  }
  for (const { id, status } of work.others) {
    if (status !== 'draft') continue;
    work.emit({ type: 'statusChanged', registrationId: id, from: status, to: 'withdrawn', why: 'consent-withdrawn' });
  }
  if (sent.length > 0) {
    const deadlines = requestFromOffice(work, 'withdraw');
    work.note(text('consentWithdrawnSubmitted', { reference: referencesOf(sent), ...deadlines }));
  }
  work.leaveForm();
  work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}

function withdraw(work: Work): void {
  if (work.state.consent !== 'given') return;
  const { version, text: shown, hash } = consentWording(work.turn);
  work.emit({ type: 'consent', action: 'withdrawn', version, text: shown, hash });
  work.state.consent = 'withdrawn';
  work.state.previousQuestion = null;
}

function requestFromOffice(work: Work, right: 'erase' | 'withdraw'): { answerBy: string; dueOn: string } {
  const deadlines = dataDeadlines(right, work.turn.today);
  work.emit({ type: 'dataRequested', right, ...deadlines });
  return { answerBy: showDate(deadlines.answerBy), dueOn: showDate(deadlines.dueOn) };
}

function sentOf(work: Work): Draft[] {
  return [work.draft, ...work.others].filter((draft) => draft !== null).filter(wasSent);
}

function referencesOf(drafts: readonly Draft[]): string {
  return drafts.map(({ reference }) => reference ?? '').join(', ');
}
