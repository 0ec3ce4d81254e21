import { readAnswer } from '../../registration/read-answer.ts';
import type { FieldId, Reading } from '../../registration/types.ts';
import type { Heard } from '../commands.ts';
import { FREE } from './field-answer.ts';
import type { Hearing } from './interpret.ts';
import { contentWords, plainWords } from './phrases.ts';

/** Fewer content words are a remark, not the description of a product. */
const WORDS_OF_A_DESCRIPTION = 6;
const SHARE_OF_MATERIALS = /\d ?(?:%|phan tram)|\b(?:toan bo|tat ca|hoan toan)\b/;
const WHERE_FROM = /\b(?:trong|ngoai|tai) (?:xa|thon|ban|lang|huyen|tinh|dia phuong|vung)\b/;

/**
 * What comes while a batch is shown back without a sign of its own: for the question that the batch came between, for
 * the materials ("100% trong xã"), or a whole description. It is shown back with the rest, so a guess costs one word.
 */
export function addedToBatch(text: string, hearing: Hearing): Heard[] {
  const { state, form } = hearing;
  if (!form) return [];
  const free = (field: FieldId) =>
    form.answers[field] === undefined && !state.proposed.some((one) => one.field === field);
  const inHand = state.field;
  if (inHand && !FREE.has(inHand) && free(inHand)) {
    const reading = read(inHand, text, hearing);
    if (reading) return [addition(inHand, reading)];
  }
  const plain = `${text.includes('%') ? '1% ' : ''}${plainWords(text)}`;
  const candidates: FieldId[] = [];
  if (SHARE_OF_MATERIALS.test(plain) && WHERE_FROM.test(plain)) candidates.push('idea.materials');
  else if (contentWords(plain).length >= WORDS_OF_A_DESCRIPTION) candidates.push('idea.description');
  for (const field of candidates.filter(free)) {
    const reading = read(field, text, hearing);
    if (reading) return [addition(field, reading)];
  }
  return [];
}

function read(field: FieldId, text: string, { form, today }: Hearing): Reading | null {
  const reading = readAnswer(field, text, { today, answers: form?.answers ?? {}, mode: 'asked' });
  return reading.kind === 'value' || reading.kind === 'confirm' || reading.kind === 'choose' ? reading : null;
}

function addition(field: FieldId, reading: Reading): Heard {
  return { type: 'setField', field, reading, asked: false };
}
