import type { Answer } from '../../knowledge/types.ts';
import { askedField } from '../state.ts';
import { text } from '../texts.ts';
import { menuButtons } from './present.ts';
import { unreadable } from './set-field.ts';
import type { Work } from './work.ts';

/** A question: its answer, then the question in hand once more. Outside the form the answer itself ends the turn. */
export function ask(work: Work, question: string, answer: Answer): void {
  work.state.previousQuestion = question;
  work.citations.push(...answer.citations);
  const { today } = work.turn;
  if (answer.kind !== 'smalltalk') work.emit({ type: 'questionAsked', outcome: answer.kind, askedOn: today });
  if (answer.kind === 'refusal') work.emit({ type: 'questionUnanswered', question, askedOn: today });
  const outside = work.state.asking === null || work.state.asking === 'menu';
  if (!outside) {
    work.reply({ text: answer.text, buttons: [] });
    return;
  }
  work.state.asking = 'menu';
  work.reply({
    text: answer.text,
    buttons: menuButtons(work).filter((button) => button.offer.does !== 'go' || work.filling),
  });
  work.ending = { kind: 'none' };
}

export function greeting(work: Work): void {
  const outside = work.state.asking === null || work.state.asking === 'menu';
  if (!outside) {
    work.note(text('greetingInForm'));
    return;
  }
  work.note(text(work.state.lastAt === null ? 'welcome' : 'welcomeAgain'));
  work.ending = { kind: 'ask', asking: 'menu' };
}

export function thanks(work: Work): void {
  const outside = work.state.asking === null || work.state.asking === 'menu';
  work.note(text(outside ? 'thanks' : 'thanksInForm'));
  if (outside) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}

/** What we can't use gets a kind sentence, and the question in hand stays. */
export function media(work: Work, kind: 'voice' | 'sticker' | 'location' | 'contact'): void {
  work.note(text(`media.${kind}`));
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu' };
}

/** Nothing in the message could be used: help for the question in hand, in other words each time. */
export function unclear(work: Work): void {
  const field = askedField(work.state);
  if (field && work.filling) {
    unreadable(work, field, null);
    return;
  }
  const { asking } = work.state;
  if (asking === 'consent') {
    work.note(text('consentUnclear'));
    return;
  }
  work.note(text(asking === 'confirm' ? 'confirmUnclear' : 'unclear'));
  if (asking === null) work.ending = { kind: 'ask', asking: 'menu' };
}

/** The receipt of a notice, for the office. */
export function understood(work: Work, delivery: string): void {
  work.emit({ type: 'noticeUnderstood', delivery });
  work.note(text('understood'));
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}
