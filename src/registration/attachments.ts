/** Files that belong to a registration. Their bytes are elsewhere; this is what the form knows of them. */

/** What the bytes are, whatever the name says. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf' | 'docx' | 'xlsx';

export interface Attachment {
  readonly id: string;
  /** The person's name for it, tidied. */
  readonly name: string;
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes as they came, hex. */
  readonly sha256: string;
  /** An id of `PAPERS`; null while nobody has said what it shows. */
  readonly paper: string | null;
}

export const LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  /** Of one registration. */
  files: 20,
  totalBytes: 60 * 1024 * 1024,
  /** Of one person over all registrations, closed ones included until their files are erased. */
  personBytes: 200 * 1024 * 1024,
} as const;

/** Why a file was not taken; each has a sentence for the person. */
const REFUSALS = ['empty', 'too-large', 'too-many', 'too-much', 'kind', 'heic', 'macros', 'broken', 'gone'] as const;
export type FileRefusal = (typeof REFUSALS)[number];

/** What became of a file that somebody sent. `not-wanted`: no consent or no open form, so it was not even fetched. */
export type FileOutcome =
  | { readonly kind: 'kept'; readonly attachment: Attachment }
  | { readonly kind: 'same'; readonly attachment: Attachment }
  | { readonly kind: 'refused'; readonly why: FileRefusal }
  | { readonly kind: 'not-wanted' };

/** Whether one more file may come at all; asked before its bytes are fetched. */
export function roomFor(there: readonly Attachment[]): FileRefusal | null {
  if (there.length >= LIMITS.files) return 'too-many';
  return totalBytes(there) >= LIMITS.totalBytes ? 'too-much' : null;
}

export function totalBytes(files: readonly Attachment[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}

/** "820 KB", "1,2 MB". */
export function showSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;
}

const EXTENSIONS: Record<FileKind, string> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
};
const LONGEST_NAME = 80;

/**
 * The last part of a person's file name, harmless to show and to save under: no folders, control or reserved
 * characters, no leading dots, and the extension that the bytes deserve.
 */
export function safeName(name: string, kind: FileKind): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  return `${[...stem].slice(0, LONGEST_NAME).join('').trim() || 'tep-gui-len'}.${EXTENSIONS[kind]}`;
}

export const MIME: Record<FileKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
