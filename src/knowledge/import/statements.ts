/** Characters of one statement: two of them and their labels fit into one answer. */
export const LONGEST_STATEMENT = 400;

/** Where a long paragraph may be cut, best first: between sentences, between items, after a comma, between words. */
const CUTS = [
  /(?<=[.!?…][”")]?)(?<!(?:^|[\s(])(?:TP|TX|TT|KT|TM|PGS|GS|TS|ThS|Th\.S)\.)\s+(?=[\p{Lu}“"(\-–+•])/u,
  /(?<=;)\s+/u,
  /(?<=[,:])\s+/u,
  /\s+/u,
];

/**
 * Paragraphs of an original → statements of at most 400 characters, word for word, so that each can be cited. A line that
 * ends in a colon leads the items below it, as long as they fit: "Thời gian:" tells nothing alone. The dash or plus that
 * opens an item is left out.
 */
export function statementsOf(paragraphs: readonly string[]): string[] {
  const statements: string[] = [];
  let listOpen = false;
  for (const paragraph of paragraphs) {
    for (const [index, piece] of pieces(paragraph, 0).entries()) {
      const last = statements.at(-1);
      if (index === 0 && listOpen && last !== undefined && lengthOf(last) + 1 + lengthOf(piece) <= LONGEST_STATEMENT) {
        statements[statements.length - 1] = `${last} ${piece}`;
      } else statements.push(index === 0 ? piece.replace(/^[-–+•]\s+/u, '') : piece);
    }
    listOpen = /:$/u.test(paragraph) || (listOpen && /[;,]$/u.test(paragraph));
  }
  return statements;
}

/** Pieces of at most the longest length, cut at the best place that does and packed as full as they go. */
function pieces(text: string, level: number): string[] {
  if (lengthOf(text) <= LONGEST_STATEMENT) return [text];
  const cut = CUTS[level];
  if (!cut) return hardPieces(text);
  const packed: string[] = [];
  for (const part of text.split(cut).filter((one) => one !== '')) {
    for (const [index, piece] of pieces(part, level + 1).entries()) {
      const last = packed.at(-1);
      if (index === 0 && last !== undefined && lengthOf(last) + 1 + lengthOf(piece) <= LONGEST_STATEMENT) {
        packed[packed.length - 1] = `${last} ${piece}`;
      } else packed.push(piece);
    }
  }
  return packed;
}

/** A word longer than a statement is no word; it is cut so that nothing longer is ever shown. */
function hardPieces(text: string): string[] {
  const characters = [...text];
  const result: string[] = [];
  for (let at = 0; at < characters.length; at += LONGEST_STATEMENT) {
    result.push(characters.slice(at, at + LONGEST_STATEMENT).join(''));
  }
  return result;
}

function lengthOf(text: string): number {
  return text.length <= LONGEST_STATEMENT ? text.length : [...text].length;
}
