import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Crypto } from '../platform/crypto.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The folder of sealed files: one per attachment, named by its id, readable by this account only. */
export interface AttachmentFiles {
  write(id: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. @throws AppError `seal-broken`. */
  read(id: string): Promise<Buffer | null>;
  remove(ids: readonly string[]): Promise<void>;
  /** Ids in the folder whose file was written before `instant`. */
  olderThan(instant: Date): Promise<string[]>;
}

export function createAttachmentFiles(folder: string, crypto: Crypto): AttachmentFiles {
  /** Ids are ours; one that is not never becomes part of a path. */
  const place = (id: string) => {
    if (!ID.test(id)) throw new TypeError('not the id of an attachment');
    return path.join(folder, `${id}.sealed`);
  };
  return {
    async write(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(place(id), crypto.sealBytes(bytes, `attachment ${id}`), { mode: 0o600, flag: 'wx', flush: true });
    },
    async read(id) {
      const sealed = await readFile(place(id)).catch(absent);
      return sealed ? crypto.openBytes(sealed, `attachment ${id}`) : null;
    },
    async remove(ids) {
      for (const id of ids) await rm(place(id), { force: true });
    },
    async olderThan(instant) {
      const names = (await readdir(folder).catch(absent)) ?? [];
      const old: string[] = [];
      for (const name of names) {
        const id = name.replace(/\.sealed$/, '');
        if (!ID.test(id)) continue;
        const found = await stat(path.join(folder, name)).catch(absent);
        if (found && found.mtime < instant) old.push(id);
      }
      return old;
    },
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
