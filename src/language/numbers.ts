import { findPhones } from './phones.ts';
import { type NumberSpan, type Piece, pieces, touching } from './pieces.ts';
import { type ReadNumber, readNumber } from './read-number.ts';
import { isUnmarked } from './unmarked.ts';

export type { NumberSpan } from './pieces.ts';

/** Words after which a doubtful digit word ("năm", unmarked "sau", "bay") is a count after all. */
const COUNTED = new Set(
  'nguoi ng lao ho san sp sao tan ta kg yen lit chai hop cai con cay thang nam lop dot lan ngay diem trieu ty phan to thon bo loai xa huyen'.split(
    ' ',
  ),
);
const DOUBTFUL = new Set('khong nam sau bay tu tam ba chin bon mot'.split(' '));
const NEVER_ALONE = new Set('khong tu'.split(' '));

/**
 * Numbers in digits ("1.200", "2,5") and words ("hai mươi hai", "trăm hai", unmarked too), left to right, without dates,
 * phone numbers and codes. Words that also mean something else are given only beside something countable, or alone.
 */
export function findNumbers(text: string): NumberSpan[] {
  const list = pieces(text);
  const unmarked = isUnmarked(text);
  const phones = /\d{3}|khong|không/iu.test(text) ? findPhones(text) : [];
  const found: NumberSpan[] = [];
  for (let at = 0; at < list.length; ) {
    const piece = list[at];
    const read = piece === undefined ? null : readNumber(list, at, unmarked);
    if (piece === undefined || read === null) {
      at += 1;
      continue;
    }
    const end = list[read.next - 1]?.end ?? piece.end;
    const inPhone = phones.some((phone) => phone.start < end && piece.start < phone.end);
    if (inPhone || isPartOfCode(list, at, read.next) || isOtherWord(list, at, read, unmarked)) {
      at = Math.max(at + 1, inPhone ? at + 1 : read.next);
      continue;
    }
    const doubtful = read.single && read.spelled && DOUBTFUL.has(piece.folded) && (unmarked || piece.folded === 'nam');
    found.push({
      value: read.value,
      start: piece.start,
      end,
      text: text.slice(piece.start, end),
      ...(read.spelled ? { spelled: true } : {}),
      ...(doubtful ? { doubtful: true } : {}),
    });
    at = read.next;
  }
  return found;
}

/** Digits inside a code or a date: "26B8017426", "t4", "QL217", "13/12/2019". */
function isPartOfCode(list: readonly Piece[], from: number, next: number): boolean {
  const first = list[from];
  const last = list[next - 1];
  if (first === undefined || last === undefined || first.kind !== 'digits') return false;
  const before = list[from - 1];
  const after = list[next];
  if (before?.kind === 'word' && touching(before, first)) return true;
  if (
    after?.kind === 'word' &&
    touching(last, after) &&
    touching(after, list[next + 1]) &&
    list[next + 1]?.kind === 'digits'
  )
    return true;
  const slashBefore = before?.text === '/' && touching(before, first) && list[from - 2]?.kind === 'digits';
  const slashAfter = after?.text === '/' && touching(last, after) && list[next + 1]?.kind === 'digits';
  return slashBefore || slashAfter || (/^0\d{2,}/.test(first.text) && !/[.,]/.test(first.text));
}

/** One spelled digit that is more likely another word where it stands ("năm nay", "ba mẹ", "sau đó"). */
function isOtherWord(list: readonly Piece[], from: number, read: ReadNumber, unmarked: boolean): boolean {
  if (!read.spelled || !read.single) return false;
  const piece = list[from];
  if (piece === undefined || list.length === 1) return false;
  if (piece.folded === 'nam') {
    // "năm 2020" and "năm năm": the first is a year's word, the second may count.
    const next = list[read.next];
    return (
      !(next?.kind === 'word' && COUNTED.has(next.folded) && next.folded !== 'thang') ||
      list[from - 1]?.kind === 'digits'
    );
  }
  if (NEVER_ALONE.has(piece.folded)) return true;
  if (!unmarked && piece.folded !== 'ba' && piece.folded !== 'hai') return false;
  if (piece.text !== piece.text.toLowerCase() && /^\p{Lu}/u.test(list[read.next]?.text ?? '')) return true;
  if (!unmarked || !DOUBTFUL.has(piece.folded)) return false;
  const next = list[read.next];
  return next === undefined
    ? list[from - 1]?.kind === 'word' && piece.folded !== 'mot'
    : next.kind === 'word' && !COUNTED.has(next.folded);
}
