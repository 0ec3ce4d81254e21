import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import { ABSOLUTE_MS } from '../account-rules.ts';
import { deviceOf } from '../accounts/device.ts';
import { findSession, type Session } from '../accounts/sessions.ts';
import type { Accounts, SealedAccounts, SignedIn } from '../accounts/types.ts';
import { PERMISSIONS } from '../permissions.ts';
import type { Access } from './route.ts';

export interface Origin {
  /** As people open it; null: whatever host the request names. */
  readonly publicUrl: string | null;
}

/** Sent by a page that looks again by itself. */
const BACKGROUND_HEADER = 'x-background';

const cookieName = (secure: boolean) => (secure ? '__Host-ocop-staff' : 'ocop-staff');

const isSecure = ({ publicUrl }: Origin): boolean => publicUrl?.startsWith('https:') ?? false;

/**
 * Requests that another site makes a browser send are refused: looks by `Sec-Fetch-Site`; changes must also say where
 * they come from (browsers always do).
 * @param links Whether a link of another site (a letter, say) may lead here: for pages, not for data.
 */
export function demandSameOrigin(
  request: FastifyRequest,
  { publicUrl }: Origin,
  { links = false }: { readonly links?: boolean } = {},
): void {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const looks = request.method === 'GET' || request.method === 'HEAD';
  const follows = looks && (site === 'none' || (links && request.headers['sec-fetch-mode'] === 'navigate'));
  if (site !== undefined && site !== 'same-origin' && !follows) throw new AppError('other-site', 'Sec-Fetch-Site');
  const own = publicUrl === null ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
  if (origin !== undefined && origin !== own) throw new AppError('other-site', 'Origin');
  if (!looks && site === undefined && origin === undefined) {
    throw new AppError('other-site', 'neither Origin nor Sec-Fetch-Site');
  }
}

/** No form of another site can send JSON. */
export function demandJson(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (!/^application\/json(\s*;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('bad-request', 'content type');
  }
}

/** The same services, knowing who calls. */
export function calledBy(accounts: SealedAccounts, { ip, headers }: FastifyRequest): SealedAccounts {
  return { ...accounts, caller: { source: accounts.crypto.sourceKey(ip), device: deviceOf(headers['user-agent']) } };
}

/** Of the cookie that came with the request; null without one that counts. */
export async function sessionOf(
  request: FastifyRequest,
  { client, now }: Accounts,
  origin: Origin,
): Promise<Session | null> {
  const token = tokenOf(request, origin);
  const background = request.headers[BACKGROUND_HEADER] !== undefined;
  return token === null ? null : findSession(client, token, now(), { background });
}

/**
 * @throws AppError `sign-in-needed`, `second-factor-needed`, `password-change-needed`, `second-factor-setup-needed`,
 * `not-allowed`.
 */
export async function demandSession(
  request: FastifyRequest,
  access: Access,
  accounts: Accounts,
  origin: Origin,
): Promise<Session | null> {
  if (access === 'public') return null;
  const session = await sessionOf(request, accounts, origin);
  if (!session) throw new AppError('sign-in-needed', request.routeOptions.url ?? '');
  if (access === 'half-session') return session;
  if (session.codeDue) throw new AppError('second-factor-needed', session.officer.id);
  if (access === 'session') return session;
  if (session.mustChangePassword) throw new AppError('password-change-needed', session.officer.id);
  if (lacksSecondFactor(session, accounts)) throw new AppError('second-factor-setup-needed', session.officer.id);
  if (!PERMISSIONS[session.officer.role].has(access)) throw new AppError('not-allowed', access);
  return session;
}

/** The role must have a second factor, and this account has none yet. */
export function lacksSecondFactor({ officer, secondFactor }: Session, { rules }: Pick<Accounts, 'rules'>): boolean {
  return !secondFactor && rules.secondFactorFor.has(officer.role);
}

export function tokenOf(request: FastifyRequest, origin: Origin): string | null {
  return request.cookies[cookieName(isSecure(origin))] ?? null;
}

export function setCookie(reply: FastifyReply, origin: Origin, { token }: Pick<SignedIn, 'token'>): void {
  reply.setCookie(cookieName(isSecure(origin)), token, { ...cookieOptions(origin), maxAge: ABSOLUTE_MS / 1000 });
}

/** After signing out: what the browser keeps of ours goes too. Not `cookies`: that takes those of all sites of the domain. */
export function clearCookie(reply: FastifyReply, origin: Origin): void {
  reply.header('clear-site-data', '"cache", "storage"');
  reply.clearCookie(cookieName(isSecure(origin)), cookieOptions(origin));
}

function cookieOptions(origin: Origin) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(origin) } as const;
}
