import { fold } from '../../language/fold.ts';

/** What a line would be, were it a heading. Whether it is one depends on its neighbours (sections.ts). */
export type HeadingLine =
  /** "Phần thứ hai", "A. ĐÁNH GIÁ": parts within which I, II … begin anew. */
  | { readonly kind: 'group'; readonly label: string; readonly title: string }
  /** "Chương II", "Mục 1": frames around Điều. */
  | { readonly kind: 'division'; readonly level: 'chapter' | 'section'; readonly title: string }
  | { readonly kind: 'article'; readonly number: string; readonly rest: string }
  | { readonly kind: 'roman'; readonly number: number; readonly numeral: string; readonly rest: string }
  /** "4.2.1. Tổ chức đánh giá": `dotted` when a dot closes a single number. */
  | { readonly kind: 'numbered'; readonly numbers: readonly number[]; readonly dotted: boolean; readonly rest: string }
  | { readonly kind: 'annex'; readonly numeral: string | null; readonly title: string }
  /** "Trên đây là …", "Nơi nhận:". */
  | { readonly kind: 'closing' };

const ROMAN = /^([IVX]{1,6})\s?[.-]\s+(\S.*)$/u;
const LETTER = /^([A-E])\s?[.-]\s+(\S.*)$/u;
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,3})(\.?)\s+(\S.*)$/u;
const ARTICLE = /^điều\s+(\d{1,3}[a-zđ]?)\s*(?:[.:]\s*(.*))?$/iu;
const DIVISION =
  /^(phan|chuong|muc)\s+(?:thu\s+(\p{L}+)|([ivx]+|\d{1,2}))(?![\p{L}\d.]*[\p{L}\d])\s*([.:–-]?)\s*(.*)$/u;
const ANNEX = /^phu luc(?:\s+(?:so\s+)?(?:([ivx]+)(?![\p{L}])|(\d{1,2})))?\s*([.:–-]?)\s*(.*)$/u;
const CLOSING = /^(?:tren day la|noi nhan\b)/u;
/** Longer lines are sentences that begin like a heading. */
const LONGEST_FRAME = 200;
const ORDINALS = ['nhat', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'];

/** Reads one paragraph as a heading; null for plain text. Headings begin with a capital: "3 lớp tập huấn" is text. */
export function headingLine(text: string): HeadingLine | null {
  const folded = fold(text);
  const opensFrame = /^\p{Lu}/u.test(text) && text.length < LONGEST_FRAME;
  const annex = opensFrame ? ANNEX.exec(folded) : null;
  if (annex) return annexLine(text, annex);
  if (CLOSING.test(folded)) return { kind: 'closing' };
  const division = opensFrame ? DIVISION.exec(folded) : null;
  if (division) return divisionLine(text, division);
  const article = ARTICLE.exec(text);
  if (article) return { kind: 'article', number: article[1] ?? '', rest: article[2] ?? '' };
  const roman = ROMAN.exec(text);
  if (roman && opensTitle(roman[2])) {
    const numeral = roman[1] ?? '';
    return { kind: 'roman', number: romanValue(numeral), numeral, rest: roman[2] ?? '' };
  }
  const letter = LETTER.exec(text);
  if (letter && isUpperCase(letter[2] ?? '')) return { kind: 'group', label: letter[1] ?? '', title: letter[2] ?? '' };
  const numbered = NUMBERED.exec(text);
  if (!numbered || !opensTitle(numbered[3])) return null;
  const numbers = (numbered[1] ?? '').split('.').map(Number);
  const dotted = numbers.length > 1 || numbered[2] === '.';
  return dotted ? { kind: 'numbered', numbers, dotted, rest: numbered[3] ?? '' } : null;
}

/** Letters, none of them small: how titles under "CHƯƠNG I" or "PHỤ LỤC II" are printed. */
export function isUpperCase(text: string): boolean {
  return /\p{Lu}\P{Ll}*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

function opensTitle(rest: string | undefined): boolean {
  return /^[“"'(]?[\p{Lu}\d]/u.test(rest ?? '');
}

function annexLine(text: string, match: RegExpExecArray): HeadingLine | null {
  const sign = match[3] ?? '';
  const title = tailOf(text, match[4] ?? '');
  const numeral = match[1]?.toUpperCase() ?? match[2] ?? null;
  // "Phụ lục kèm theo Kế hoạch này." speaks of the annex; a heading stands alone, behind a sign, or in capitals.
  const stands = title === '' || sign !== '' || /^[\p{Lu}(]/u.test(title);
  return stands && !/;$/u.test(text) ? { kind: 'annex', numeral, title } : null;
}

function divisionLine(text: string, match: RegExpExecArray): HeadingLine | null {
  const title = tailOf(text, match[5] ?? '');
  if (title !== '' && (match[4] ?? '') === '' && !/^\p{Lu}/u.test(title)) return null;
  if (match[1] !== 'phan')
    return { kind: 'division', level: match[1] === 'chuong' ? 'chapter' : 'section', title: text };
  const ordinal = match[2] === undefined ? numberOf(match[3] ?? '') : ORDINALS.indexOf(match[2]) + 1;
  return ordinal > 0 ? { kind: 'group', label: `P${ordinal}`, title: text } : null;
}

/** Folding keeps the length, so the tail of the folded text is the tail of the text. */
function tailOf(text: string, folded: string): string {
  return folded === '' ? '' : text.slice(text.length - folded.length).trim();
}

function numberOf(text: string): number {
  return /^\d+$/u.test(text) ? Number(text) : romanValue(text.toUpperCase());
}

function romanValue(numeral: string): number {
  const values: Record<string, number> = { I: 1, V: 5, X: 10 };
  let total = 0;
  for (let i = 0; i < numeral.length; i += 1) {
    const value = values[numeral[i] ?? ''] ?? 0;
    total += value < (values[numeral[i + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}
