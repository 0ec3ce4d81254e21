import type { FileKind } from '../registration/attachments.ts';

/** `zip`: a Word or Excel file, perhaps. `heic`: a picture whose place we can't take out, so it is refused by name. */
export type Sniffed = Exclude<FileKind, 'docx' | 'xlsx'> | 'zip' | 'heic';

const SIGNATURES: readonly { readonly kind: Sniffed; readonly at: number; readonly bytes: string }[] = [
  { kind: 'jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { kind: 'png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { kind: 'webp', at: 8, bytes: 'WEBP' },
  { kind: 'pdf', at: 0, bytes: '%PDF-' },
  { kind: 'zip', at: 0, bytes: 'PK\x03\x04' },
  ...['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif'].map((brand) => ({
    kind: 'heic' as const,
    at: 4,
    bytes: `ftyp${brand}`,
  })),
];

/**
 * Kinds that we take, by their first bytes. Six signatures of our own: a library that knows two hundred kinds parses as
 * many formats of whatever a stranger sends.
 */
export function sniffKind(content: Buffer): Sniffed | null {
  const found = SIGNATURES.find(({ at, bytes }) => content.toString('latin1', at, at + bytes.length) === bytes);
  return found?.kind ?? null;
}
