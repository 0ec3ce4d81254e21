import { fold } from '../language/fold.ts';
import { roleOf } from './terms.ts';
import { words } from './words.ts';

const SEPARATOR = /\s*(?:[?;]\s+|,\s+(?:còn|con|và|va|với|voi|rồi|roi|thì|thi|rứa)?\s*|\s(?:và|còn|rồi)\s)/u;

/**
 * Parts of a question that asks several things ("Xã xem mấy ngày, còn tỉnh mấy đợt?"). A part must ask something and
 * name a subject; what does neither stays with its neighbour. One part means the question is asked as a whole.
 */
export function splitQuestion(text: string): string[] {
  const separators = new RegExp(SEPARATOR.source, 'gu');
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(separators)) {
    pieces.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  pieces.push(text.slice(start));
  const parts: string[] = [];
  let pending = '';
  for (const piece of pieces) {
    const joined = pending === '' ? piece : `${pending}, ${piece}`;
    if (isQuestion(joined, parts.length === 0 ? CONTENT.first : CONTENT.later)) {
      parts.push(joined);
      pending = '';
    } else pending = joined;
  }
  if (pending.trim() !== '') {
    const last = parts.pop();
    parts.push(last === undefined ? pending : `${last}, ${pending}`);
  }
  return withDocument(parts.map((part) => part.trim()).filter((part) => part !== ''));
}

const DOCUMENT = /(?<!\p{L})(?:ke hoach|quyet dinh|nghi quyet|nghi dinh|thong tu|to trinh)(?: so)? \d+(?:\/\d+)?/u;

/** "Kế hoạch 290 ban hành ngày nào và ai ký?": the document that the first part names is what a part that names none is about. */
function withDocument(parts: readonly string[]): string[] {
  const [first = '', ...others] = parts;
  const found = DOCUMENT.exec(fold(first));
  if (!found) return [...parts];
  // Folding keeps the place of every character of a composed text.
  const named = first.normalize('NFC').slice(found.index, found.index + found[0].length);
  return [first, ...others.map((part) => (DOCUMENT.test(fold(part)) ? part : `${named} ${part}`))];
}

/** Ends of clauses; what only says where one lives ("xã Hoằng Lộc thì …") is one, too. */
const CLAUSE = /(?<=\?)\s+|[,.;!]\s+|(?<=^(?:ở )?(?:xã|phường|huyện)(?: \p{L}+){1,3}) thì /iu;

/**
 * The clause that asks, of a question with a story before or a request behind ("Mẹ tôi làm mắm lâu năm, giờ nộp giấy ở đâu?
 * Gọi lại cho tôi"); null when there is nothing to leave out.
 */
export function askingClause(text: string): string | null {
  const clauses = text.split(CLAUSE);
  const asking = clauses.filter((clause) => isQuestion(clause, CONTENT.first)).at(-1);
  return asking === undefined || clauses.length < 2 ? null : asking;
}

const ASKS =
  /(?<!\p{L})(gì|nào|ai|mấy|bao nhiêu|bao lâu|đâu|sao|không|ko|thế nào|gi|nao|may|bao nhieu|bao lau|dau|khong|khi nào|lúc nào|bao giờ|bao gio|nhiêu|khi mô|chưa)(?!\p{L})/u;

/** The first part must name a subject of its own; a later one may lean on it ("… và nộp ở đâu?"). */
const CONTENT = { first: 2, later: 1 };

function isQuestion(piece: string, least: number): boolean {
  const lower = piece.toLowerCase();
  if (!ASKS.test(lower.replace(/[1-5] sao/g, ''))) return false;
  return words(piece).filter((word) => roleOf(word) === 'content' && word.folded.length > 1).length >= least;
}
