import { cleanLine } from './clean.ts';

/** A document as the readers give it: paragraphs and tables in reading order, no styles. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Cells of one row; consecutive rows form a table. */
  | { readonly kind: 'row'; readonly cells: readonly string[] };

/**
 * Plain text or Markdown → blocks. Markdown emphasis and heading signs are dropped (administrative numbering carries the
 * structure, not the signs); lines with tabs or pipes are table rows; a sentence broken over a page is joined again.
 */
export function blocksFromText(text: string): Block[] {
  const blocks: Block[] = [];
  for (const raw of tidyLines(text)) {
    const line = raw
      .replace(/\*\*|__/gu, '')
      .replace(/^#{1,6}\s+/u, '')
      .replace(/(?<!\S)\*(?=\S)|(?<=\S)\*(?!\S)/gu, '');
    const cells = rowCells(line);
    if (cells) {
      if (!cells.every((cell) => /^:?-{2,}:?$/u.test(cell))) blocks.push({ kind: 'row', cells });
      continue;
    }
    const paragraph = line.trim();
    const previous = blocks.at(-1);
    if (previous?.kind === 'paragraph' && continues(previous.text, paragraph)) {
      blocks[blocks.length - 1] = { kind: 'paragraph', text: `${previous.text} ${paragraph}` };
    } else {
      blocks.push({ kind: 'paragraph', text: paragraph });
    }
  }
  return blocks;
}

function tidyLines(text: string): string[] {
  // Tabs separate cells, so they are kept until the cells are cut; everything else is tidied cell by cell.
  return text
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => line.split('\t').map(cleanLine).join('\t'))
    .filter((line) => line.trim() !== '');
}

function rowCells(line: string): string[] | null {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim());
  if (/^\|.*\|$/u.test(line.trim()))
    return line
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
  return null;
}

/** No paragraph is longer than a page; beyond that the lines are not one sentence but a file without sentences. */
const LONGEST_JOINED = 4000;

/** A paragraph that begins in lower case right after one without closing punctuation is its other half. */
function continues(before: string, after: string): boolean {
  if (before.length > LONGEST_JOINED) return false;
  return !'.;:!?…”)/'.includes(before.at(-1) ?? '.') && /^\p{Ll}/u.test(after) && !/^[a-zđ]\)/u.test(after);
}
