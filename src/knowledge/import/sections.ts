import { fold } from '../../language/fold.ts';
import type { Block } from './blocks.ts';
import { type HeadingLine, headingLine } from './headings.ts';
import { joinTitles } from './join-titles.ts';
import { distinctIds } from './section-ids.ts';

/** One numbered section of an imported document. Its id follows the document's own numbering. */
export interface ImportedSection {
  /** `I.1`, `II.4.2.1`, `Đ.7`, `PL.I`; `MO` before the first heading, `KET` for the closing formula. */
  readonly id: string;
  readonly title: string;
  /** Titles of the enclosing sections, outermost first. */
  readonly path: readonly string[];
  readonly paragraphs: readonly string[];
  /** Every table of the section: its rows of cells. */
  readonly tables: readonly (readonly (readonly string[])[])[];
}

interface OpenSection {
  id: string;
  title: string;
  path: string[];
  paragraphs: string[];
  tables: string[][][];
}

/** Where the reader stands: the part (I, Chương II, Phụ lục …) and the numbers below it. */
interface Position {
  /**
   * `roman`: numbered headings are sections; `articles`: Điều are sections and khoản stay text; `annex`: all stays text;
   * `closing`: all stays text until an annex or the text that the document enacts.
   */
  readonly scheme: 'roman' | 'articles' | 'annex' | 'closing';
  /** Label of the Phần ("P2") or letter ("B") that holds the part; empty where there are none. */
  readonly group: string;
  /** Number of the part in its row: 3 within III. */
  readonly part: number;
  readonly numeral: string;
  readonly partTitles: readonly string[];
  readonly numbers: readonly number[];
  readonly titles: readonly string[];
  readonly article: number;
}

const START: Position = {
  scheme: 'roman',
  group: '',
  part: 0,
  numeral: '',
  partTitles: [],
  numbers: [],
  titles: [],
  article: 0,
};

/** How far a number may jump where the one between is nowhere to be found: it is missing, and the preview says so. */
const LARGEST_GAP = 3;
/** Headings looked at ahead to tell a heading from a mention. */
const LOOK_AHEAD = 300;

interface Heading {
  /** Null for a frame (Chương, Phần): only its title is kept, in the path of what follows. */
  readonly section: { readonly id: string; readonly title: string; readonly path: readonly string[] } | null;
  readonly rest: string;
  readonly position: Position;
}

/** The headings still to come after a line, nearest first. */
type Ahead = readonly HeadingLine[];

/**
 * Cuts a document into its sections by the numbering of Vietnamese administrative documents. A number opens a section
 * only where it is the next one in its row (1 after nothing, 4.2.1 after 4.2 …) or where the next one is missing from
 * the document, so numbers inside the text stay text.
 */
export function recogniseSections(read: readonly Block[]): ImportedSection[] {
  const blocks = joinTitles(read);
  const lines = blocks.map((block) => (block.kind === 'paragraph' ? headingLine(block.text) : null));
  const upcoming = lines.flatMap((line, index) => (line ? [{ line, index }] : []));
  const sections: OpenSection[] = [{ id: 'MO', title: 'Phần mở đầu', path: [], paragraphs: [], tables: [] }];
  let at = START;
  let passed = 0;
  blocks.forEach((block, index) => {
    while ((upcoming[passed]?.index ?? Number.POSITIVE_INFINITY) <= index) passed += 1;
    const line = lines[index] ?? null;
    const ahead = () => upcoming.slice(passed, passed + LOOK_AHEAD).map((one) => one.line);
    const heading =
      block.kind === 'row' ? closingRow(block.cells, at) : line && readHeading(line, block.text, at, ahead);
    if (heading) {
      at = heading.position;
      if (heading.section)
        sections.push({ ...heading.section, path: [...heading.section.path], paragraphs: [], tables: [] });
    }
    const current = sections.at(-1) as OpenSection;
    if (heading) {
      if (heading.rest !== '') current.paragraphs.push(heading.rest);
    } else if (block.kind === 'paragraph') current.paragraphs.push(block.text);
    if (block.kind === 'row') addRow(current, block.cells, blocks[index - 1]?.kind === 'row' && heading === null);
  });
  const named = distinctIds(sections);
  const frames = framesOf(named);
  return named
    .filter((section) => !isEmpty(section) || !frames.has(section.id))
    .map((section) => (isEmpty(section) ? { ...section, paragraphs: [section.title] } : section));
}

