import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Crypto } from './crypto.ts';
import { AppError } from './errors.ts';

/** A file on its way to the disk, in pieces of any size. */
export interface SealedWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** From here on it can be read. Gives its size, unsealed. */
  finish(): Promise<number>;
  /** Nothing of it stays. */
  discard(): Promise<void>;
}

/** Large files that no process holds in memory as a whole: sealed piece by piece, one file an id. */
export interface SealedFiles {
  /** Takes the place of a file of that id once it is finished. */
  create(id: string): Promise<SealedWriter>;
  /** Null when there is none. The stream fails with AppError `seal-broken` where the file was cut or changed. */
  read(id: string): Promise<Readable | null>;
  remove(id: string): Promise<void>;
  /** Ids whose file, finished or not, was last written before `instant`. */
  olderThan(instant: Date): Promise<string[]>;
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PIECE = 256 * 1024;
/** Before each piece: its sealed length, 32-bit big-endian. */
const PREFIX = 4;

export function createSealedFiles(folder: string, crypto: Pick<Crypto, 'sealBytes' | 'openBytes'>): SealedFiles {
  /** Ids are ours; one that is not never becomes part of a path. */
  const place = (id: string, ending: 'sealed' | 'part') => {
    if (!ID.test(id)) throw new TypeError('not the id of a file');
    return path.join(folder, `${id}.${ending}`);
  };
  // Bound to its place, the last one by name: pieces can't be left out, swapped or cut off unseen.
  const context = (id: string, index: number, last: boolean) => `file ${id} ${index}${last ? ' last' : ''}`;

  return {
    async create(id) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(place(id, 'part'), 'w', 0o600);
      let [rest, size, index] = [Buffer.alloc(0), 0, 0];
      const seal = async (piece: Uint8Array, last: boolean) => {
        const sealed = crypto.sealBytes(piece, context(id, index, last));
        const length = Buffer.alloc(PREFIX);
        length.writeUInt32BE(sealed.length);
        await file.writev([length, sealed]);
        index += 1;
      };
      return {
        async write(bytes) {
          size += bytes.length;
          rest = Buffer.concat([rest, bytes]);
          for (; rest.length > PIECE; rest = rest.subarray(PIECE)) await seal(rest.subarray(0, PIECE), false);
        },
        async finish() {
          await seal(rest, true);
          await file.sync();
          await file.close();
          await rename(place(id, 'part'), place(id, 'sealed'));
          return size;
        },
        async discard() {
          await file.close();
          await rm(place(id, 'part'), { force: true });
        },
      };
    },

    async read(id) {
      const file = await open(place(id, 'sealed'), 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return (
        file && Readable.from(pieces(file, (sealed, index, last) => crypto.openBytes(sealed, context(id, index, last))))
      );
    },

    async remove(id) {
      await rm(place(id, 'part'), { force: true });
      await rm(place(id, 'sealed'), { force: true });
    },

    async olderThan(instant) {
      const names = await readdir(folder).catch(() => []);
      const old = new Set<string>();
      for (const name of names) {
        const id = name.replace(/\.(?:sealed|part)$/, '');
        const found = ID.test(id) ? await stat(path.join(folder, name)).catch(() => null) : null;
        if (found && found.mtime < instant) old.add(id);
      }
      return [...old];
    },
  };
}

async function* pieces(
  file: FileHandle,
  unseal: (sealed: Uint8Array, index: number, last: boolean) => Buffer,
): AsyncGenerator<Buffer> {
  try {
    const { size } = await file.stat();
    let at = 0;
    for (let index = 0; at < size; index += 1) {
      const length = (await exactly(file, at, PREFIX)).readUInt32BE();
      const sealed = await exactly(file, at + PREFIX, Math.min(length, size));
      at += PREFIX + length;
      yield unseal(sealed, index, at === size);
    }
    if (at !== size) throw new AppError('seal-broken', 'A sealed file ends in the middle of a piece.');
  } finally {
    await file.close();
  }
}

async function exactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new AppError('seal-broken', 'A sealed file is shorter than it says.');
  return buffer;
}
