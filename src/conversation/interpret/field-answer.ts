import { fieldDefinition } from '../../registration/form.ts';
import { isLeave } from '../../registration/leave.ts';
import { applies } from '../../registration/next-field.ts';
import { findAnswers } from '../../registration/read-all.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import type { FieldId, FoundAnswer, Reading } from '../../registration/types.ts';
import type { Heard } from '../commands.ts';
import { chosenByNumber } from './chosen.ts';
import { wantsForm } from './global-words.ts';
import type { Hearing } from './interpret.ts';
import { contentWords, plainWords } from './phrases.ts';
import type { QuestionLook } from './question.ts';
import type { Said } from './said.ts';
import { doesNotKnow, hasNegation, saysNone, wantsToSkip } from './skip.ts';
import { readYesNo } from './yes-no.ts';

/** Free text: any words are an answer, so everything else is looked at first. */
const FREE: ReadonlySet<FieldId> = new Set<FieldId>([
  'applicant.name',
  'applicant.representative',
  'applicant.position',
  'applicant.address',
  'product.name',
  'idea.description',
  'idea.story',
  'idea.materials',
]);

/** Long free text keeps its whole sentence; other answers are looked for only when it is nothing but them. */
const WHOLE: ReadonlySet<FieldId> = new Set<FieldId>(['idea.description', 'idea.story', 'idea.materials']);

/** Fields where a bare "đúng rồi" takes the first thing that we suggested. */
const SUGGESTED: ReadonlySet<FieldId> = new Set<FieldId>(['product.set', 'applicant.position', 'applicant.unit']);

/** Readings in the order a clerk would try them, for the question in hand. */
export function answerTo(field: FieldId, said: Said, look: QuestionLook, hearing: Hearing): Heard[] {
  if (field === 'attachments') return attachmentsAnswer(said, look, hearing);
  if (field === 'declaration.accepted') return declarationAnswer(said, look, hearing);
  if (wantsToSkip(said) || (look !== 'sure' && isLeave(field, said.text, hearing.form?.answers)))
    return [{ type: 'go', to: 'skip' }];

  const asked = read(field, said.text, hearing);
  const listed = isList(field);
  if (saysNone(said) && !(asked.kind === 'value' && !FREE.has(field))) {
    if (!listed || !fieldDefinition(field).required) return noneOf(field, said, hearing);
  }
  if (!FREE.has(field) && look !== 'sure' && chosenFor(field, asked)) return withOthers(field, asked, said, hearing);
  if (isQuestion(field, asked, said, look)) return [{ type: 'ask', question: said.text }];

  const both = withOthers(field, asked, said, hearing);
  if (both.length > 0) return both;

  const yes = readYesNo(said.text);
  if (yes?.yes && SUGGESTED.has(field)) {
    const first = hearing.state.offered.find((one) => one.offer.does === 'choose');
    if (first) return [{ type: 'choose', payload: first.payload }];
  }
  const numbered = chosenByNumber(said, hearing.state);
  if (numbered) return [{ type: 'choose', payload: numbered }];
  if (doesNotKnow(said)) return [{ type: 'go', to: 'skip' }];
  if (hasNegation(said) && mayBeEmpty(field, hearing)) return [{ type: 'go', to: 'skip' }];
  if (asked.kind === 'invalid') return [{ type: 'setField', field, reading: asked, asked: true }];
  if (look === 'likely') return [{ type: 'ask', question: said.text }];
  if (wantsForm(said)) return [{ type: 'go', to: 'resume' }];
  return [{ type: 'unclear', words: said.text }];
}

function read(field: FieldId, text: string, { form, today }: Hearing): Reading {
  return readAnswer(field, text, { today, answers: form?.answers ?? {}, mode: 'asked' });
}

function chosenFor(_field: FieldId, asked: Reading): boolean {
  return asked.kind === 'value' || asked.kind === 'choose' || asked.kind === 'confirm' || asked.kind === 'barred';
}

/**
 * A question in the place of an answer. A closed field believes its reader unless the question is plain; free text
 * takes statements only, so likely questions are questions there when they are short.
 */
function isQuestion(field: FieldId, asked: Reading, said: Said, look: QuestionLook): boolean {
  if (look === 'no') return false;
  if (look === 'sure') return !(WHOLE.has(field) && contentWords(said.words).length > 24);
  return FREE.has(field) && asked.kind === 'value' && contentWords(said.words).length <= 9 && !WHOLE.has(field)
    ? hasInterrogative(said)
    : false;
}

const INTERROGATIVE =
  /\b(?:bao nhieu|the nao|lam sao|bao gio|khi nao|o dau|tai sao|vi sao|la gi|la sao|may (?:dot|lan|sao|nguoi|ngay|thang))\b/;

function hasInterrogative(said: Said): boolean {
  return INTERROGATIVE.test(said.words) || INTERROGATIVE.test(said.repaired);
}

