import { randomBytes } from 'node:crypto';
import { mkdir, open, opendir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Crypto } from './crypto.ts';

/**
 * A folder of sealed files for what must not be lost while the database is away. Oldest first out; a file goes once its
 * content is taken, so after a crash it may be taken twice.
 */
export interface Spool {
  put(text: string): Promise<void>;
  /** Whether nothing lies there. Whoever takes something past a spool that is not empty overtakes what lies in it. */
  isEmpty(): Promise<boolean>;
  /** Hands out everything that lies there, and what comes meanwhile; stops at the first that is not taken. How many were. */
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

    async isEmpty() {
      const entries = await opendir(folder).catch(noneIfMissing);
      for await (const { name } of entries ?? []) if (isContent(name)) return false;
      return true;
    },

    async drain(take) {
      let taken = 0;
      for (;;) {
        const names = ((await readdir(folder).catch(noneIfMissing)) ?? []).filter(isContent).sort();
        if (names.length === 0) return taken;
        for (const name of names) {
          const file = path.join(folder, name);
          const bytes = await readFile(file).catch(noneIfMissing);
          // Another process drains the same folder.
          if (bytes === null) continue;
          const text = unseal(bytes, name);
          if (text === null) {
            // Of another key, or damaged: kept aside for the operator, so that the ones behind it go on.
            await rename(file, path.join(folder, `unreadable-${name}`));
            continue;
          }
          await take(text);
          await rm(file, { force: true });
          taken += 1;
        }
      }
    },
  };
}

const isContent = (name: string): boolean => /^\d/.test(name);

function noneIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
