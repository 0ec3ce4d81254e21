import { measureAt } from './measures.ts';
import { numberWord } from './number-words.ts';
import { pieces, touching } from './pieces.ts';
import { readNumber } from './read-number.ts';
import { isUnmarked } from './unmarked.ts';

/** An amount with its unit's normal name (data/measures.json): 2.5 "tấn". Per-year and per-month words stay outside. */
export interface QuantitySpan {
  readonly amount: number;
  readonly unit: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What the amount is for, when said: "60 tấn/năm", "200 kg mỗi tháng". */
  readonly per?: 'ngày' | 'tuần' | 'tháng' | 'vụ' | 'quý' | 'năm';
}

const WEIGHTS = new Map([
  ['tấn', 10],
  ['tạ', 10],
  ['yến', 10],
]);
const PERIODS = new Map<string, QuantitySpan['per'] & string>([
  ['ngay', 'ngày'],
  ['tuan', 'tuần'],
  ['thang', 'tháng'],
  ['vu', 'vụ'],
  ['quy', 'quý'],
  ['nam', 'năm'],
]);

/** Numbers with a unit of measure: "70 tạ", "hai tấn rưỡi" (2.5), "2 tấn 5" (2.5), "1.200 cây", "7000 hop", "60 tấn/năm". */
export function findQuantities(text: string): QuantitySpan[] {
  const list = pieces(text);
  const unmarked = isUnmarked(text);
  const found: QuantitySpan[] = [];
  for (let at = 0; at < list.length; ) {
    const before = list[at - 1];
    const inCode = before?.kind === 'word' && list[at]?.kind === 'digits' && touching(before, list[at]);
    const read = inCode ? null : readNumber(list, at, unmarked);
    if (read === null) {
      at += 1;
      continue;
    }
    const measure = measureAt(list, read.next, unmarked);
    if (measure === null) {
      at = read.next;
      continue;
    }
    let { next } = measure;
    let amount = read.value;
    const fraction = WEIGHTS.get(measure.unit);
    if (numberWord(list[next], unmarked)?.kind === 'half') {
      amount += 0.5;
      next += 1;
    } else if (fraction !== undefined) {
      // "2 tấn 5" is 2.5 tấn, unless the 5 counts something of its own.
      const tail = readNumber(list, next, unmarked);
      const free =
        tail?.single === true && measureAt(list, tail.next, unmarked) === null && list[tail.next]?.text !== '%';
      const isYearWord = list[next]?.folded === 'nam' || list[next]?.folded === 'mot';
      if (tail !== null && free && !isYearWord && list[tail.next]?.kind !== 'word') {
        amount += tail.value / fraction;
        next = tail.next;
      }
    }
    const start = list[at]?.start ?? 0;
    const end = list[next - 1]?.end ?? start;
    const per = periodAt(list.slice(next, next + 3).map((piece) => piece.folded));
    found.push({
      amount,
      unit: measure.unit,
      start,
      end,
      text: text.slice(start, end),
      ...(per === null ? {} : { per }),
    });
    at = next;
  }
  return found;
}

function periodAt(words: readonly string[]): (QuantitySpan['per'] & string) | null {
  const [first, second] = words;
  if (first === undefined || second === undefined) return null;
  const each =
    first === '/' || first === 'moi' || first === 'mot' || first === '1' || first === 'tren' || first === 'trong';
  if (!each) return null;
  return (
    PERIODS.get(second) ??
    (second === '1' || second === 'mot' || second === 'moi' ? (PERIODS.get(words[2] ?? '') ?? null) : null)
  );
}
