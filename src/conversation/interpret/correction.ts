import { fold } from '../../language/fold.ts';
import { repair } from '../../language/repair.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { findFieldMention } from '../../registration/find-field.ts';
import { findAnswers } from '../../registration/read-all.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import { reviewLines } from '../../registration/review.ts';
import type { FieldId, Reading } from '../../registration/types.ts';
import type { Heard } from '../commands.ts';
import { askedField } from '../state.ts';
import type { Hearing } from './interpret.ts';
import { compile, PHRASES } from './phrases.ts';
import type { Said } from './said.ts';
import { correctedSelf } from './self-repair.ts';

const STRONG = compile(PHRASES.correction.strong);
const EDIT = new RegExp(PHRASES.correction.edit, 'u');
const LEAD = new RegExp(PHRASES.correction.lead, 'u');
const TAIL = new RegExp(PHRASES.correction.tail, 'u');
const NUMBERED = /\b(?:sua|doi|chinh|thay)(?: lai)?(?: (?:muc|cau|so|dong|o))?(?: so)? (\d{1,2})\b/;

/** "sửa 5", "sửa số điện thoại …", "à nhầm, sản lượng là 8000 hộp": which field, and the new value when it is there. */
export function correction(said: Said, hearing: Hearing): Heard[] | null {
  const form = hearing.form;
  if (!form) return null;
  const numbered = byNumber(said, hearing);
  if (numbered) return numbered;
  if (!hasCue(said)) return volunteeredChange(said, hearing);
  // "90.000 cái, à nhầm, 12 tấn" corrects itself: the reader of the question in hand knows what to do.
  if (correctedSelf(said.text)) return null;

  const mentioned = findFieldMention(said.text);
  if (mentioned) {
    const reading = newValue(mentioned, said.text, hearing);
    if (reading.kind === 'none' && mentioned === askedField(hearing.state)) return null;
    return [{ type: 'correctField', field: mentioned, reading }];
  }
  const found = findAnswers(cut(said.text), { today: hearing.today, answers: form.answers, mode: 'volunteered' });
  const changed = found.filter((one) => form.answers[one.field] !== undefined);
  if (changed.length > 0)
    return changed.map((one) => ({ type: 'correctField', field: one.field, reading: one.reading }));
  return ofPreviousAnswer(said, hearing);
}

function byNumber(said: Said, { form, state, today }: Hearing): Heard[] | null {
  const match =
    NUMBERED.exec(said.words) ??
    (state.asking === 'review' ? /^(?:muc|cau|so|dong)? ?(\d{1,2})$/.exec(said.plain) : null);
  if (!match || !form) return null;
  const line = reviewLines(form.answers, form.open as ReadonlySet<FieldId>).find(
    (one) => one.number === Number(match[1]),
  );
  if (!line) return [{ type: 'go', to: 'review' }];
  const after = said.text
    .slice(fold(said.text).indexOf(match[1] ?? '') + (match[1]?.length ?? 0))
    .replace(/^[\s:,]*(?:thành|thanh|là|la)?[\s:]*/u, '');
  const reading: Reading = after
    ? readAnswer(line.field, after, { today, answers: form.answers, mode: 'asked' })
    : { kind: 'none' };
  return [{ type: 'correctField', field: line.field, reading }];
}

function hasCue(said: Said): boolean {
  // "xã Quảng Nham" is a place; only "nhầm" says that something was wrong.
  const wrong = isUnmarked(said.text) || /nhầm/iu.test(said.text) || /nhầm/iu.test(repair(said.text));
  for (const typed of [said.words, said.repaired]) {
    const words = wrong ? typed.replace(/\bquang nham\b/g, '') : typed.replace(/\bnham\b/g, '');
    if (STRONG.some((pattern) => pattern.test(words))) return true;
    if (EDIT.test(words) && (/sửa|chỉnh/iu.test(said.text) || isUnmarked(said.text))) return true;
  }
  return false;
}

