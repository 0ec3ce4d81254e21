import { type Block, blocksFromText } from './blocks.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Word's merged cells beyond this are a layout, not a table. */
const WIDEST = 40;
const TALLEST = 200;

/**
 * The HTML that mammoth writes (p, h1–h6, li, table/tr/td, inline marks; always well formed) → blocks. Word's automatic
 * numbers are no text and do not reach us: a document numbered that way shows its headings without numbers in the preview.
 * A merged cell stands in its first row and column and leaves the others empty, so that columns stay under their heads.
 */
export function blocksFromHtml(html: string): Block[] {
  const lines: string[] = [];
  let row: string[] | null = null;
  let cell: { parts: string[]; wide: number; tall: number } | null = null;
  let line = '';
  /** Column → rows below that a merged cell still covers. */
  let covered: number[] = [];
  const endLine = () => {
    const text = line.replace(/\s+/gu, ' ').trim();
    line = '';
    if (text === '') return;
    if (cell) cell.parts.push(text);
    else lines.push(text);
  };
  const skipCovered = (cells: string[]) => {
    while ((covered[cells.length] ?? 0) > 0) {
      covered[cells.length] = (covered[cells.length] ?? 1) - 1;
      cells.push('');
    }
  };
  for (const [, tag, attributes, text] of html.matchAll(/<(\/?[a-z0-9]+)([^>]*)>|([^<]+)/gu)) {
    if (text !== undefined) line += text.replace(/&(#?\w+);/gu, (_, name: string) => entity(name));
    else if (tag === 'table') covered = [];
    else if (tag === 'tr') row = [];
    else if (tag === 'td' || tag === 'th') {
      cell = { parts: [], wide: span(attributes, 'colspan', WIDEST), tall: span(attributes, 'rowspan', TALLEST) };
    } else if (tag === '/td' || tag === '/th') {
      endLine();
      if (row && cell) {
        skipCovered(row);
        for (let at = 0; at < cell.wide; at += 1) {
          covered[row.length] = cell.tall - 1;
          row.push(at === 0 ? cell.parts.join(' ') : '');
        }
      }
      cell = null;
    } else if (tag === '/tr') {
      if (row) {
        skipCovered(row);
        lines.push(`${row.join('\t')}${row.length === 1 ? '\t' : ''}`);
      }
      row = null;
    } else if (/^(?:\/(?:p|h[1-6]|li)|br)$/u.test(tag ?? '')) endLine();
  }
  endLine();
  return blocksFromText(lines.join('\n'));
}

function span(attributes: string | undefined, name: string, most: number): number {
  const value = Number(new RegExp(`${name}="(\\d{1,4})"`, 'u').exec(attributes ?? '')?.[1] ?? 1);
  return Math.min(Math.max(value, 1), most);
}

function entity(name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? `&${name};`;
  const code = Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1));
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
