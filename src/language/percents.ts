import { type NumberSpan, pieces } from './pieces.ts';
import { readNumber } from './read-number.ts';
import { isUnmarked } from './unmarked.ts';

/**
 * Percentages as numbers 0–100 and beyond: "55%", "2,5 %", "tám mươi phần trăm", "trăm phần trăm" (100), "chín phần mười" (90),
 * "một nửa" (50). Both ends of "80-90%".
 */
export function findPercents(text: string): NumberSpan[] {
  const list = pieces(text);
  const unmarked = isUnmarked(text);
  const found: NumberSpan[] = [];
  const add = (from: number, next: number, value: number, spelled: boolean): void => {
    const start = list[from]?.start ?? 0;
    const end = list[next - 1]?.end ?? start;
    found.push({ value, start, end, text: text.slice(start, end), ...(spelled ? { spelled: true } : {}) });
  };
  for (let at = 0; at < list.length; ) {
    const half = halfAt(list[at]?.folded, list[at + 1]?.folded);
    if (half && (unmarked || list[at + 1]?.text.toLowerCase() === 'nửa')) {
      add(at, at + 2, 50, true);
      at += 2;
      continue;
    }
    const read = readNumber(list, at, unmarked);
    if (read === null) {
      at += 1;
      continue;
    }
    const sign = list[read.next];
    const second = list[read.next + 1];
    if (sign?.text === '%') {
      add(at, read.next + 1, read.value, read.spelled);
      at = read.next + 1;
    } else if (sign?.folded === 'phan' && second?.folded === 'tram') {
      add(at, read.next + 2, read.value, true);
      at = read.next + 2;
    } else if (sign?.folded === 'phan' && (second?.folded === 'muoi' || second?.text === '10') && read.value <= 10) {
      add(at, read.next + 2, read.value * 10, true);
      at = read.next + 2;
    } else if (
      (sign?.text === '-' || sign?.text === '–' || sign?.folded === 'den') &&
      isPercentNext(list, read.next + 1, unmarked)
    ) {
      add(at, read.next, read.value, read.spelled);
      at = read.next + 1;
    } else {
      at = read.next;
    }
  }
  return found;
}

function halfAt(first: string | undefined, second: string | undefined): boolean {
  return (first === 'mot' || first === '1') && second === 'nua';
}

function isPercentNext(list: ReturnType<typeof pieces>, at: number, unmarked: boolean): boolean {
  const read = readNumber(list, at, unmarked);
  if (read === null) return false;
  return (
    list[read.next]?.text === '%' || (list[read.next]?.folded === 'phan' && list[read.next + 1]?.folded === 'tram')
  );
}
