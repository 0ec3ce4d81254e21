import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { cellAt, findGrids, type Grid, wallsBetween } from './pdf-grid.ts';
import { rulesOf } from './pdf-rules.ts';

interface PlacedText {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/** Pages beyond this are not read: no plan or decision with its forms is longer. */
const MAX_PAGES = 400;
/** A gap wider than this many times the letter height separates two cells of a row. */
const CELL_GAP = 2.5;

/**
 * The text layer of a PDF, line by line. A row of a ruled table is one line with tabs between its cells, whatever lines its
 * cells run over; elsewhere a wide gap within a line becomes a tab. Throws when the file is no PDF or has a password.
 */
export async function textFromPdf(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, useSystemFonts: true, verbosity: 0 });
  try {
    const pdf = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES); number += 1) {
      const page = await pdf.getPage(number);
      const content = await page.getTextContent();
      const grids = findGrids(await rulesOf(page));
      pages.push(pageLines(content.items as readonly PlacedText[], grids).join('\n'));
    }
    return pages.join('\n');
  } finally {
    await task.destroy();
  }
}

interface Line {
  /** Height of its baseline on the page. */
  y: number;
  text: string;
  /** Where the line ends on the page; a line that ends at the margin goes on in the next. */
  right: number;
}

function pageLines(items: readonly PlacedText[], grids: readonly Grid[]): string[] {
  const inGrids = grids.map((grid) => items.filter((item) => placeIn(grid, item) !== null));
  const ruled = new Set(inGrids.flat());
  const lines = [
    ...freeLines(items.filter((item) => !ruled.has(item))).filter(({ text }) => !/^\d{1,3}$/u.test(text)),
    ...grids.flatMap((grid, index) =>
      rowLines(
        grid,
        (inGrids[index] ?? []).flatMap((item) => cutAtWalls(grid, item)),
      ),
    ),
  ];
  return joinWrapped(lines.sort((a, b) => b.y - a.y));
}

function placeIn(grid: Grid, { transform: [, , , , x = 0, y = 0] }: PlacedText): ReturnType<typeof cellAt> {
  return cellAt(grid, x, y);
}

/** Narrow cells can come as one text: it is cut at the blank nearest to where a wall crosses it, were all letters of one width. */
function cutAtWalls(grid: Grid, item: PlacedText): PlacedText[] {
  const { str, width, transform } = item;
  const [x = 0, y = 0] = transform.slice(4);
  const wall = wallsBetween(grid, x, x + width, y)[0];
  const blanks = [...str.matchAll(/\s+/gu)].map(({ index }) => index);
  if (wall === undefined || blanks.length === 0) return [item];
  const target = ((wall - x) / width) * str.length;
  const cut = blanks.reduce((best, next) => (Math.abs(next - target) < Math.abs(best - target) ? next : best));
  const left = (width * cut) / str.length;
  const start = Math.max(wall, x + left);
  const rest = {
    str: str.slice(cut).trim(),
    width: x + width - start,
    transform: [...transform.slice(0, 4), start, y],
  };
  return [{ ...item, str: str.slice(0, cut), width: Math.min(left, wall - x) }, ...cutAtWalls(grid, rest)];
}

/** Each row of a table as one line; its cells are what stands between the rules. */
function rowLines(grid: Grid, items: readonly PlacedText[]): Line[] {
  return grid.rows.slice(0, -1).flatMap((top, row) => {
    const cells = grid.columns.slice(0, -1).map((_, column) => {
      const own = items.filter((item) => {
        const place = placeIn(grid, item);
        return place?.row === row && place.column === column;
      });
      return freeLines(own)
        .map(({ text }) => text.replaceAll('\t', ' '))
        .join(' ');
    });
    return cells.some((cell) => cell !== '') ? [{ y: top, text: cells.join('\t'), right: 0 }] : [];
  });
}

/** Lines of text from top to bottom. */
function freeLines(items: readonly PlacedText[]): Line[] {
  const rows: { y: number; items: PlacedText[] }[] = [];
  for (const item of items) {
    if (!item.str.trim()) continue;
    const y = item.transform[5] ?? 0;
    const row = rows.find((candidate) => Math.abs(candidate.y - y) < 3);
    if (row) row.items.push(item);
    else rows.push({ y, items: [item] });
  }
  return rows.sort((a, b) => b.y - a.y).map(({ y, items: own }) => ({ y, ...readLine(own) }));
}

/** A line that reaches the margin without closing its sentence is wrapped, unless the next begins an item or a heading. */
function joinWrapped(lines: readonly Line[]): string[] {
  const margin = Math.max(0, ...lines.map((line) => line.right));
  const joined: Line[] = [];
  for (const line of lines) {
    const previous = joined.at(-1);
    const wrapped = previous && previous.right > margin * 0.94 && !/[.;:!?]$/u.test(previous.text);
    const opens = /^(?:[-+•–]|\d{1,2}[.)]|[a-zđ]\)|[IVX]+\.|Điều\s|Chương\s|Phụ lục)/u.test(line.text);
    if (wrapped && !opens && !line.text.includes('\t') && !previous.text.includes('\t')) {
      joined[joined.length - 1] = { ...line, text: `${previous.text} ${line.text}` };
    } else {
      joined.push(line);
    }
  }
  return joined.map((line) => line.text);
}

function readLine(items: readonly PlacedText[]): Omit<Line, 'y'> {
  const ordered = [...items].sort((a, b) => (a.transform[4] ?? 0) - (b.transform[4] ?? 0));
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const item of ordered) {
    const x = item.transform[4] ?? 0;
    const height = Math.abs(item.transform[3] ?? 10);
    if (text !== '') text += x - end > height * CELL_GAP ? '\t' : x - end > height * 0.15 ? ' ' : '';
    text += item.str;
    end = x + item.width;
  }
  return { text: text.trim(), right: end };
}
