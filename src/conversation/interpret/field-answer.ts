import { findNumbers } from '../../language/numbers.ts';
import { FORM, fieldDefinition } from '../../registration/form.ts';
import { isLeave } from '../../registration/leave.ts';
import { applies } from '../../registration/next-field.ts';
import { findAnswers } from '../../registration/read-all.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import type { FieldId, FoundAnswer, Reading } from '../../registration/types.ts';
import type { Heard } from '../commands.ts';
import { chosenByNumber, severalByNumber } from './chosen.ts';
import { heardOfFiles } from './files-there.ts';
import { wantsForm } from './global-words.ts';
import type { Hearing } from './interpret.ts';
import { contentWords, plainWords } from './phrases.ts';
import { asks, type QuestionLook } from './question.ts';
import type { Said } from './said.ts';
import { correctedSelf } from './self-repair.ts';
import { doesNotKnow, hasNegation, saysNone, wantsToSkip } from './skip.ts';
import { stretchesBetween } from './stretches.ts';
import { readYesNo } from './yes-no.ts';

/** Free text: any words are an answer, so everything else is looked at first. */
export const FREE: ReadonlySet<FieldId> = new Set<FieldId>([
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

/** No more choices to press. */
const ENOUGH =
  /^(?:da |vang )?(?:xong|het|du|the thoi|vay thoi|thoi|khong|khong con|khong nua|khong con nua)(?: roi)?(?: (?:em|a|nhe))*$/;

/** Readings in the order a clerk would try them, for the question in hand. */
export function answerTo(field: FieldId, said: Said, look: QuestionLook, hearing: Hearing): Heard[] {
  if (field === 'attachments') return attachmentsAnswer(said, look, hearing);
  if (field === 'declaration.accepted') return declarationAnswer(said, look, hearing);
  if (wantsToSkip(said) || (look === 'no' && isLeave(field, said.text, hearing.form?.answers)))
    return [{ type: 'go', to: 'skip' }];

  if (hearing.state.picking && ENOUGH.test(said.plain)) return [{ type: 'go', to: 'skip' }];

  const several = isList(field) ? severalByNumber(said, hearing.state) : null;
  if (several)
    return [{ type: 'setField', field, reading: { kind: 'value', value: several, words: said.text }, asked: true }];

  const asked = together(field, read(field, said.text, hearing), said, hearing);
  const listed = isList(field);
  if (saysNone(said) && !(asked.kind === 'value' && !FREE.has(field))) {
    if (!listed || !fieldDefinition(field).required) return noneOf(field, asked, said, hearing);
  }
  if (!FREE.has(field) && look !== 'sure' && chosenFor(field, asked)) return withOthers(field, asked, said, hearing);
  if (isQuestion(field, asked, said, look)) return [{ type: 'ask', question: said.text }];

  const yes = readYesNo(said.text);
  const suggested = yes?.yes && SUGGESTED.has(field) ? firstChoice(hearing) : null;
  // "vâng", "ok em" to an open question agrees to nothing: it is no name and no address.
  if (FREE.has(field) && yes && yes.rest === '') return suggested ?? [{ type: 'unclear', words: said.text }];
  const tooLarge = largeCompany(field, said, hearing);
  if (tooLarge) return tooLarge;

  const both = withOthers(field, asked, said, hearing);
  if (both.length > 0) return both;
  if (suggested) return suggested;
  const numbered = chosenByNumber(said, hearing.state);
  if (numbered) return [{ type: 'choose', payload: numbered }];
  if (doesNotKnow(said)) return [{ type: 'go', to: 'skip' }];
  if (look === 'likely' && (asked.kind !== 'invalid' || !/\d/.test(said.text)))
    return [{ type: 'ask', question: said.text }];
  if (hasNegation(said) && mayBeEmpty(field, hearing)) return [{ type: 'go', to: 'skip' }];
  if (asked.kind === 'invalid') return [{ type: 'setField', field, reading: asked, asked: true, words: said.text }];
  if (look === 'likely') return [{ type: 'ask', question: said.text }];
  if (wantsForm(said)) return [{ type: 'go', to: 'resume' }];
  return [{ type: 'unclear', words: said.text }];
}

function read(field: FieldId, text: string, { form, today }: Hearing): Reading {
  const context = { today, answers: form?.answers ?? {}, mode: 'asked' as const };
  const meant = WHOLE.has(field) ? null : correctedSelf(text);
  const reading = meant === null ? null : readAnswer(field, meant, context);
  return reading && chosenFor(field, reading) ? reading : readAnswer(field, text, context);
}

function firstChoice({ state }: Hearing): Heard[] | null {
  const choices = state.offered.filter((one) => one.offer.does === 'choose');
  // "Đúng rồi" to two places of one name chooses neither.
  const first = state.candidates && choices.length > 1 ? undefined : choices[0];
  return first ? [{ type: 'choose', payload: first.payload }] : null;
}

const OF_THE_APPLICANT = /^(?:applicant\.|registration\.kind|product\.name)/;
const OF_THEMSELVES =
  /^(?:da |thuc ra |noi that )?(?:cong ty |cty |don vi |doanh nghiep |ben )?(?:toi|minh|em|anh|chi|chung toi|ben|don vi|cong ty|cty) /;

/** A large company says so late: told why it can't take part, whatever was asked. */
function largeCompany(field: FieldId, said: Said, hearing: Hearing): Heard[] | null {
  if (!OF_THE_APPLICANT.test(field) || field === 'applicant.kind' || !OF_THEMSELVES.test(said.plain)) return null;
  const reading = read('applicant.kind', said.text, hearing);
  return reading.kind === 'barred' ? [{ type: 'setField', field: 'applicant.kind', reading, asked: false }] : null;
}

/** Two halves of one answer ("5 người", then "4 người trong xã"): read as one when the new half alone is not whole. */
function together(field: FieldId, asked: Reading, said: Said, hearing: Hearing): Reading {
  const { partial } = hearing.state;
  // Two figures are a whole answer, if a wrong one: nothing said before makes it right.
  if (partial?.field !== field || asked.kind === 'value' || findNumbers(said.text).length > 1) return asked;
  const both = read(field, `${partial.words}, ${said.text}`, hearing);
  return both.kind === 'value' ? both : asked;
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
  const length = contentWords(said.words).length;
  if (asks(look)) return !(WHOLE.has(field) && length > 24);
  return FREE.has(field) && asked.kind === 'value' && length <= 9 && hasInterrogative(said);
}

const INTERROGATIVE =
  /\b(?:bao nhieu|the nao|lam sao|bao gio|khi nao|o dau|tai sao|vi sao|la gi|la sao|may (?:dot|lan|sao|nguoi|ngay|thang))\b/;

function hasInterrogative(said: Said): boolean {
  return INTERROGATIVE.test(said.words) || INTERROGATIVE.test(said.repaired);
}

/** The asked answer and the others in the same sentence; an answer that fits another open field is taken there. */
function withOthers(field: FieldId, asked: Reading, said: Said, hearing: Hearing): Heard[] {
  const found = findIn(field, said, hearing);
  const others = othersIn(field, found, hearing);
  if (others.length === 0)
    return chosenFor(field, asked) ? [{ type: 'setField', field, reading: asked, asked: true }] : [];
  const given = others.map(
    ({ field: other, reading }): Heard => ({ type: 'setField', field: other, reading, asked: false }),
  );
  if (!FREE.has(field)) {
    // In a sentence of several answers the find knows which words are whose; the field's own reader takes the whole.
    const own = found.find((one) => one.field === field)?.reading ?? ownReading(field, asked, said, others, hearing);
    const kept = others.filter((one) => !overlaps(one, own, said));
    // A guess ("lan dau" as the set of orchids) gives way to another field's answer that is all there is.
    const guess = own.kind === 'confirm' && contentWords(plainWords(without(said.text, others))).length === 0;
    if (guess || !chosenFor(field, own)) return given;
    return [
      { type: 'setField', field, reading: own, asked: true },
      ...kept.map(({ field: other, reading }): Heard => ({ type: 'setField', field: other, reading, asked: false })),
    ];
  }
  if (WHOLE.has(field)) {
    const rest = read(field, without(said.text, others), hearing);
    if (!chosenFor(field, rest)) return given;
    // A description tells of much; shares are told beside other answers.
    return field === 'idea.materials' && rest.kind === 'value'
      ? [{ type: 'setField', field, reading: rest, asked: true }, ...given]
      : [{ type: 'setField', field, reading: asked, asked: true }];
  }
  const own = found.find((one) => one.field === field)?.reading ?? freePart(field, said, found, hearing);
  return own ? [{ type: 'setField', field, reading: own, asked: true }, ...given] : given;
}

/** The free answer among others: the longest stretch of the person's words that belongs to no other answer. */
function freePart(field: FieldId, said: Said, found: readonly FoundAnswer[], hearing: Hearing): Reading | null {
  const readings = stretchesBetween(said.text, found)
    .filter(
      (stretch) => !namesField(stretch) && !(field === 'applicant.representative' && namesPaper(stretch, hearing)),
    )
    .sort((a, b) => b.length - a.length)
    .map((stretch) => read(field, stretch, hearing));
  return readings.find((reading) => chosenFor(field, reading)) ?? null;
}

const FIELD_NAMES: ReadonlySet<string> = new Set(
  FORM.fields.flatMap(({ label, mentions }) => [label, ...mentions].map(plainWords)),
);

/** What only announces the other answer ("chức vụ là chủ hộ") is none. */
function namesField(stretch: string): boolean {
  return FIELD_NAMES.has(plainWords(stretch));
}

/** "an toàn thực phẩm" beside other answers has the shape of a person's name and is a paper. */
function namesPaper(stretch: string, hearing: Hearing): boolean {
  return read('idea.documents', stretch, hearing).kind === 'value';
}

function ownReading(
  field: FieldId,
  asked: Reading,
  said: Said,
  others: readonly FoundAnswer[],
  hearing: Hearing,
): Reading {
  const rest = without(said.text, others);
  const alone = contentWords(plainWords(rest)).length === 0 ? asked : read(field, rest, hearing);
  return chosenFor(field, alone) ? alone : asked;
}

function findIn(asking: FieldId | null, said: Said, { form, today }: Hearing): FoundAnswer[] {
  if (!form) return [];
  const found = findAnswers(said.text, { today, answers: form.answers, mode: 'volunteered' });
  const beside = asking === null ? undefined : BESIDE[asking];
  if (!beside || found.some((one) => one.field === beside)) return found;
  const context = { today, answers: form.answers, mode: 'asked' as const };
  for (const segment of figuresBehind(said.text)) {
    if (found.some((one) => one.start < segment.end && segment.start < one.end)) continue;
    const reading = readAnswer(beside, said.text.slice(segment.start, segment.end), context);
    if (reading.kind === 'value') return [...found, { field: beside, reading, ...segment }];
  }
  return found;
}

/** What people put behind the answer, after a comma and without saying so: "2803…; 15-01-2022", "bún khô, 15 tấn". */
const BESIDE: { readonly [K in FieldId]?: FieldId } = {
  'applicant.registrationNumber': 'applicant.registrationDate',
  'product.name': 'idea.capacity',
};

/** The parts of a message that follow a comma and begin with a figure. */
function figuresBehind(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/(?<=[,;]\s*)\d[^,;]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }));
}

