import type { FastifyReply } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';
import type { MadeFile } from '../services/documents.ts';
import type { StreamedFile } from '../services/exports/exports.ts';
import type { Call } from './route.ts';

/** Whoever is signed in on a route that demands it. */
export function officerIn({ session }: Pick<Call<unknown, unknown, unknown>, 'session'>): Officer {
  if (!session) throw new AppError('sign-in-needed', 'no session');
  return session.officer;
}

/** Always as a download under our own headers, so that nothing of it is run in our pages. */
export function sendFile(reply: FastifyReply, file: MadeFile | StreamedFile): FastifyReply {
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`).type(file.mime);
  return 'bytes' in file
    ? reply.send(Buffer.from(file.bytes))
    : reply.header('content-length', file.size).send(file.stream);
}