/** The new value: what follows "là", else what is left of the sentence without the words of correcting. */
function newValue(field: FieldId, text: string, { form, today }: Hearing): Reading {
  const context = { today, answers: form?.answers ?? {}, mode: 'asked' as const };
  const core = cut(text);
  for (const candidate of [afterIs(core), withoutMention(field, core)]) {
    if (!candidate) continue;
    const reading = readAnswer(field, candidate, context);
    if (reading.kind !== 'none' && reading.kind !== 'invalid') return reading;
  }
  const own = findAnswers(core, { ...context, mode: 'volunteered' }).find((one) => one.field === field);
  if (own) return own.reading;
  if (FREE_TEXT.has(field)) return { kind: 'none' };
  const whole = readAnswer(field, core, context);
  return whole.kind === 'invalid' && !/\d/.test(core) ? { kind: 'none' } : whole;
}

const FREE_TEXT: ReadonlySet<FieldId> = new Set<FieldId>([
  'applicant.name',
  'applicant.representative',
  'applicant.position',
  'applicant.address',
  'product.name',
  'idea.description',
  'idea.story',
]);

/** The sentence without "à nhầm," before it and "mới đúng", "không phải …" after it. */
function cut(text: string): string {
  const lead = LEAD.exec(fold(text).replace(/[,.:;!]/g, ' '));
  let core = lead ? text.slice(lead[0].length) : text;
  core = core.replace(/^[\s,.:;!-]+/u, '');
  const tail = TAIL.exec(fold(core));
  if (tail) core = core.slice(0, tail.index);
  return core.replace(PARTICLES_AT_THE_END, '').trim();
}

/** In small letters only: "Lê Thị Nhã" and "Đỗ Văn Em" keep their last word. */
const PARTICLES_AT_THE_END =
  /(?:[\s,]+(?:nhé|nhe|nha|ạ|a|em|giúp(?: tôi| em)?|giup(?: toi| em)?|cho (?:tôi|em|toi)))+[\s.!]*$/u;

function afterIs(text: string): string | null {
  const match = /(?:^|[\s,])(?:là|la|thành|thanh|phải là)\s+|:\s*/u.exec(text);
  return match ? text.slice(match.index + match[0].length).trim() : null;
}

const PART_OF_VALUE: ReadonlySet<string> = new Set([
  'thon',
  'ban',
  'xom',
  'khu',
  'pho',
  'xa',
  'phuong',
  'to',
  'htx',
  'ho',
]);

/** What follows the field's own name when no "là" stands between: "số điện thoại 0987 …". */
function withoutMention(field: FieldId, text: string): string | null {
  const tokens = text.split(/\s+/);
  let longest = 0;
  for (let n = 1; n <= Math.min(6, tokens.length - 1); n += 1) {
    // "thôn 9", "xã Thọ Lập": the word that names the field belongs to its value.
    if (PART_OF_VALUE.has(fold(tokens[n - 1] ?? ''))) return tokens.slice(n - 1).join(' ');
    if (findFieldMention(tokens.slice(0, n).join(' ')) === field) longest = n;
    else if (longest > 0) break;
  }
  return longest > 0 ? tokens.slice(longest).join(' ') : null;
}

/** "à nhầm, thôn 9": corrects what was answered last, when the words do not answer the question in hand. */
function ofPreviousAnswer(said: Said, hearing: Hearing): Heard[] | null {
  const core = cut(said.text);
  if (!core) return [{ type: 'go', to: 'back' }];
  const previous = hearing.previousField;
  if (!previous || !hearing.form) return null;
  const context = { today: hearing.today, answers: hearing.form.answers, mode: 'asked' as const };
  const reading = readAnswer(previous, core, context);
  return reading.kind === 'none' || reading.kind === 'invalid'
    ? null
    : [{ type: 'correctField', field: previous, reading }];
}

/** No cue, but the sentence names an answered field and gives it another value ("sản lượng là 8000 hộp"). */
function volunteeredChange(said: Said, { form, state, today }: Hearing): Heard[] | null {
  const asked = askedField(state);
  if (!form || said.words.split(' ').length > 14) return null;
  const mentioned = findFieldMention(said.text);
  if (!mentioned || mentioned === asked || form.answers[mentioned] === undefined) return null;
  const found = findAnswers(said.text, { today, answers: form.answers, mode: 'volunteered' });
  const own = found.find((one) => one.field === mentioned);
  // "cấp ngày 20/12/2023" to the question when the certificate ends tells of the certificate.
  if (asked === 'product.certificateExpiry' && mentioned === 'applicant.registrationDate') return null;
  if (!own || found.some((one) => one.field === asked)) return null;
  return [{ type: 'correctField', field: mentioned, reading: own.reading }];
}
