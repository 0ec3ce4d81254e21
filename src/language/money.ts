import { measureAt } from './measures.ts';
import { readDigits, scaleWord } from './number-words.ts';
import { type NumberSpan, type Piece, pieces, touching } from './pieces.ts';
import { readNumber } from './read-number.ts';
import { isUnmarked } from './unmarked.ts';

const CURRENCY = new Set(['dong', 'd', 'vnd', 'vnđ', '₫']);

/**
 * Amounts of money in đồng: "350tr", "5ty2", "1 tỷ 2", "hai tỷ rưỡi", "500k", "12.500.000đ", "3.000 tỷ", "1 tỉ 250 triệu",
 * and both ends of "200-300 triệu". A number of things ("2 triệu con") is not money, nor is "75đ" (điểm).
 */
export function findMoney(text: string): NumberSpan[] {
  const list = pieces(text);
  const unmarked = isUnmarked(text);
  const found: NumberSpan[] = [];
  for (let at = 0; at < list.length; ) {
    const piece = list[at];
    const read = piece === undefined || isGlued(list, at) ? null : readNumber(list, at, unmarked);
    if (piece === undefined || read === null) {
      at += 1;
      continue;
    }
    const currency = currencyAt(list, read.next, read.value);
    const next = currency ?? read.next;
    const isMoney =
      currency !== null ||
      (read.scale >= 1e3 && measureAt(list, read.next, unmarked) === null && !isPercent(list, read.next));
    if (isMoney) {
      const low = rangeStart(list, at, read.value, read.scale);
      if (low !== null) found.push({ ...low, text: text.slice(low.start, low.end) });
      const end = list[next - 1]?.end ?? piece.end;
      found.push({
        value: Math.round(read.value),
        start: piece.start,
        end,
        text: text.slice(piece.start, end),
        ...(read.spelled ? { spelled: true } : {}),
      });
    }
    at = next;
  }
  return found;
}

function isGlued(list: readonly Piece[], at: number): boolean {
  const before = list[at - 1];
  return before?.kind === 'word' && touching(before, list[at]) && scaleWord(before, true) === null;
}

/** The index after a currency word at `at`, or null. "đ" alone is a currency only after an amount no score can reach. */
function currencyAt(list: readonly Piece[], at: number, value: number): number | null {
  const piece = list[at];
  if (piece === undefined || !CURRENCY.has(piece.text === '₫' ? '₫' : piece.folded)) return null;
  if (piece.folded === 'dong' && piece.marked && piece.text.toLowerCase() !== 'đồng') return null;
  if (piece.folded === 'd' && value < 1000) return null;
  return at + 1;
}

function isPercent(list: readonly Piece[], at: number): boolean {
  return list[at]?.text === '%' || (list[at]?.folded === 'phan' && list[at + 1]?.folded === 'tram');
}

/** The lower end of "200-300 triệu", "200 đến 300 triệu". */
function rangeStart(list: readonly Piece[], at: number, high: number, scale: number): NumberSpan | null {
  const joint = list[at - 1];
  const low = list[at - 2];
  if (scale < 1e3 || joint === undefined || low?.kind !== 'digits') return null;
  if (!['-', '–', 'den', 'toi'].includes(joint.folded)) return null;
  const value = (readDigits(low.text) ?? Number.NaN) * scale;
  return value > 0 && value < high ? { value, start: low.start, end: low.end, text: '' } : null;
}
