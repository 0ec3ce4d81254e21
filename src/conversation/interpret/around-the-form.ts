import { findAnswers } from '../../registration/read-all.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import type { FieldId } from '../../registration/types.ts';
import type { Heard } from '../commands.ts';
import { isBareAnswer } from './bare-answer.ts';
import { addedToBatch } from './batch-additions.ts';
import { wantsForm } from './global-words.ts';
import type { Hearing } from './interpret.ts';
import { contentWords } from './phrases.ts';
import { asks, type QuestionLook } from './question.ts';
import type { Said } from './said.ts';
import { saysNone, wantsToSkip } from './skip.ts';
import { readYesNo, type YesNo } from './yes-no.ts';

/** Messages while no field of the form is asked: consent, confirmation, review and the menu. */
export function aroundTheForm(said: Said, look: QuestionLook, hearing: Hearing): Heard[] {
  const answer = readYesNo(said.text);
  switch (hearing.state.asking) {
    case 'consent':
      if (asks(look)) return ask(said);
      if (answer) return [{ type: 'consent', yes: answer.yes }];
      if (wantsToSkip(said)) return [{ type: 'go', to: 'skip' }];
      return [{ type: 'unclear', words: said.text }];
    case 'confirm':
      return confirming(said, look, answer, hearing);
    case 'cancel':
      if (answer) return [{ type: 'confirm', yes: answer.yes }];
      return asks(look) ? ask(said) : [{ type: 'confirm', yes: /\bhuy\b/.test(said.plain) }];
    case 'reuse':
      if (asks(look)) return ask(said);
      if (/\b(?:dung|lay|nhu) (?:lai|cu)\b/.test(said.plain)) return [{ type: 'confirm', yes: true }];
      if (/\bkhai (?:lai|moi)\b/.test(said.plain)) return [{ type: 'confirm', yes: false }];
      if (answer) return [{ type: 'confirm', yes: answer.yes }];
      return orUnclear(changesIn(said.text, hearing), said);
    case 'resume':
      if (asks(look)) return ask(said);
      if (/\b(moi|khac|lai tu dau|tu dau)\b/.test(said.plain)) return [{ type: 'go', to: 'restart' }];
      if (answer && !answer.yes) return [{ type: 'go', to: 'pause' }];
      return [{ type: 'go', to: 'resume' }];
    case 'review':
      if (/\b(gui|nop|hoan tat|hoan thanh|xong|chot)\b/.test(said.plain) && !asks(look))
        return [{ type: 'go', to: 'submit' }];
      if (asks(look)) return ask(said);
      if (answer) return [answer.yes ? { type: 'go', to: 'submit' } : { type: 'confirm', yes: false }];
      return [{ type: 'unclear', words: said.text }];
    case 'handoff':
      if (answer || wantsToSkip(said)) return [{ type: 'go', to: 'resume' }];
      return asks(look) && hearing.state.consent !== 'given' ? ask(said) : [{ type: 'handoffNote', words: said.text }];
    default:
      return atTheMenu(said, look, answer, hearing);
  }
}

function orUnclear(heard: Heard[], said: Said): Heard[] {
  return heard.length > 0 ? heard : [{ type: 'unclear', words: said.text }];
}

function ask(said: Said): Heard[] {
  return [{ type: 'ask', question: said.text }];
}

/** A batch was shown back: yes, no, or the same fields with other values. */
function confirming(said: Said, look: QuestionLook, answer: YesNo | null, hearing: Hearing): Heard[] {
  const { state, form, today } = hearing;
  const rest = answer ? answer.rest : said.text;
  const changes = rest === '' ? [] : changesIn(rest, hearing);
  if (answer?.yes) {
    const told = changes.length > 0 || asks(look) ? changes : addedToBatch(rest, hearing);
    const real = told.filter((one) => one.type === 'setField' && differs(one, state.proposed));
    return real.length > 0 ? real : [{ type: 'confirm', yes: true }];
  }
  if (changes.length > 0) return changes;
  if (asks(look)) return ask(said);
  const only = state.proposed.length === 1 ? state.proposed[0] : undefined;
  if (only && form && rest !== '') {
    const reading = readAnswer(only.field, rest, { today, answers: form.answers, mode: 'asked' });
    if (reading.kind !== 'none' && reading.kind !== 'invalid') {
      return [{ type: 'setField', field: only.field, reading, asked: true }];
    }
  }
  if (!only && saysNone(said) && HAS_NONE.test(said.plain)) {
    // "không có" may say that nothing is wrong as well as that something is missing: asked for once, nothing is dropped.
    return [state.attempts.confirm ? { type: 'unclear', words: said.text } : { type: 'confirm', yes: false }];
  }
  if (!wantsToSkip(said) && look === 'no' && rest !== '') {
    const added = addedToBatch(rest, hearing);
    if (added.length > 0) return added;
  }
  if (answer) return [{ type: 'confirm', yes: false }];
  if (wantsToSkip(said)) return [{ type: 'go', to: 'skip' }];
  return look === 'likely' ? ask(said) : [{ type: 'unclear', words: said.text }];
}

