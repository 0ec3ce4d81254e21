import { createHash } from 'node:crypto';
import type { OutgoingFile } from '../types.ts';
import { MESSAGE_LIMITS } from './client/messages.ts';

/** Zalo drops an upload after 7 days; a day earlier we upload again. */
const KEPT_MS = 6 * 24 * 3_600_000;
const MOST = 500;

/** How Zalo takes a file; null: not at all, so it goes as a link. */
export function uploadKind({ name, mime, bytes }: OutgoingFile): 'image' | 'file' | null {
  if (mime === 'image/png' || mime === 'image/jpeg') return bytes.length <= MESSAGE_LIMITS.imageBytes ? 'image' : null;
  return /\.(pdf|docx?|csv)$/i.test(name) && bytes.length <= MESSAGE_LIMITS.fileBytes ? 'file' : null;
}

/** Ids of what was uploaded before, by content, so that one picture for a thousand people is uploaded once. */
export class UploadCache {
  readonly #ids = new Map<string, { id: string; at: number }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  find(file: OutgoingFile): string | null {
    const known = this.#ids.get(keyOf(file));
    return known && this.#now().getTime() - known.at < KEPT_MS ? known.id : null;
  }

  keep(file: OutgoingFile, id: string): void {
    this.#ids.delete(keyOf(file));
    this.#ids.set(keyOf(file), { id, at: this.#now().getTime() });
    const oldest = this.#ids.keys().next().value;
    if (this.#ids.size > MOST && oldest !== undefined) this.#ids.delete(oldest);
  }

  drop(file: OutgoingFile): void {
    this.#ids.delete(keyOf(file));
  }
}

/** The name is part of what the person sees. */
function keyOf({ name, bytes }: OutgoingFile): string {
  return createHash('sha256').update(name).update('\0').update(bytes).digest('base64url');
}
