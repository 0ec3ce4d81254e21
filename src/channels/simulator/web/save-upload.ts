import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tidy } from '../../../language/text.ts';
import type { IncomingContent } from '../../types.ts';
import { type FileKind, sniffFile } from './sniff-file.ts';

export type Upload = Extract<IncomingContent, { kind: 'photo' | 'file' }>;

export type SavedUpload = { readonly kind: 'saved'; readonly content: Upload } | { readonly kind: 'refused' };

/**
 * Writes an accepted file into the private folder under a name of our own; the person's name for it is kept beside.
 * Without a folder nothing is written and `path` is empty: no file is kept that nobody will read.
 */
export async function saveUpload(folder: string | null, bytes: Buffer, name: string): Promise<SavedUpload> {
  const kind = sniffFile(bytes);
  if (!kind) return { kind: 'refused' };
  const path = folder === null ? '' : await write(folder, `${randomUUID()}.${kind}`, bytes);
  return { kind: 'saved', content: { kind: kind === 'pdf' ? 'file' : 'photo', path, name: showableName(name, kind) } };
}

async function write(folder: string, name: string, bytes: Buffer): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
  return path;
}

/** The last part of the person's file name without control characters, at most 120 characters. */
export function showableName(name: string, kind: FileKind): string {
  const last = tidy(name)
    .replace(/\p{Cc}/gu, '')
    .split(/[/\\]/)
    .at(-1);
  return last ? [...last].slice(-120).join('') : `tep-gui-len.${kind}`;
}
