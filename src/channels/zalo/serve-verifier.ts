import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

/**
 * `/zalo_verifier….html`: the file by which Zalo's console knows whose the domain is, as it lies in `folder`, to the byte.
 * It is asked for before there is an app, so it needs no other setting.
 */
export function serveVerifier(server: FastifyInstance, folder: string): void {
  server.get<{ Params: { file: string } }>('/:file(^zalo_verifier[\\w-]+\\.html$)', async (request, reply) => {
    const bytes = await readFile(path.join(folder, request.params.file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return bytes === null ? reply.callNotFound() : reply.type('text/html; charset=utf-8').send(bytes);
  });
}
