import { text } from '../texts.ts';
import { progressShown } from './present.ts';
import { returnToForm } from './return-to-form.ts';
import type { Work } from './work.ts';

/** "Gặp cán bộ": stored once, and the person hears where help is meanwhile. What they want to say is asked only after consent. */
export function handoff(work: Work): void {
  const first = !work.state.handoffOpen;
  if (first) work.emit({ type: 'handoffRequested', reason: 'asked' });
  work.state.handoffOpen = true;
  work.note(text(first ? 'handoff' : 'handoffAgain'));
  if (work.state.consent === 'given') {
    work.ending = { kind: 'ask', asking: 'handoff' };
    return;
  }
  work.ending = work.state.asking === 'consent' ? { kind: 'same' } : { kind: 'ask', asking: 'menu', instead: '' };
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
