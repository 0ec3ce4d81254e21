import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Crypto } from '../../../platform/crypto.ts';
import type { Rescue } from '../tokens.ts';

const Saved = z.object({
  version: z.number(),
  pair: z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number() }),
});

/** One sealed file under DATA_DIR, on the disk before the database is asked: it may be the database that is away. */
export function createRescueFile(folder: string, crypto: Crypto, oaId: string): Rescue {
  const file = path.join(folder, 'zalo-token.sealed');
  const context = `zalo rescue ${oaId}`;
  return {
    async write(saved) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${file}.new`;
      const handle = await open(draft, 'w', 0o600);
      try {
        await handle.writeFile(crypto.seal(JSON.stringify(saved), context));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    },
    async read() {
      const sealed = await readFile(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return sealed ? Saved.parse(JSON.parse(crypto.open(sealed, context))) : null;
    },
    clear: () => rm(file, { force: true }),
  };
}
