import { fold } from '../../language/fold.ts';
import { tidy } from '../../language/text.ts';
import { fieldDefinition } from '../../registration/form.ts';
import type { FieldId } from '../../registration/types.ts';
import type { ConversationState } from '../state.ts';
import { contentWords, plainWords } from './phrases.ts';
import type { Said } from './said.ts';

/** Words that name no candidate by themselves. */
const GENERIC: ReadonlySet<string> = new Set([
  'xa',
  'phuong',
  'thi',
  'tran',
  'dung',
  'roi',
  'u',
  'vang',
  'ok',
  'chon',
  'la',
  'nhom',
  'bo',
  'o',
  'cu',
  'moi',
  'so',
  'cai',
  'muc',
  'phai',
]);

/**
 * The payload of the offered choice that the message names. The whole label always counts; among candidates for what
 * was typed (two communes, three product sets) a part that fits exactly one of them is enough.
 */
export function chosenByLabel(said: Said, state: ConversationState): string | null {
  const whole = state.offered.find((one) => plainWords(one.label) === said.plain && said.plain !== '');
  // A field of several choices reads the words itself: typed, "trong xã" is the whole answer; pressed, the first of some.
  const several = whole?.offer.does === 'choose' && severalIn(whole.offer.field);
  if (whole && !several) return whole.payload;
  if (!state.candidates) return null;
  const words = contentWords(said.plain).filter((word) => !GENERIC.has(word));
  if (words.length === 0) return null;
  const candidates = state.offered.filter((one) => one.offer.does === 'choose');
  const fitting = candidates.filter((one) => containsAll(plainWords(one.label).split(' '), words));
  if (fitting.length === 1) return fitting[0]?.payload ?? null;
  // Same letters, different marks: the marks as typed decide.
  const marked = tidy(said.text).toLowerCase();
  if (fitting.length > 1 && fold(marked) !== marked) {
    const exact = fitting.filter((one) => nameOf(one.label).some((name) => marked.includes(name)));
    if (exact.length === 1) return exact[0]?.payload ?? null;
  }
  return null;
}

/** "2", "số 2", "cái thứ 2": the number of an offered choice; asked only after the field's own reader found nothing. */
export function chosenByNumber(said: Said, state: ConversationState): string | null {
  const match = /^(?:(?:chon|so|cau|cai|thu|muc|phuong an|la|y) )*(\d{1,2})$/.exec(said.plain);
  if (!match) return null;
  return state.offered[Number(match[1]) - 1]?.payload ?? null;
}

const NUMBERS =
  /^(?:(?:da|toi|em|chi|anh|chon|lay|so|cau|cai|muc|y|o|gom|la) )*(\d{1,2}(?:(?:\s*[,;.+&/-]\s*|\s+)(?:(?:va|voi|cung|roi|them|ca|so|cau|cai|muc|y) )*\d{1,2})*)(?:[ ,.!]+(?:a|nhe|nha|em))*[.!]?$/u;

/**
 * "1, 3", "1,3,4", "1 với 2" at a field of several choices: the values of the buttons at these places, sorted; null for
 * anything else. People count the buttons also where no numbers are shown.
 */
export function severalByNumber(said: Said, state: ConversationState): readonly string[] | null {
  const numbers = NUMBERS.exec(fold(tidy(said.text)))?.[1];
  if (numbers === undefined) return null;
  const values: string[] = [];
  for (const [number] of numbers.matchAll(/\d+/g)) {
    const offer = state.offered[Number(number) - 1]?.offer;
    if (offer?.does !== 'choose' || typeof offer.value !== 'string') return null;
    values.push(offer.value);
  }
  return [...new Set(values)].sort();
}

function severalIn(field: FieldId): boolean {
  return ['markets', 'documents', 'supportNeeds'].includes(fieldDefinition(field).reader);
}

function containsAll(label: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => label.includes(word));
}

/** The marked names inside a label: "Xã Hoằng Thanh (Hoằng Phụ cũ)" → ["hoằng thanh", "hoằng phụ cũ"]. */
function nameOf(label: string): string[] {
  return tidy(label)
    .toLowerCase()
    .split(/[(),→]/u)
    .map((part) => part.replace(/^\s*(xã|phường|thị trấn)\s+/u, '').trim())
    .filter(Boolean);
}
