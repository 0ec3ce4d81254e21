import type { OfficerAct } from '../../channels/types.ts';
import { nextOpening, showHours, showMoment } from '../../handoff/hours.ts';
import type { HandoffQueue } from '../handoff-queue.ts';
import { communeOf } from '../state.ts';
import { text } from '../texts.ts';
import { progressShown } from './present.ts';
import { returnToForm } from './return-to-form.ts';
import type { Work } from './work.ts';

/**
 * "Gặp cán bộ": stored once; the person hears how many wait before them, when somebody is there and where help is meanwhile.
 * What they want to say is asked only after consent.
 */
export function handoff(work: Work): void {
  const first = !work.state.handoffOpen;
  if (first) work.emit({ type: 'handoffRequested', reason: 'asked', unit: communeOf(work.draft) });
  work.state.handoffOpen = true;
  const { queue } = work.turn;
  work.note(text(first ? 'handoff' : 'handoffAgain', { place: String((queue?.ahead ?? 0) + 1) }));
  if (queue) work.note(deskWords(queue, work.turn.now));
  if (work.state.consent === 'given') {
    work.ending = { kind: 'ask', asking: 'handoff' };
    return;
  }
  work.ending = work.state.asking === 'consent' ? { kind: 'same' } : { kind: 'ask', asking: 'menu', instead: '' };
}

function deskWords({ desk: { name, contact, hours } }: HandoffQueue, now: string): string {
  const where =
    contact === null ? text('desk.noContact') : text('desk.contact', { name: name ?? text('desk.office'), contact });
  if (hours === null) return `${text('desk.noHours')} ${where}`;
  const opens = nextOpening(hours, now);
  const shown = { hours: showHours(hours) };
  const when = opens === null ? text('desk.open', shown) : text('desk.closed', { ...shown, opens: showMoment(opens) });
  return `${when} ${where}`;
}

export function handoffNote(work: Work, words: string): void {
  if (work.state.consent === 'given') {
    work.emit({ type: 'handoffNoted', words });
    work.note(text('handoffNoteKept'));
  } else work.note(text('handoffNoteNotKept'));
  if (!work.filling) {
    work.ending = { kind: 'ask', asking: 'menu' };
    return;
  }
  work.note(text('resumed', { progress: progressShown(work) }));
  returnToForm(work);
}

/** While an officer has the conversation the assistant says only that they came, what they write, and that they left. */
export function officer(work: Work, act: OfficerAct, words: string): void {
  work.ending = { kind: 'none' };
  switch (act) {
    case 'took':
      work.reply({ text: text(work.state.consent === 'given' ? 'officer.took' : 'officer.tookUnread'), buttons: [] });
      return;
    case 'wrote':
      work.reply({ text: text('officer.wrote', { words }), buttons: [] });
      return;
    case 'handed-back':
    case 'closed':
      work.emit({ type: 'officerLeft', request: act === 'closed' ? 'closed' : 'answered' });
      work.state.handoffOpen = false;
      work.note(text(act === 'closed' ? 'officer.closed' : 'officer.handedBack'));
      goOn(work);
      return;
    case 'request-answered':
      work.reply({ text: text('request.answered'), buttons: [] });
      return;
    case 'request-done':
      work.reply({ text: text('request.done'), buttons: [] });
      return;
    case 'request-refused':
      work.reply({ text: text('request.refused', { words }), buttons: [] });
      return;
    case 'lapsed':
      work.emit({ type: 'officerLeft', request: 'waiting' });
      work.note(text('officer.lapsed'));
      goOn(work);
      return;
    default:
      act satisfies never;
  }
}

/** "Nói với trợ lý". */
export function takeBack(work: Work, held: boolean): void {
  if (held) {
    work.emit({ type: 'officerLeft', request: 'closed' });
    work.state.handoffOpen = false;
  }
  work.note(text(held ? 'officer.takenBack' : 'officer.assistantHere'));
  goOn(work);
}

/** To what was asked before: the form where it stood, or the menu. */
function goOn(work: Work): void {
  const { asking } = work.state;
  if (asking !== null && asking !== 'handoff') work.ending = { kind: 'same' };
  else if (work.filling) returnToForm(work);
  else work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}
