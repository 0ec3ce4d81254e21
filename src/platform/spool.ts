import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Crypto } from './crypto.ts';

/**
 * A folder of sealed files for what must not be lost while the database is away. Oldest first out; a file goes once its
 * content is taken, so after a crash it may be taken twice.
 */
export interface Spool {
  put(text: string): Promise<void>;
  /** Hands out everything that lies there; stops at the first that is not taken. How many were. */
  drain(take: (text: string) => Promise<void>): Promise<number>;
}

let put = 0;

export function createSpool(folder: string, crypto: Crypto): Spool {
  const context = (name: string) => `spool ${name}`;
  const unseal = (bytes: Uint8Array, name: string): string | null => {
    try {
      return crypto.open(bytes, context(name));
    } catch {
      return null;
    }
  };
  return {
    async put(text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      put += 1;
      const order = `${String(Date.now()).padStart(15, '0')}-${String(put).padStart(9, '0')}`;
      const name = `${order}-${randomBytes(6).toString('hex')}`;
      const draft = path.join(folder, `.${name}`);
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(crypto.seal(text, context(name)));
        await handle.sync();
      } finally {
        await handle.close();
      }
      // Whoever drains sees whole files only.
      await rename(draft, path.join(folder, name));
    },

    async drain(take) {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      let taken = 0;
      for (const name of names.filter((one) => /^\d/.test(one)).sort()) {
        const file = path.join(folder, name);
        const text = unseal(await readFile(file), name);
        if (text === null) {
          // Of another key, or damaged: kept aside for the operator, so that the ones behind it go on.
          await rename(file, path.join(folder, `unreadable-${name}`));
          continue;
        }
        await take(text);
        await rm(file, { force: true });
        taken += 1;
      }
      return taken;
    },
  };
}
