import { unzipSync } from 'fflate';

/** One part of a Word or Excel file (a ZIP of XML), as text. A part that is not UTF-8 is an error. */
export function partOf(file: Uint8Array, name: string): string {
  const bytes = unzipSync(file)[name];
  if (!bytes) throw new Error(`no part ${name}`);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** The text of a part of a Word file, a line a paragraph. */
export function textOf(docx: Uint8Array, name = 'word/document.xml'): string {
  return unescaped(
    partOf(docx, name)
      .replace(/<\/w:p>/g, '\n')
      .replace(/<w:tab\/>/g, '\t')
      .replace(/<[^>]+>/g, ''),
  );
}

/** Whether the XML stays within what XML 1.0 allows and every tag is closed. */
export function isSound(xml: string): boolean {
  if (/(?![\t\n\r])\p{Cc}|[\p{Cs}\uFFFE\uFFFF]/u.test(xml)) return false;
  const open: string[] = [];
  for (const [, closing, name, alone] of xml.matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/g)) {
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!alone && name) open.push(name);
  }
  const between = xml.replace(/<\?[^>]*\?>/g, '').replace(/<\/?[\w:]+(?:\s+[\w:]+="[^"<]*")*\s*\/?>/g, '');
  return open.length === 0 && !/[<]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(between);
}

export interface Cell {
  /** What stands in it: text, or the number that Excel keeps. */
  readonly value: string;
  readonly type: 'text' | 'number' | 'formula';
  /** Number format: `@` for text. */
  readonly format: string;
}

/** The first sheet of an Excel file: rows of cells, null for an empty one. */
export function cellsOf(xlsx: Uint8Array): (Cell | null)[][] {
  const sheet = partOf(xlsx, 'xl/worksheets/sheet1.xml');
  const parts = unzipSync(xlsx);
  const strings = parts['xl/sharedStrings.xml']
    ? [...partOf(xlsx, 'xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, one = '']) => plainText(one))
    : [];
  const styles = partOf(xlsx, 'xl/styles.xml');
  const formats = new Map([
    // The program's own number of "text".
    ['49', '@'] as const,
    ...[...styles.matchAll(/<numFmt\b[^>]*\bnumFmtId="(\d+)"[^>]*\bformatCode="([^"]*)"/g)].map(
      ([, id, code]) => [id, code] as const,
    ),
  ]);
  const cellStyles = [...(/<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '').matchAll(/<xf\b[^>]*>/g)].map(
    ([xf]) => unescaped(formats.get(/numFmtId="(\d+)"/.exec(xf)?.[1] ?? '') ?? ''),
  );
  return [...sheet.matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', inside = '']) => {
      if (inside === '') return null;
      const raw = plainText(/<(?:v|is)>(.*?)<\/(?:v|is)>/s.exec(inside)?.[1] ?? '');
      const kind = /\bt="(\w+)"/.exec(attributes)?.[1];
      const type = inside.includes('<f') ? 'formula' : kind === 's' || kind === 'inlineStr' ? 'text' : 'number';
      const format = cellStyles[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? '';
      return { value: kind === 's' ? (strings[Number(raw)] ?? '') : raw, type, format };
    }),
  );
}

function plainText(xml: string): string {
  return unescaped(xml.replace(/<[^>]+>/g, ''));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
