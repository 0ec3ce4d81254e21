import { fold } from '../../language/fold.ts';
import type { Block } from './blocks.ts';
import { headingLine, isUpperCase } from './headings.ts';

/** Lines of capitals that belong to the frame above them. */
const MOST_LINES = 3;
const LONGEST_LINE = 160;

/**
 * "CHƯƠNG I" over "QUY ĐỊNH CHUNG" is one heading on two lines, and so is the title of an annex that runs over several
 * lines of capitals; each is joined to one paragraph.
 */
export function joinTitles(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  let open = 0;
  for (const block of blocks) {
    const previous = joined.at(-1);
    if (open > 0 && previous?.kind === 'paragraph' && block.kind === 'paragraph' && goesOn(block.text)) {
      const sign = /[.:–-]$/u.test(previous.text) || hasTitle(previous.text) ? ' ' : ': ';
      joined[joined.length - 1] = { kind: 'paragraph', text: `${previous.text}${sign}${block.text}` };
      open -= 1;
      continue;
    }
    open = block.kind === 'paragraph' && frames(block.text) ? MOST_LINES : 0;
    joined.push(block);
  }
  return joined;
}

function frames(text: string): boolean {
  const kind = headingLine(text)?.kind;
  return (
    (kind === 'division' || kind === 'group' || kind === 'annex') &&
    (isUpperCase(text) || !hasTitle(text) || isUpperCase(afterLabel(text)))
  );
}

function goesOn(text: string): boolean {
  return text.length <= LONGEST_LINE && isUpperCase(text) && headingLine(text) === null;
}

function hasTitle(text: string): boolean {
  return afterLabel(text) !== '';
}

function afterLabel(text: string): string {
  const label =
    /^(?:(?:phan|chuong|muc)\s+(?:thu\s+)?\S+|phu luc(?:\s+(?:so\s+)?(?:[ivx]+|\d+)(?!\p{L}))?)\s*[.:–-]?\s*/u.exec(
      fold(text),
    );
  return text.slice(label?.[0].length ?? 0);
}
