import { sizesHold, zipEntries } from '../knowledge/import/zip.ts';
import type { FileRefusal } from '../registration/attachments.ts';

/** Unpacked. A Word file with pictures is about as large as packed; a bomb is a thousand times larger. */
const MOST_UNPACKED = 60 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
const MACROS = /vbaProject\.bin$|^xl\/macrosheets\//i;

/** A zip that is a Word or Excel file and nothing else: its parts where they belong, no macros, no bomb, nothing before or behind it. */
export function checkOfficeFile(
  bytes: Buffer,
): { readonly kind: 'docx' | 'xlsx' } | { readonly kind: 'refused'; readonly why: FileRefusal } {
  const entries = zipEntries(bytes);
  if (!entries || !endsWithItsDirectory(bytes)) return { kind: 'refused', why: 'broken' };
  const names = new Set(entries.map(({ name }) => name));
  if (entries.length > MOST_ENTRIES || names.size !== entries.length || [...names].some(leavesItsFolder))
    return { kind: 'refused', why: 'broken' };
  if (!names.has('[Content_Types].xml')) return { kind: 'refused', why: 'kind' };
  const kind = names.has('word/document.xml') ? 'docx' : names.has('xl/workbook.xml') ? 'xlsx' : null;
  if (!kind) return { kind: 'refused', why: 'kind' };
  if ([...names].some((name) => MACROS.test(name))) return { kind: 'refused', why: 'macros' };
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > MOST_UNPACKED || !sizesHold(bytes, entries)) return { kind: 'refused', why: 'broken' };
  return { kind };
}

const DIRECTORY_END = 22;

function endsWithItsDirectory(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf('PK\x05\x06');
  return (
    end >= 0 &&
    end + DIRECTORY_END <= bytes.length &&
    end + DIRECTORY_END + bytes.readUInt16LE(end + 20) === bytes.length
  );
}

function leavesItsFolder(name: string): boolean {
  return name.startsWith('/') || name.includes('\\') || name.split('/').includes('..');
}
