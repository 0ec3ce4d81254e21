import type { ProposedCommand } from '../../assistant/types.ts';
import { fold } from '../../language/fold.ts';
import { tidy } from '../../language/text.ts';
import { FORM } from '../../registration/form.ts';
import { applies } from '../../registration/next-field.ts';
import { isProductWord } from '../../registration/product-sets.ts';
import { readAnswer } from '../../registration/read-answer.ts';
import { withoutDenied } from '../../registration/speech.ts';
import type { FieldId } from '../../registration/types.ts';
import type { Destination, Heard } from '../commands.ts';
import { askedField } from '../state.ts';
import type { Hearing } from './interpret.ts';

/**
 * Where a model may send somebody. Never what cannot be taken back or speaks for the person: sending, cancelling and
 * starting anew need words that the rules know, consent and declaration are no fields of this grammar at all.
 */
const MAY_GO: ReadonlySet<string> = new Set<Destination>([
  'back',
  'skip',
  'review',
  'pause',
  'missing',
  'explain',
  'menu',
  'help',
]);

/** Their readers take any words, so a model may fill them only while they are asked. */
const TAKES_ANYTHING: ReadonlySet<FieldId> = new Set<FieldId>([
  'applicant.name',
  'applicant.representative',
  'applicant.position',
  'applicant.address',
  'idea.description',
  'idea.materials',
  'idea.story',
]);

const NEVER: ReadonlySet<FieldId> = new Set<FieldId>(['attachments', 'declaration.accepted']);

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What stands of a model's proposals. Each value must be a stretch of the person's own words, for a field of this form,
 * once a field, and readable by that field's reader; anything else is dropped without a trace. Pure.
 */
export function verifiedProposals(proposals: readonly ProposedCommand[], message: string, hearing: Hearing): Heard[] {
  const text = tidy(message);
  const values: Heard[] = [];
  const fields = new Set<string>();
  const taken: Span[] = [];
  let other: Heard | null = null;
  for (const proposed of proposals) {
    switch (proposed.type) {
      case 'setField':
      case 'correctField': {
        const span = wordsIn(text, proposed.words);
        const command = span && readProposal(proposed, text.slice(span.start, span.end), text, hearing);
        if (!span || !command || fields.has(proposed.field)) break;
        if (taken.some((one) => one.start < span.end && span.start < one.end)) break;
        fields.add(proposed.field);
        taken.push(span);
        values.push(command);
        break;
      }
      case 'ask': {
        const span = wordsIn(text, proposed.words);
        if (span) other ??= { type: 'ask', question: text.slice(span.start, span.end) };
        break;
      }
      case 'go':
        if (mayGo(proposed.to, hearing)) other ??= { type: 'go', to: proposed.to as Destination };
        break;
      case 'handoff':
        other ??= { type: 'handoff' };
        break;
      case 'unclear':
        break;
      default:
        proposed satisfies never;
    }
  }
  // Values and a question go together; somebody who gives values does not walk away in the same breath.
  if (values.length > 0) return other?.type === 'ask' ? [...values, other] : values;
  return other ? [other] : [];
}

function readProposal(
  proposed: Extract<ProposedCommand, { type: 'setField' | 'correctField' }>,
  words: string,
  text: string,
  { state, form, today }: Hearing,
): Heard | null {
  const field = proposed.field as FieldId;
  if (!form || !isOffered(field, proposed.type, { state, form })) return null;
  const asked = askedField(state) === field;
  if (!asked && TAKES_ANYTHING.has(field)) return null;
  if (!asked && field === 'product.name' && !isProductWord(words)) return null;
  // "không phải 5 tấn" gives no 5 tấn.
  if (!withoutDenied(text).text.includes(words)) return null;
  const reading = readAnswer(field, words, { today, answers: form.answers, mode: 'asked' });
  if (reading.kind !== 'value' && reading.kind !== 'choose' && reading.kind !== 'confirm') return null;
  if (!words.includes(reading.words)) return null;
  return { type: 'setField', field, reading, asked, by: 'model' };
}

/** A field of this registration; one that has its answer only to be corrected, or because it is asked again. */
export function isOffered(
  field: FieldId,
  type: 'setField' | 'correctField',
  { state, form }: Pick<Hearing, 'state'> & { form: NonNullable<Hearing['form']> },
): boolean {
  if (NEVER.has(field) || !FORM.fields.some(({ id }) => id === field) || !applies(field, form.answers)) return false;
  if (askedField(state) === field) return true;
  const answered = form.answers[field] !== undefined || state.proposed.some((one) => one.field === field);
  return type === 'correctField' ? answered : !answered;
}

/** A question is left for later only where the person has stumbled over it once: no model skips what was just asked. */
function mayGo(to: string, { state }: Hearing): boolean {
  if (!MAY_GO.has(to)) return false;
  const field = askedField(state);
  return to !== 'skip' || (field !== null && (state.attempts[field] ?? 0) > 0);
}

/** Where the words stand in the text, whole: neither half a word nor a part of a number, and not denied there. */
function wordsIn(text: string, proposed: string): Span | null {
  const words = tidy(proposed);
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
    const end = start + words.length;
    if (isWhole(text, start, end) && !DENIED.test(fold(text.slice(0, start)))) return { start, end };
  }
  return null;
}

const DENIED = /(?<![\p{L}\p{N}])(?:khong phai|chu khong|khong|chua|chang|no|dung)(?: la| phai)?\s+$/u;

function isWhole(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text.slice(start))) return false;
  if (/[\p{L}\p{N}]$/u.test(text.slice(0, end)) && /^[\p{L}\p{N}]/u.test(after)) return false;
  const cutsNumber = /\d[.,/-]?$/u.test(before) && /^[.,/-]?\d/u.test(text.slice(start));
  return !cutsNumber && !(/\d[.,/-]?$/u.test(text.slice(0, end)) && /^[.,/-]?\d/u.test(after));
}
