import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Session } from '../office/accounts/sessions.ts';
import type { Crypto } from '../platform/crypto.ts';
import { AppError } from '../platform/errors.ts';

/** The hidden field of every form. */
export const CSRF_FIELD = '_csrf';

/** Belongs to one session: nobody can make it without the key, and it is worth nothing in another session. */
export function csrfToken(crypto: Pick<Crypto, 'token'>, { tokenHash }: Pick<Session, 'tokenHash'>): string {
  return crypto.token(`console csrf ${tokenHash}`);
}

/** On top of `demandSameOrigin`, for whoever is signed in. @throws AppError `other-site`. */
export function demandCsrf(crypto: Pick<Crypto, 'token'>, session: Session | null, request: FastifyRequest): void {
  if (session === null) return;
  const given = Buffer.from(String((request.body as Record<string, unknown> | null | undefined)?.[CSRF_FIELD] ?? ''));
  const right = Buffer.from(csrfToken(crypto, session));
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new AppError('other-site', 'CSRF token');
}
