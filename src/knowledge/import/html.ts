import { type Block, blocksFromText } from './blocks.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * The HTML that mammoth writes (p, h1–h6, li, table/tr/td, inline marks; always well formed) → blocks. Word's automatic
 * numbers are no text and do not reach us: a document numbered that way shows its headings without numbers in the preview.
 */
export function blocksFromHtml(html: string): Block[] {
  const lines: string[] = [];
  let row: string[] | null = null;
  let cell: string[] | null = null;
  let line = '';
  const endLine = () => {
    const text = line.replace(/\s+/gu, ' ').trim();
    line = '';
    if (text === '') return;
    if (cell) cell.push(text);
    else lines.push(text);
  };
  for (const [, tag, text] of html.matchAll(/<(\/?[a-z0-9]+)[^>]*>|([^<]+)/gu)) {
    if (text !== undefined) line += text.replace(/&(#?\w+);/gu, (_, name: string) => entity(name));
    else if (tag === 'tr') row = [];
    else if (tag === 'td' || tag === 'th') cell = [];
    else if (tag === '/td' || tag === '/th') {
      endLine();
      row?.push((cell ?? []).join(' '));
      cell = null;
    } else if (tag === '/tr') {
      if (row) lines.push(`${row.join('\t')}${row.length === 1 ? '\t' : ''}`);
      row = null;
    } else if (/^(?:\/(?:p|h[1-6]|li)|br)$/u.test(tag ?? '')) endLine();
  }
  endLine();
  return blocksFromText(lines.join('\n'));
}

function entity(name: string): string {
  if (name.startsWith('#')) return String.fromCodePoint(Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1)));
  return ENTITIES[name] ?? `&${name};`;
}
