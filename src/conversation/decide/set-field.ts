import { definitionFor, fieldLabel, helpText, showValue } from '../../registration/form.ts';
import type { Answers, FieldId, Reading } from '../../registration/types.ts';
import type { Command } from '../commands.ts';
import { askedField, type Proposal } from '../state.ts';
import { text } from '../texts.ts';
import { listOf, takesSeveral } from './present.ts';
import { dropProposal } from './proposal.ts';
import { applyValue, noteValue, ruleOf } from './values.ts';
import type { Work } from './work.ts';

/** Answers of two parts that people give one after the other. */
const HALVES: ReadonlySet<FieldId> = new Set<FieldId>(['idea.labour', 'idea.materials']);

type SetField = Extract<Command, { type: 'setField' }>;
/** One that says something of its field and bars nobody. */
type Readable = SetField & { readonly reading: Exclude<Reading, { kind: 'none' | 'barred' }> };

function isReadable(command: SetField): command is Readable {
  return command.reading.kind !== 'none' && command.reading.kind !== 'barred';
}

/** All values of one message: one for the question in hand is taken as it is, several are shown back first. */
export function setFields(work: Work, commands: readonly SetField[]): void {
  const barred = commands.map((one) => one.reading).find((reading) => reading.kind === 'barred');
  if (barred?.kind === 'barred') {
    bar(work, barred.text);
    return;
  }
  if (!work.filling) {
    work.note(text('waitingDraft'));
    return;
  }

  const real = commands.filter(isReadable);
  const [only] = real;
  if (!only) {
    const field = askedField(work.state);
    if (field) unreadable(work, field, null);
    return;
  }
  if (work.state.asking === 'confirm' && !(real.length === 1 && work.state.proposed.length === 1 && only.asked)) {
    propose(work, real);
    return;
  }
  if (real.length === 1 && only.by !== 'model') {
    if (only.asked) setAsked(work, only);
    else setVolunteered(work, only);
    return;
  }
  propose(work, real);
}

function setAsked(work: Work, { field, reading, words }: Readable): void {
  switch (reading.kind) {
    case 'value': {
      dropProposal(work);
      work.ending = { kind: 'next' };
      const value = picking(work, field) ? union(work, field, reading.value as readonly string[]) : reading.value;
      work.state.picking = false;
      applyValue(work, field, value, { words: reading.words, rule: ruleOf(field), ...warningOf(reading) });
      return;
    }
    case 'choose':
      dropProposal(work);
      work.state.waiting = { field, text: reading.text, choices: [...reading.choices] };
      work.ending = { kind: 'ask', asking: field };
      return;
    case 'confirm':
      work.state.proposed = [proposalOf(field, reading)];
      work.state.proposedText = reading.text;
      work.ending = { kind: 'ask', asking: 'confirm' };
      return;
    case 'invalid':
      if (words && HALVES.has(field)) work.state.partial = { field, words };
      unreadable(work, field, reading.text);
      return;
    default:
      reading satisfies never;
  }
}

function picking(work: Work, field: FieldId): boolean {
  return work.state.picking && takesSeveral(field);
}

function union(work: Work, field: FieldId, values: readonly string[]): string[] {
  return [...new Set([...listOf(work.answers[field]), ...values])].sort();
}

/** An answer that fits another open field is taken there, and the question in hand stays. */
function setVolunteered(work: Work, { field, reading }: Readable): void {
  switch (reading.kind) {
    case 'value':
      applyValue(work, field, reading.value, { words: reading.words, rule: ruleOf(field), ...warningOf(reading) });
      noteValue(work, 'recorded', field);
      return;
    case 'choose':
      work.state.waiting = { field, text: reading.text, choices: [...reading.choices] };
      work.ending = { kind: 'ask', asking: field };
      return;
    case 'confirm':
      work.state.proposed = [proposalOf(field, reading)];
      work.state.proposedText = reading.text;
      work.ending = { kind: 'ask', asking: 'confirm' };
      return;
    case 'invalid':
      work.note(reading.text);
      return;
    default:
      reading satisfies never;
  }
}

