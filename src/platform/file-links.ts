import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Crypto } from './crypto.ts';
import { AppError } from './errors.ts';

export interface LinkedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/**
 * Files behind addresses that can't be guessed, for channels that take no such file. Sealed under DATA_DIR; on the disk
 * stands only the hash of what the address holds.
 */
export interface FileLinks {
  /** An address that works for 7 days. */
  linkTo(file: LinkedFile): Promise<string>;
  /** `GET /tep/:token`. */
  registerRoutes(server: FastifyInstance): void;
  /** Removes what is older. */
  sweep(): Promise<void>;
}

export interface FileLinkParts {
  readonly folder: string;
  readonly crypto: Crypto;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly now: () => Date;
}

const KEPT_MS = 7 * 24 * 3_600_000;
const Stored = z.object({ name: z.string(), mime: z.string(), until: z.number(), base64: z.string() });

export function createFileLinks({ folder, crypto, publicUrl, now }: FileLinkParts): FileLinks {
  const idOf = (token: string) => createHash('sha256').update(token).digest('hex');
  const context = (id: string) => `link ${id}`;

  async function find(token: string): Promise<z.output<typeof Stored> | null> {
    const id = idOf(token);
    const sealed = await readFile(path.join(folder, id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!sealed) return null;
    const stored = Stored.parse(JSON.parse(crypto.open(sealed, context(id))));
    return stored.until > now().getTime() ? stored : null;
  }

  return {
    async linkTo({ name, mime, bytes }) {
      const token = randomBytes(24).toString('base64url');
      const id = idOf(token);
      const until = now().getTime() + KEPT_MS;
      const stored = JSON.stringify({ name, mime, until, base64: Buffer.from(bytes).toString('base64') });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(path.join(folder, id), crypto.seal(stored, context(id)), { mode: 0o600, flag: 'wx' });
      return `${publicUrl}/tep/${token}`;
    },

    registerRoutes(server) {
      server.get<{ Params: { token: string } }>('/tep/:token', async (request, reply) => {
        const file = await find(request.params.token);
        if (!file) throw new AppError('not-found', 'file link');
        return reply
          .headers({
            'cache-control': 'private, no-store',
            'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
            'content-security-policy': "default-src 'none'; sandbox",
            'referrer-policy': 'no-referrer',
            'x-content-type-options': 'nosniff',
            'x-robots-tag': 'noindex',
          })
          .type(file.mime)
          .send(Buffer.from(file.base64, 'base64'));
      });
    },

    async sweep() {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        const { mtimeMs } = await stat(path.join(folder, name));
        if (now().getTime() - mtimeMs > KEPT_MS) await rm(path.join(folder, name), { force: true });
      }
    },
  };
}
