import type { FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import { codeOf, statusOf } from '../../platform/http.ts';
import { recordDenied } from '../accounts/record-refusal.ts';
import type { Session } from '../accounts/sessions.ts';
import { calledBy, sessionOf } from './guard.ts';
import type { OfficeHttp } from './parts.ts';

/**
 * Keeps in the audit log what somebody who is signed in was refused: what their role may not do, what lies outside their
 * units or is not there (nobody tells the two apart), and requests that another site made their browser send. Of
 * strangers there is a line in the program's log only, so that nobody fills the database from outside.
 */
export async function recordDenial(
  { accounts, origin }: Pick<OfficeHttp, 'accounts' | 'origin'>,
  request: FastifyRequest,
  error: Error,
  known: Session | null,
): Promise<void> {
  const what = denialOf(error);
  // A picture or a style of an older release is no secret.
  if (what === null || request.routeOptions.url?.endsWith('/*')) return;
  const session = known ?? (await sessionOf(request, accounts, origin));
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  const called = calledBy(accounts, request);
  const line = { code: codeOf(error), route, source: called.caller?.source, staffId: session?.officer.id };
  request.log.warn(line, 'refused');
  if (session) await recordDenied(called, { who: session.officer.id, what, route });
}

/** What is due first (a code, a new password) is no denial; neither is an address that no route has. */
const DUE = new Set(['second-factor-needed', 'password-change-needed', 'second-factor-setup-needed']);

function denialOf(error: Error): 'denied.role' | 'denied.scope' | 'denied.other-site' | null {
  if (!(error instanceof AppError) || DUE.has(error.code)) return null;
  if (error.code === 'other-site') return 'denied.other-site';
  const status = statusOf(error, codeOf(error));
  return status === 403 ? 'denied.role' : status === 404 ? 'denied.scope' : null;
}