/** Adds to the batch shown back; a later value for a field replaces the earlier one. */
function propose(work: Work, commands: readonly Readable[]): void {
  const batch = new Map<FieldId, Proposal>(work.state.proposed.map((one) => [one.field, one]));
  // One choice waits at a time; what else is not clear is asked in its turn.
  const unclear = commands.find(({ reading }) => reading.kind === 'choose');
  for (const { field, reading, by } of commands) {
    if (reading.kind === 'value' || reading.kind === 'confirm') {
      batch.set(field, proposalOf(field, reading, by));
      if (reading.kind === 'value' && reading.warning) work.note(reading.warning);
    }
    if (reading.kind === 'choose' && field === unclear?.field)
      work.state.waiting = { field, text: reading.text, choices: [...reading.choices] };
    if (reading.kind === 'invalid') work.note(reading.text);
  }
  work.state.proposed = [...batch.values()];
  work.state.proposedText = null;
  if (work.state.proposed.length === 0) {
    const { waiting } = work.state;
    work.ending = waiting ? { kind: 'ask', asking: waiting.field } : { kind: 'same' };
    return;
  }
  work.ending = { kind: 'ask', asking: 'confirm' };
}

/** "à nhầm, …", "sửa 5 …": a new value is written at once, without one the field is asked. The question in hand stays. */
export function correctField(work: Work, field: FieldId, reading: Reading): void {
  if (!work.filling) {
    work.note(text('noDraft'));
    return;
  }
  if (
    work.state.asking === 'confirm' &&
    work.state.proposed.some((one) => one.field === field) &&
    reading.kind !== 'none'
  ) {
    setFields(work, [{ type: 'setField', field, reading, asked: work.state.proposed.length === 1 }]);
    return;
  }
  const inHand = askedField(work.state);
  switch (reading.kind) {
    case 'value': {
      applyValue(work, field, reading.value, { words: reading.words, rule: 'correction', ...warningOf(reading) });
      noteValue(work, 'corrected', field);
      if (inHand === field) work.ending = { kind: 'next' };
      return;
    }
    case 'choose':
    case 'confirm':
      setVolunteered(work, { type: 'setField', field, reading, asked: false });
      return;
    case 'invalid':
      work.note(reading.text);
      work.ending = { kind: 'ask', asking: field };
      return;
    case 'barred':
      bar(work, reading.text);
      return;
    case 'none': {
      const value = work.answers[field];
      work.note(text('correctAsk', { label: fieldLabel(field).toLowerCase() }));
      if (value !== undefined) work.note(text('backValue', { value: showValue(field, value) }));
      work.ending = { kind: 'ask', asking: field };
      return;
    }
    default:
      reading satisfies never;
  }
}

/**
 * An answer that could not be read: what was wrong, then help in other words, then a way out. What may stay open is left
 * open by itself after that, anything else a little later: nobody is kept at a question.
 */
export function unreadable(work: Work, field: FieldId, problem: string | null): void {
  const attempt = (work.state.attempts[field] ?? 0) + 1;
  work.state.attempts[field] = attempt;
  if (
    attempt >= attemptsAllowed(field, work.answers) &&
    work.answers[field] === undefined &&
    field !== 'declaration.accepted'
  ) {
    leaveOpen(work, field);
    return;
  }
  const instead = attempt <= 2 && problem ? problem : helpText(field, attempt, work.answers);
  work.ending = { kind: 'ask', asking: field, instead };
}

const ATTEMPTS = { optional: 3, required: 6 };

function attemptsAllowed(field: FieldId, answers: Answers): number {
  const { required, mayStayOpen } = definitionFor(field, answers);
  return required && !mayStayOpen ? ATTEMPTS.required : ATTEMPTS.optional;
}

function leaveOpen(work: Work, field: FieldId): void {
  work.record(field, 'leave', { words: '', rule: 'rule:unreadable' });
  delete work.state.attempts[field];
  if (work.state.waiting?.field === field) work.state.waiting = null;
  if (work.state.completing) work.state.leftAgain = [...work.state.leftAgain, field];
  work.note(text('leftUnreadable', { label: fieldLabel(field).toLowerCase() }));
  work.ending = { kind: 'next' };
}

/** Somebody who can't take part is told why, and nothing of theirs stays open. */
function bar(work: Work, why: string): void {
  work.note(why);
  if (work.filling) {
    work.changeStatus('withdrawn', 'barred');
    work.note(text('barredDraft'));
  }
  work.leaveForm();
  work.ending = { kind: 'ask', asking: 'menu' };
}

function proposalOf(field: FieldId, reading: Extract<Reading, { kind: 'value' | 'confirm' }>, by?: 'model'): Proposal {
  return { field, value: reading.value, words: reading.words, rule: by ?? ruleOf(field) };
}

function warningOf(reading: Extract<Reading, { kind: 'value' }>): { warning?: string } {
  return reading.warning ? { warning: reading.warning } : {};
}
