import { fold } from '../../language/fold.ts';
import type { Block } from './blocks.ts';

/** What the head of a Vietnamese administrative document says about itself; null where it is blank. */
export interface DocumentHeader {
  /** e.g. "49/KH-UBND", "26/2026/QĐ-TTg". */
  readonly number: string | null;
  /** ISO date of issue. */
  readonly issued: string | null;
  readonly issuer: string | null;
  /** "Kế hoạch", "Quyết định" … as printed over the title. */
  readonly kind: string | null;
  readonly title: string | null;
}

const KINDS = [
  'quyet dinh',
  'ke hoach',
  'nghi quyet',
  'nghi dinh',
  'thong tu',
  'huong dan',
  'thong bao',
  'chi thi',
  'cong van',
  'quy che',
  'de an',
];
const ISSUER = /^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|thu tuong|chinh phu|bo |so |van phong|quoc hoi)/u;
const HEAD_LENGTH = 30;

/** Reads number, date, issuer, kind and title from the first paragraphs. Blank dots ("Số: /KH-UBND") give null. */
export function readHeader(blocks: readonly Block[]): DocumentHeader {
  const lines = blocks
    .slice(0, HEAD_LENGTH)
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.cells))
    .filter((line) => line !== '');
  const kindAt = lines.findIndex((line) =>
    KINDS.some((kind) => fold(line) === kind || fold(line).startsWith(`${kind} thuc hien`)),
  );
  return {
    number: firstMatch(lines, /Số:\s*(\d+(?:\/\d{4})?\/[\p{L}\d-]+)/u),
    issued: issuedDate(lines),
    issuer: lines.slice(0, kindAt < 0 ? 8 : kindAt).find((line) => ISSUER.test(fold(line))) ?? issuerFromGrounds(lines),
    kind: kindAt < 0 ? null : sentenceCase(lines[kindAt]?.split(/\s+/u).slice(0, 2).join(' ') ?? ''),
    title: kindAt < 0 ? null : titleAfter(lines, kindAt),
  };
}

function firstMatch(lines: readonly string[], pattern: RegExp): string | null {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1];
    if (found) return found;
  }
  return null;
}

function issuedDate(lines: readonly string[]): string | null {
  for (const line of lines) {
    const found = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/u.exec(line);
    if (found) return `${found[3]}-${String(found[2]).padStart(2, '0')}-${String(found[1]).padStart(2, '0')}`;
  }
  return null;
}

/** Where the head of the page is missing, the grounds name who issues: "…, UBND tỉnh ban hành Kế hoạch …". */
function issuerFromGrounds(lines: readonly string[]): string | null {
  for (const line of lines) {
    const found = /(?:^|,\s*)([^,]{4,60}?)\s+ban hành/u.exec(line)?.[1];
    if (found) return found.trim();
  }
  return null;
}

/** The title runs over the paragraphs below the kind until the grounds begin or a sentence ends. */
function titleAfter(lines: readonly string[], kindAt: number): string | null {
  const parts: string[] = [];
  for (const line of lines.slice(kindAt + 1, kindAt + 5)) {
    if (/^(?:căn cứ|thực hiện (?:nghị quyết|quyết định)|theo đề nghị|[IVX]+\.|điều)/iu.test(line) || line.length > 220)
      break;
    parts.push(line);
  }
  return parts.length > 0 ? parts.join(' ') : null;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
