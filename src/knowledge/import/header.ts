import { fold } from '../../language/fold.ts';
import type { Block } from './blocks.ts';
import { isUpperCase } from './headings.ts';
import { spelledDate } from './written-date.ts';

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
/** The name of the state stands beside the issuer; where columns are narrow both come as one line. */
const BESIDE = /\s+(?=CỘNG HÒA XÃ HỘI CHỦ NGHĨA|CỘNG HOÀ XÃ HỘI CHỦ NGHĨA|Độc lập)/u;
/** Whose committee or council it is, on a line of its own below it. */
const OF_WHERE = /^(?:tinh|thanh pho|huyen|xa|phuong) \P{N}{2,40}$/u;

/** Reads number, date, issuer, kind and title from the first paragraphs. Blank dots ("Số: /KH-UBND") give null. */
export function readHeader(blocks: readonly Block[]): DocumentHeader {
  const lines = blocks
    .slice(0, HEAD_LENGTH)
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.cells))
    .flatMap((line) => line.split(BESIDE))
    .filter((line) => line !== '');
  const kindAt = lines.findIndex((line) =>
    KINDS.some((kind) => fold(line) === kind || fold(line).startsWith(`${kind} thuc hien`)),
  );
  return {
    number: firstMatch(lines, /Số:\s*(\d+(?:\/\d{4})?\/[\p{L}\d-]+)/u),
    issued: issuedDate(lines),
    issuer: issuerAtTop(lines.slice(0, kindAt < 0 ? 8 : kindAt)) ?? issuerFromGrounds(lines),
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
    const date = spelledDate(line);
    if (date) return date;
  }
  return null;
}

function issuerAtTop(lines: readonly string[]): string | null {
  const at = lines.findIndex((line) => ISSUER.test(fold(line)));
  if (at < 0) return null;
  const where = lines.slice(at + 1, at + 3).find((line) => OF_WHERE.test(fold(line)));
  return [lines[at], where].filter(Boolean).join(' ');
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
    // A decision names its authority once more between title and grounds.
    if (isUpperCase(line) && ISSUER.test(fold(line))) break;
    parts.push(line);
  }
  return parts.length > 0 ? parts.join(' ') : null;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
