import type { FetchedFile } from '../types.ts';

const MINUTES_KEPT = 5;
const MOST_BYTES = 96 * 1024 * 1024;
const MOST_OF_ONE = 24 * 1024 * 1024;

/** Files on their way from a page to their turn, in memory: the turn decides whether anything of them is stored. */
export class UploadShelf {
  readonly #held = new Map<string, { externalId: string; bytes: Uint8Array; until: number }>();

  /** `now` in milliseconds. The oldest make room; a file that went is told of as gone, and sent again. */
  put(externalId: string, ref: string, bytes: Uint8Array, now: number): void {
    for (const [key, { until }] of this.#held) if (until <= now) this.#held.delete(key);
    this.#makeRoom(MOST_OF_ONE - bytes.byteLength, externalId);
    this.#makeRoom(MOST_BYTES - bytes.byteLength, null);
    this.#held.set(keyOf(externalId, ref), { externalId, bytes, until: now + MINUTES_KEPT * 60_000 });
  }

  get(externalId: string, ref: string, mostBytes: number): FetchedFile {
    const found = this.#held.get(keyOf(externalId, ref));
    if (!found) return { kind: 'gone' };
    return found.bytes.byteLength > mostBytes ? { kind: 'too-large' } : { kind: 'fetched', bytes: found.bytes };
  }

  drop(externalId: string, ref: string): void {
    this.#held.delete(keyOf(externalId, ref));
  }

  forget(externalId: string): void {
    for (const [key, held] of this.#held) if (held.externalId === externalId) this.#held.delete(key);
  }

  #makeRoom(room: number, of: string | null): void {
    const held = [...this.#held].filter(([, one]) => of === null || one.externalId === of);
    let sum = held.reduce((bytes, [, one]) => bytes + one.bytes.byteLength, 0);
    for (const [key, { bytes }] of held) {
      if (sum <= room) return;
      this.#held.delete(key);
      sum -= bytes.byteLength;
    }
  }
}

function keyOf(externalId: string, ref: string): string {
  return `${externalId}\n${ref}`;
}