function addRow(section: OpenSection, cells: readonly string[], goesOn: boolean): void {
  const table = section.tables.at(-1);
  if (goesOn && table) table.push([...cells]);
  else section.tables.push([[...cells]]);
}

/** In Word the closing stands in a table without lines: "Nơi nhận" on the left, the signature on the right. */
function closingRow(cells: readonly string[], at: Position): Heading | null {
  if (at.scheme === 'annex' || at.scheme === 'closing') return null;
  return fold(cells[0] ?? '').startsWith('noi nhan') ? closing('') : null;
}

function closing(rest: string): Heading {
  return {
    section: { id: 'KET', title: 'Phần kết', path: [] },
    rest,
    position: { ...START, scheme: 'closing' },
  };
}

function readHeading(line: HeadingLine, text: string, at: Position, ahead: () => Ahead): Heading | null {
  switch (line.kind) {
    case 'annex':
      return goesOnBeyond(at, ahead()) ? null : annex(line, text);
    case 'closing':
      return at.scheme === 'annex' || at.scheme === 'closing' ? null : closing(text);
    case 'division':
      return at.scheme === 'annex' ? null : division(line, at);
    case 'article':
      return at.scheme === 'annex' ? null : article(line, at);
    case 'group':
      return at.scheme === 'annex' || at.scheme === 'closing' ? null : group(line, at);
    case 'roman':
      return roman(line, at, ahead);
    case 'numbered':
      return at.scheme === 'roman' ? numbered(line, at, ahead) : null;
    default:
      return line satisfies never;
  }
}

/** Whether the row of sections that `at` stands in is taken up again: then an annex was only mentioned. */
function goesOnBeyond(at: Position, ahead: Ahead): boolean {
  for (const line of ahead) {
    if (line.kind === 'closing') return at.scheme === 'roman' || at.scheme === 'articles';
    if (line.kind === 'article' && at.scheme === 'articles') {
      const number = Number.parseInt(line.number, 10);
      if (number === 1) return false;
      if (number > at.article) return true;
    }
    if (line.kind === 'roman' && at.scheme === 'roman') {
      if (line.number === 1) return false;
      if (line.number === at.part + 1) return true;
    }
  }
  return false;
}

function annex(line: Extract<HeadingLine, { kind: 'annex' }>, text: string): Heading {
  const id = line.numeral ? `PL.${line.numeral}` : 'PL';
  return { section: { id, title: line.title || text, path: [] }, rest: '', position: { ...START, scheme: 'annex' } };
}

function division(line: Extract<HeadingLine, { kind: 'division' }>, at: Position): Heading {
  const partTitles = line.level === 'section' ? [...at.partTitles.slice(0, 1), line.title] : [line.title];
  return { section: null, rest: '', position: { ...at, scheme: 'articles', partTitles } };
}

/** Điều 1 may come a second time: a decision and the regulation that it enacts. Otherwise the numbers rise. */
function article(line: Extract<HeadingLine, { kind: 'article' }>, at: Position): Heading | null {
  const number = Number.parseInt(line.number, 10);
  if (at.scheme === 'closing' && number !== 1) return null;
  if (number !== 1 && number < at.article) return null;
  const [title, rest] = splitTitle(line.rest);
  const position: Position = { ...at, scheme: 'articles', article: number };
  return {
    section: { id: `Đ.${line.number}`, title: title || `Điều ${line.number}`, path: at.partTitles },
    rest,
    position,
  };
}

function group(line: Extract<HeadingLine, { kind: 'group' }>, at: Position): Heading | null {
  if (at.scheme === 'articles' && line.label.length === 1) return null;
  return {
    section: null,
    rest: '',
    position: { ...START, scheme: at.scheme, group: line.label, partTitles: [line.title] },
  };
}

