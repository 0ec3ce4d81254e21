import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface PlacedText {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/** Pages beyond this are not read: no plan or decision with its forms is longer. */
const MAX_PAGES = 400;
/** A gap wider than this many times the letter height separates two cells of a row. */
const CELL_GAP = 2.5;

/** The text layer of a PDF, line by line; a wide gap within a line becomes a tab. Throws when the file is no PDF. */
export async function textFromPdf(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, useSystemFonts: true, verbosity: 0 });
  try {
    const pdf = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES); number += 1) {
      const page = await pdf.getPage(number);
      const content = await page.getTextContent();
      pages.push(pageLines(content.items as readonly PlacedText[]).join('\n'));
    }
    return pages.join('\n');
  } finally {
    await task.destroy();
  }
}

interface Line {
  text: string;
  /** Where the line ends on the page; a line that ends at the margin goes on in the next. */
  right: number;
}

function pageLines(items: readonly PlacedText[]): string[] {
  const rows: { y: number; items: PlacedText[] }[] = [];
  for (const item of items) {
    if (!item.str.trim()) continue;
    const y = item.transform[5] ?? 0;
    const row = rows.find((candidate) => Math.abs(candidate.y - y) < 3);
    if (row) row.items.push(item);
    else rows.push({ y, items: [item] });
  }
  const lines = rows
    .sort((a, b) => b.y - a.y)
    .map((row) => readLine(row.items))
    .filter((line) => !/^\d{1,3}$/u.test(line.text));
  return joinWrapped(lines);
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
      joined[joined.length - 1] = { text: `${previous.text} ${line.text}`, right: line.right };
    } else {
      joined.push(line);
    }
  }
  return joined.map((line) => line.text);
}

function readLine(items: readonly PlacedText[]): Line {
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