/** Answers to other fields of this form that are still without one. */
function othersIn(field: FieldId, found: readonly FoundAnswer[], { form }: Hearing): FoundAnswer[] {
  if (!form) return [];
  return found.filter(
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

function noneOf(field: FieldId, asked: Reading, said: Said, hearing: Hearing): Heard[] {
  const definition = fieldDefinition(field);
  if (!definition.required || definition.mayStayOpen) return [{ type: 'go', to: 'skip' }];
  if (asked.kind === 'invalid') return [{ type: 'setField', field, reading: asked, asked: true, words: said.text }];
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

function attachmentsAnswer(said: Said, look: QuestionLook, { today }: Hearing): Heard[] {
  if (asks(look)) return [{ type: 'ask', question: said.text }];
  if (wantsToSkip(said) || doesNotKnow(said)) return [{ type: 'go', to: 'skip' }];
  const ofFiles = heardOfFiles(said, today);
  if (ofFiles) return ofFiles;
  const answer = readYesNo(said.text);
  if (answer?.yes && /(gui|nop|co)/.test(said.plain)) return [{ type: 'unclear', words: said.text }];
  return [{ type: 'go', to: 'skip' }];
}

function declarationAnswer(said: Said, look: QuestionLook, hearing: Hearing): Heard[] {
  if (asks(look)) return [{ type: 'ask', question: said.text }];
  const answer = readYesNo(said.text);
  const reading = read('declaration.accepted', said.text, hearing);
  // Only an explicit yes counts, so a leading no outweighs anything read after it.
  if (answer?.yes !== false && reading.kind === 'value' && reading.value === true) {
    return [{ type: 'setField', field: 'declaration.accepted', reading, asked: true }];
  }
  if (answer) return [{ type: 'confirm', yes: answer.yes }];
  const numbered = chosenByNumber(said, hearing.state);
  return numbered ? [{ type: 'choose', payload: numbered }] : [{ type: 'unclear', words: said.text }];
}