function roman(line: Extract<HeadingLine, { kind: 'roman' }>, at: Position, ahead: () => Ahead): Heading | null {
  // A plan that a decision enacts begins behind the decision's closing.
  const from = at.scheme === 'closing' && line.number === 1 ? START : at;
  if (from.scheme !== 'roman') return null;
  const gap = line.number - from.part;
  if (gap !== 1) {
    if (gap < 1 || gap > LARGEST_GAP) return null;
    if (ahead().some((other) => other.kind === 'roman' && other.number > from.part && other.number < line.number))
      return null;
  }
  const [title, rest] = splitTitle(line.rest);
  const frame = from.group === '' ? [] : from.partTitles.slice(0, 1);
  const position: Position = {
    ...from,
    part: line.number,
    numeral: line.numeral,
    partTitles: [...frame, title],
    numbers: [],
    titles: [],
  };
  return { section: { id: idOf(position), title, path: frame }, rest, position };
}

function numbered(line: Extract<HeadingLine, { kind: 'numbered' }>, at: Position, ahead: () => Ahead): Heading | null {
  if (!follows(at.numbers, line.numbers) && !skips(at.numbers, line.numbers, ahead)) return null;
  const [title, rest] = splitTitle(line.rest);
  const titles = [...at.titles.slice(0, line.numbers.length - 1), title];
  const position: Position = { ...at, numbers: line.numbers, titles };
  return { section: { id: idOf(position), title, path: [...at.partTitles, ...titles.slice(0, -1)] }, rest, position };
}

function idOf({ group, numeral, numbers }: Position): string {
  return [group, numeral, ...numbers].filter((piece) => piece !== '').join('.');
}

/** `next` is the sibling after, the first child of, or the sibling after an ancestor of `last`. */
function follows(last: readonly number[], next: readonly number[]): boolean {
  return gapBetween(last, next) === 1;
}

/** How many numbers `next` is ahead in its row; null when it belongs to no row that is open. */
function gapBetween(last: readonly number[], next: readonly number[]): number | null {
  const depth = next.length;
  if (depth > last.length + 1) return null;
  if (!next.slice(0, -1).every((number, i) => number === last[i])) return null;
  return (next[depth - 1] ?? 0) - (last[depth - 1] ?? 0);
}

/** The numbers between are nowhere ahead in this part, so the document leaves them out. */
function skips(last: readonly number[], next: readonly number[], ahead: () => Ahead): boolean {
  const gap = gapBetween(last, next);
  if (gap === null || gap < 2 || gap > LARGEST_GAP) return false;
  for (const line of ahead()) {
    if (line.kind !== 'numbered') {
      if (line.kind === 'roman' || line.kind === 'closing' || line.kind === 'group') return true;
      continue;
    }
    const between = gapBetween(last, line.numbers);
    if (line.numbers.length === next.length && between !== null && between >= 1 && between < gap) return false;
  }
  return true;
}

/** "2. Sở Tài chính: Hàng năm …" has its title before the colon; a long sentence without one is both title and text. */
function splitTitle(text: string): [title: string, rest: string] {
  const colon = /^(.{3,400}?):\s+(\S.*)$/u.exec(text);
  if (colon) return [(colon[1] ?? '').trim(), (colon[2] ?? '').trim()];
  const bare = text.replace(/[:.]$/u, '').trim();
  return bare.length <= 140 ? [bare, ''] : [`${bare.slice(0, bare.lastIndexOf(' ', 120))}…`, text];
}

/** A heading with no text of its own is a mere frame where sections stand below it, and its own text where none do. */
function framesOf(sections: readonly ImportedSection[]): Set<string> {
  const frames = new Set(['MO']);
  for (const { id } of sections) {
    for (let at = id.lastIndexOf('.'); at > 0; at = id.lastIndexOf('.', at - 1)) frames.add(id.slice(0, at));
  }
  return frames;
}

function isEmpty(section: ImportedSection): boolean {
  return section.paragraphs.length === 0 && section.tables.length === 0;
}
