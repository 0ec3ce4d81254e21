import { fold } from '../../language/fold.ts';
import { tokenize } from '../../language/tokens.ts';
import { isFiller } from './phrases.ts';

/** Words that only join answers: alone between two of them they say nothing. */
const JOINING: ReadonlySet<string> = new Set(
  (
    'la o tai thuoc ho lam nha so sdt dt dien thoai ten cua va voi thi con do co dang ky lan nam moi mot ' +
    'san pham sp muon gui xin ben chuyen nghe may zalo email mail mst cap ngay giu chuc khoang ' +
    'dang ban luong gia don vi hien tieu thu moi mot nam hang'
  ).split(' '),
);
/** Dropped at the edges of a stretch that holds more. */
const AT_EDGES = /^(?:va|voi|con|thi|o|tai|thuoc|la|so|sdt|dt|do|cua|ten|ma)$/;

/**
 * The stretches of a message between the answers found in it, without the words that join them. Stretches of nothing
 * else are left out, so that crumbs of a sentence ("tôi là … ở …") are never taken for an answer.
 */
export function stretchesBetween(text: string, spans: readonly { start: number; end: number }[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, Math.max(at, span.start)));
    at = Math.max(at, span.end);
  }
  pieces.push(text.slice(at));
  return pieces.map(trimmed).filter((piece) => piece !== '');
}

function trimmed(piece: string): string {
  const words = tokenize(piece);
  if (isJoining(piece)) return '';
  let first = 0;
  let last = words.length - 1;
  const small = (index: number): boolean => {
    const word = words[index];
    return word !== undefined && word.text === word.text.toLowerCase() && AT_EDGES.test(fold(word.text));
  };
  // "số 18 đường Lê Lợi" keeps its "số".
  if (first < last && small(first) && !/^\d/.test(words[first + 1]?.text ?? '')) first += 1;
  while (last > first && small(last)) last -= 1;
  const kept = piece.slice(words[first]?.start, words[last]?.end);
  return kept.replace(/(?:\s*[,;]\s*[^,;]*)+$/u, (tail) => (isJoining(tail) ? '' : tail));
}

function isJoining(text: string): boolean {
  return tokenize(text).every((word) => isFiller(word.folded) || JOINING.has(word.folded));
}