/** There is none of something; a bare "không" says that the batch is wrong. */
const HAS_NONE = /\bco\b/;

function changesIn(text: string, { state, form, today }: Hearing): Heard[] {
  if (!form) return [];
  const proposed = new Set<FieldId>(state.proposed.map((one) => one.field));
  const found = findAnswers(text, { today, answers: form.answers, mode: 'volunteered' });
  const changes: Heard[] = found
    .filter((one) => proposed.has(one.field) || form.answers[one.field] === undefined)
    .map((one) => ({
      type: 'setField',
      field: one.field,
      reading: one.reading,
      asked: proposed.size === 1 && proposed.has(one.field),
    }));
  if (changes.length > 0 || proposed.size !== 1) return changes;
  const field = [...proposed][0];
  if (!field || contentWords(text).length === 0) return [];
  const reading = readAnswer(field, text, { today, answers: form.answers, mode: 'asked' });
  const clear = reading.kind === 'value' || reading.kind === 'choose' || reading.kind === 'confirm';
  return clear && field === 'applicant.unit' ? [{ type: 'setField', field, reading, asked: true }] : [];
}

function differs(command: Extract<Heard, { type: 'setField' }>, proposed: Hearing['state']['proposed']): boolean {
  const before = proposed.find((one) => one.field === command.field);
  const reading = command.reading;
  if (reading.kind === 'choose') {
    return !reading.choices.some((choice) => JSON.stringify(choice.value) === JSON.stringify(before?.value));
  }
  if (reading.kind !== 'value' && reading.kind !== 'confirm') return false;
  return JSON.stringify(before?.value) !== JSON.stringify(reading.value);
}

/** "Tôi là giám đốc HTX …, sđt …, muốn đăng ký mật ong": what the wish to register tells beside itself. */
function startWith(said: Said, { today }: Hearing): Heard {
  const found = findAnswers(said.text, { today, answers: {}, mode: 'volunteered' });
  const told = found.some(({ field }) => field.startsWith('applicant.') && field !== 'applicant.kind');
  const reading = found.find(({ field }) => field === 'product.name')?.reading;
  return {
    type: 'startForm',
    ...(told ? { told } : {}),
    ...(reading?.kind === 'value'
      ? { product: { field: 'product.name', value: reading.value, words: reading.words, rule: 'rule:productName' } }
      : {}),
  };
}

/** The menu, or nothing asked: start the form, or a question; every other sentence is tried as a question too. */
function atTheMenu(said: Said, look: QuestionLook, answer: YesNo | null, hearing: Hearing): Heard[] {
  if (wantsForm(said) && !asks(look)) {
    const kind = readAnswer('applicant.kind', said.text, { today: hearing.today, answers: {}, mode: 'volunteered' });
    // A large company hears at once that it can't take part, before anything of it is asked for.
    if (kind.kind === 'barred') return [{ type: 'setField', field: 'applicant.kind', reading: kind, asked: false }];
    return [startWith(said, hearing)];
  }
  if (answer?.yes && answer.rest === '' && hearing.form) return [{ type: 'go', to: 'resume' }];
  // A bare "ừ" or "không" is no question to look up.
  if (answer?.rest === '') return [answer.yes ? { type: 'unclear', words: said.text } : { type: 'thanks' }];
  if (look === 'no' && !hearing.form) {
    const found = findAnswers(said.text, { today: hearing.today, answers: {}, mode: 'volunteered' });
    if (found.length >= 2) return [{ type: 'startForm', told: true }];
  }
  if (said.words === '' || (look === 'no' && isBareAnswer(said, hearing.today)))
    return [{ type: 'unclear', words: said.text }];
  return ask(said);
}
