import { numberWord } from './number-words.ts';
import { type Piece, pieces } from './pieces.ts';
import { isUnmarked } from './unmarked.ts';

/** A Vietnamese phone number in its stored form 0…, or why what stands there is none. */
export interface PhoneSpan {
  readonly phone: string | null;
  readonly problem?: 'length' | 'prefix';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MOBILE = /^0[35789]\d{8}$/;
const LANDLINE = /^0237\d{7}$/;
const RUN =
  /(?<![\p{L}\p{N}.,/@_-])(?:\(?\+\s?84\)?|\(?0|84(?=[\s.-]?[235789]))[\d\s.\-()]*\d(?![\p{L}\p{N}@_/]|\.\p{L}|,\d)/gu;
const GLUED_WORD = /(?<![\p{L}\p{N}.,/@_-])(?:\+84|0)\d{9,10}(?=\p{L})/gu;

/**
 * Phone numbers: mobile 03/05/07/08/09 and eight digits, or 0237 and seven; +84 and 84 for the leading 0; spaces, dots and
 * hyphens between; spoken digit by digit ("không chín tám bốn …"), unmarked too. Dates and 12-digit citizen numbers are left out.
 */
export function findPhones(text: string): PhoneSpan[] {
  const found: PhoneSpan[] = [];
  for (const match of [...text.matchAll(RUN), ...text.matchAll(GLUED_WORD)]) {
    const written = match[0];
    if (isDate(written)) continue;
    const digits = written.replace(/\D/g, '');
    const international = /^\(?\+/.test(written) || (digits.startsWith('84') && digits.length === 11);
    const number = international ? `0${digits.slice(2).replace(/^0/, '')}` : digits;
    if (number.length < 5 || (digits.length === 12 && /^\d+$/.test(written)) || !number.startsWith('0')) continue;
    found.push({ ...judge(number), start: match.index, end: match.index + written.length, text: written });
  }
  if (found.length === 0) {
    const spoken = findSpoken(text);
    if (spoken !== null) found.push(spoken);
  }
  return found.sort((left, right) => left.start - right.start);
}

function isDate(written: string): boolean {
  return /^\d{1,2}[.\-\s]\d{1,2}[.\-\s](?:19|20)?\d{2}$/.test(written);
}

function judge(number: string): Pick<PhoneSpan, 'phone' | 'problem'> {
  if (MOBILE.test(number) || LANDLINE.test(number)) return { phone: number };
  const isLandline = number.startsWith('02');
  const length = isLandline ? 11 : 10;
  return { phone: null, problem: number.length === length ? 'prefix' : 'length' };
}

/** The longest run of digit words and digits that begins with zero: at least seven places, so that it is no amount. */
function findSpoken(text: string): PhoneSpan | null {
  const list = pieces(text);
  const unmarked = isUnmarked(text);
  for (let from = 0; from < list.length; from += 1) {
    let digits = '';
    let words = 0;
    let at = from;
    while (at < list.length) {
      const said = saidDigits(list, at, unmarked);
      if (said === null) break;
      digits += said.digits;
      if (list[at]?.kind === 'word') words += 1;
      at = said.next;
    }
    if (digits.length < 7 || words < 2 || !digits.startsWith('0')) continue;
    const start = list[from]?.start ?? 0;
    const end = list[at - 1]?.end ?? start;
    return { ...judge(digits), start, end, text: text.slice(start, end) };
  }
  return null;
}

/** One spoken part of a phone number: "chín", "o", "mười bảy" (17), "tám mươi hai" (82), "hai mốt" (21), or digits as typed. */
function saidDigits(list: readonly Piece[], at: number, unmarked: boolean): { digits: string; next: number } | null {
  const piece = list[at];
  if (piece === undefined) return null;
  if (piece.kind === 'digits') return { digits: piece.text.replace(/\D/g, ''), next: at + 1 };
  if (piece.kind === 'sign')
    return ['-', '.', ','].includes(piece.text) && at > 0 ? { digits: '', next: at + 1 } : null;
  if (/^[oô]$/iu.test(piece.text)) return { digits: '0', next: at + 1 };
  const word = numberWord(piece, unmarked);
  if (word === null) return null;
  if (word.kind === 'digit' || word.kind === 'unit') return { digits: String(word.value), next: at + 1 };
  const after = numberWord(list[at + 1], unmarked);
  const hasUnit = after?.kind === 'digit' || after?.kind === 'unit';
  const afterDigit = ['digit', 'unit'].includes(numberWord(list[at - 1], unmarked)?.kind ?? '');
  if (word.kind === 'tens' || (word.kind === 'ten' && afterDigit && piece.text.toLowerCase() !== 'mười')) {
    return { digits: hasUnit ? '' : '0', next: at + 1 };
  }
  if (word.kind === 'ten') return hasUnit ? { digits: '1', next: at + 1 } : { digits: '10', next: at + 1 };
  return word.kind === 'zero-tens' ? { digits: '0', next: at + 1 } : null;
}
