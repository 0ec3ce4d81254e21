import { fold } from '../../language/fold.ts';
import type { Block } from './blocks.ts';

/** One numbered section of an imported document. Its id follows the document's own numbering. */
export interface ImportedSection {
  /** `I.1`, `II.4.2.1`, `Đ.7`, `PL.I`; `MO` before the first heading, `KET` for the closing formula. */
  readonly id: string;
  readonly title: string;
  /** Titles of the enclosing sections, outermost first. */
  readonly path: readonly string[];
  readonly paragraphs: readonly string[];
  /** Rows of every table that stands in the section. */
  readonly rows: readonly (readonly string[])[];
}

interface OpenSection {
  id: string;
  title: string;
  path: string[];
  paragraphs: string[];
  rows: string[][];
}

/** Where the reader stands: the part (I, Chương II, Phụ lục …) and the numbers below it. */
interface Position {
  /** `roman`: numbered headings below are sections; `articles`: Điều are sections and khoản stay text; `annex`: all stays text. */
  readonly scheme: 'roman' | 'articles' | 'annex';
  readonly part: string;
  readonly partTitles: readonly string[];
  readonly numbers: readonly number[];
  readonly titles: readonly string[];
}

const ROMAN = /^([IVX]{1,5})\.\s+(\S.*)$/u;
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(\S.*)$/u;
const ARTICLE = /^Điều\s+(\d{1,3})\.?\s*(.*)$/u;
const DIVISION = /^(Phần|Chương|Mục)\s+(?:thứ\s+\S+|[IVX\d]+)\.?\s*(.*)$/u;
const ANNEX = /^phu luc\s*([ivx]+|\d+)?\s*[.:–-]?\s*(.*)$/u;
const CLOSING = /^(?:tren day la|noi nhan\b)/u;

/**
 * Cuts a document into its sections by the numbering of Vietnamese administrative documents. A number opens a section
 * only where it is the next one in its row (1 after nothing, 4.2.1 after 4.2 …), so numbers inside the text stay text.
 */
export function recogniseSections(blocks: readonly Block[]): ImportedSection[] {
  const sections: OpenSection[] = [{ id: 'MO', title: 'Phần mở đầu', path: [], paragraphs: [], rows: [] }];
  let at: Position = { scheme: 'roman', part: '', partTitles: [], numbers: [], titles: [] };
  const open = (id: string, title: string, path: readonly string[], rest: string) => {
    sections.push({ id, title, path: [...path], paragraphs: rest === '' ? [] : [rest], rows: [] });
  };

  for (const block of blocks) {
    const current = sections.at(-1) as OpenSection;
    if (block.kind === 'row') {
      current.rows.push([...block.cells]);
      continue;
    }
    const text = block.text;
    const heading = at.part === 'KET' && !ANNEX.test(fold(text)) ? null : readHeading(text, at);
    if (!heading) {
      current.paragraphs.push(text);
      continue;
    }
    at = heading.position;
    if (heading.id !== null) open(heading.id, heading.title, heading.path, heading.rest);
    else if (heading.rest !== '') current.paragraphs.push(heading.rest);
  }
  return sections
    .filter((section) => section.paragraphs.length > 0 || section.rows.length > 0 || isLeaf(section.id, sections))
    .map((section) => (isEmpty(section) ? { ...section, paragraphs: [section.title] } : section));
}

interface Heading {
  /** Null for a division that only frames what follows (Chương, Phần). */
  readonly id: string | null;
  readonly title: string;
  readonly path: readonly string[];
  readonly rest: string;
  readonly position: Position;
}

function readHeading(text: string, at: Position): Heading | null {
  const folded = fold(text);
  const annex = ANNEX.exec(folded);
  if (annex && (annex[1] || /^phụ lục/iu.test(text)) && text.length < 200) return annexHeading(text, annex);
  if (CLOSING.test(folded)) {
    const position: Position = { scheme: 'annex', part: 'KET', partTitles: [], numbers: [], titles: [] };
    return { id: 'KET', title: 'Phần kết', path: [], rest: text, position };
  }
  if (at.scheme === 'annex') return null;
  const division = DIVISION.exec(text);
  if (division && text.length < 160) {
    const partTitles = [...at.partTitles.slice(0, division[1] === 'Mục' ? 1 : 0), text];
    return { id: null, title: text, path: [], rest: '', position: { ...at, scheme: 'articles', partTitles } };
  }
  const article = ARTICLE.exec(text);
  if (article) {
    const [title, rest] = splitTitle(article[2] ?? '');
    return { id: `Đ.${article[1]}`, title, path: at.partTitles, rest, position: { ...at, scheme: 'articles' } };
  }
  if (at.scheme === 'articles') return null;
  return romanHeading(text, at) ?? numberedHeading(text, at);
}

function annexHeading(text: string, match: RegExpExecArray): Heading {
  const numeral = match[1]?.toUpperCase();
  const id = numeral ? `PL.${numeral}` : 'PL';
  const title = text.slice(text.length - (match[2]?.length ?? 0)).trim() || text;
  return {
    id,
    title,
    path: [],
    rest: '',
    position: { scheme: 'annex', part: id, partTitles: [], numbers: [], titles: [] },
  };
}

function romanHeading(text: string, at: Position): Heading | null {
  const match = ROMAN.exec(text);
  if (!match || romanValue(match[1] ?? '') !== romanValue(at.part) + 1) return null;
  const part = match[1] ?? '';
  const [title, rest] = splitTitle(match[2] ?? '');
  return { id: part, title, path: [], rest, position: { ...at, part, partTitles: [title], numbers: [], titles: [] } };
}

function numberedHeading(text: string, at: Position): Heading | null {
  const match = NUMBERED.exec(text);
  if (!match) return null;
  const numbers = (match[1] ?? '').split('.').map(Number);
  if (!follows(at.numbers, numbers)) return null;
  const [title, rest] = splitTitle(match[2] ?? '');
  const titles = [...at.titles.slice(0, numbers.length - 1), title];
  const id = at.part === '' ? numbers.join('.') : `${at.part}.${numbers.join('.')}`;
  const path = [...at.partTitles, ...titles.slice(0, -1)];
  return { id, title, path, rest, position: { ...at, numbers, titles } };
}

/** `next` is the sibling after, the first child of, or the sibling after an ancestor of `last`. */
function follows(last: readonly number[], next: readonly number[]): boolean {
  const depth = next.length;
  if (depth > last.length + 1) return false;
  const shared = next.slice(0, -1).every((number, i) => number === last[i]);
  return shared && next[depth - 1] === (depth > last.length ? 1 : (last[depth - 1] ?? 0) + 1);
}

/** "2. Sở Tài chính: Hàng năm …" has its title before the colon; a long sentence without one is both title and text. */
function splitTitle(text: string): [title: string, rest: string] {
  const colon = /^(.{3,400}?):\s+(\S.*)$/u.exec(text);
  if (colon) return [(colon[1] ?? '').trim(), (colon[2] ?? '').trim()];
  const bare = text.replace(/[:.]$/u, '').trim();
  return bare.length <= 140 ? [bare, ''] : [`${bare.slice(0, bare.lastIndexOf(' ', 120))}…`, text];
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

/** A heading with no text of its own is a mere frame where sections stand below it, and its own text where none do. */
function isLeaf(id: string, sections: readonly OpenSection[]): boolean {
  return !sections.some((other) => other.id.startsWith(`${id}.`));
}

function isEmpty(section: OpenSection): boolean {
  return section.paragraphs.length === 0 && section.rows.length === 0;
}