/** The asked answer and the others in the same sentence; an answer that fits another open field is taken there. */
function withOthers(field: FieldId, asked: Reading, said: Said, hearing: Hearing): Heard[] {
  const others = othersIn(field, said, hearing);
  if (others.length === 0)
    return chosenFor(field, asked) ? [{ type: 'setField', field, reading: asked, asked: true }] : [];
  const given = others.map(
    ({ field: other, reading }): Heard => ({ type: 'setField', field: other, reading, asked: false }),
  );
  if (!FREE.has(field)) {
    const kept = others.filter((one) => !overlaps(one, asked, said));
    if (!chosenFor(field, asked)) return given;
    return [
      { type: 'setField', field, reading: asked, asked: true },
      ...kept.map(({ field: other, reading }): Heard => ({ type: 'setField', field: other, reading, asked: false })),
    ];
  }
  const rest = without(said.text, others);
  if (contentWords(plainWords(rest)).length === 0) return given;
  if (WHOLE.has(field)) return [{ type: 'setField', field, reading: asked, asked: true }];
  const own = read(field, rest, hearing);
  return chosenFor(field, own) ? [{ type: 'setField', field, reading: own, asked: true }, ...given] : given;
}

/** Answers to other fields of this form that are still without one. */
function othersIn(field: FieldId, said: Said, { form, today }: Hearing): FoundAnswer[] {
  if (!form) return [];
  return findAnswers(said.text, { today, answers: form.answers, mode: 'volunteered' }).filter(
    (one) => one.field !== field && form.answers[one.field] === undefined && couldApply(one.field, form.answers),
  );
}

/** Depends on an answer that may stand in the same sentence ("nâng hạng từ 4 lên 5 sao"), so only a plain no excludes. */
function couldApply(
  field: FieldId,
  answers: Hearing['form'] extends infer F ? (F extends { answers: infer A } ? A : never) : never,
): boolean {
  const kind = answers['registration.kind'];
  if (field === 'product.currentStars' || field === 'product.certificateExpiry')
    return kind === undefined || applies(field, answers);
  if (field === 'applicant.registrationDate') return true;
  if (field === 'applicant.taxCode') return answers['applicant.kind'] === undefined || applies(field, answers);
  return field !== 'attachments' && field !== 'declaration.accepted' && applies(field, answers);
}

function overlaps(other: FoundAnswer, asked: Reading, said: Said): boolean {
  if (asked.kind === 'none' || asked.kind === 'invalid' || asked.kind === 'barred') return false;
  const start = said.text.indexOf(asked.words);
  if (start < 0) return false;
  // The asked reader may take the whole sentence as its words; then it says nothing about who owns a part of it.
  if (asked.words.length >= said.text.length * 0.9) return false;
  return other.start < start + asked.words.length && start < other.end;
}

function without(text: string, spans: readonly FoundAnswer[]): string {
  let rest = '';
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    rest += `${text.slice(at, span.start)} `;
    at = span.end;
  }
  return (rest + text.slice(at)).replace(/^[\s,.;:–-]+|[\s,;:–-]+$/gu, '').trim();
}

function noneOf(field: FieldId, said: Said, hearing: Hearing): Heard[] {
  const definition = fieldDefinition(field);
  if (!definition.required || definition.mayStayOpen) return [{ type: 'go', to: 'skip' }];
  // A bare "không" to what was suggested: ask again, openly.
  return SUGGESTED.has(field) && hearing.state.offered.length > 0
    ? [{ type: 'confirm', yes: false }]
    : [{ type: 'unclear', words: said.text }];
}

function mayBeEmpty(field: FieldId, _hearing: Hearing): boolean {
  const definition = fieldDefinition(field);
  return !definition.required || definition.mayStayOpen !== undefined;
}

function isList(field: FieldId): boolean {
  return field === 'idea.documents' || field === 'idea.supportNeeds' || field === 'idea.markets';
}

function attachmentsAnswer(said: Said, look: QuestionLook, _hearing: Hearing): Heard[] {
  if (look === 'sure') return [{ type: 'ask', question: said.text }];
  const answer = readYesNo(said.text);
  if (answer?.yes && /(gui|nop|co)/.test(said.plain)) return [{ type: 'unclear', words: said.text }];
  return [{ type: 'go', to: 'skip' }];
}

function declarationAnswer(said: Said, look: QuestionLook, hearing: Hearing): Heard[] {
  if (look === 'sure') return [{ type: 'ask', question: said.text }];
  const reading = read('declaration.accepted', said.text, hearing);
  if (reading.kind === 'value' && reading.value === true) {
    return [{ type: 'setField', field: 'declaration.accepted', reading, asked: true }];
  }
  const answer = readYesNo(said.text);
  if (answer) return [{ type: 'confirm', yes: answer.yes }];
  return [{ type: 'unclear', words: said.text }];
}
