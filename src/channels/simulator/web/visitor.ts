import { createHash } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const LIFETIME_SECONDS = 90 * 24 * 3600;

/** Whoever holds the browser's cookie. */
export interface Visitor {
  /** The id that the conversation knows: a hash, so that what is stored or logged never opens a thread. */
  readonly externalId: string;
}

/** Reads the visitor's cookie; null when there is none or it is not one of ours. */
export function readVisitor(cookieHeader: string | undefined, secure: boolean): Visitor | null {
  const prefix = `${cookieName(secure)}=`;
  const cookie = cookieHeader?.split(/;\s*/).find((pair) => pair.startsWith(prefix));
  const token = cookie?.slice(prefix.length) ?? '';
  if (!TOKEN.test(token)) return null;
  return { externalId: `web-${createHash('sha256').update(token).digest('hex').slice(0, 32)}` };
}

/** `Set-Cookie` for a new visitor. `random` gives 32 unpredictable bytes: the cookie is the only key to the thread. */
export function newVisitorCookie(random: Buffer, secure: boolean): string {
  const token = random.toString('base64url');
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${LIFETIME_SECONDS}${secure ? '; Secure' : ''}`;
  return `${cookieName(secure)}=${token}; ${attributes}`;
}

function cookieName(secure: boolean): string {
  return secure ? '__Host-ocop-visitor' : 'ocop-visitor';
}
