/** A session without a request for this long is over. */
const IDLE_MS = 60 * 60 * 1000;
/** However busy: a session never lasts longer than a working day. */
export const ABSOLUTE_MS = 12 * 60 * 60 * 1000;

/** Between the password and the one-time code. */
const CODE_MS = 10 * 60 * 1000;

export interface SessionTimes {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The one-time code is still to come. */
  readonly codeDue?: boolean;
}

export function isSessionOver({ createdAt, lastSeenAt, codeDue = false }: SessionTimes, now: Date): boolean {
  if (codeDue && now.getTime() - createdAt.getTime() >= CODE_MS) return true;
  return now.getTime() - createdAt.getTime() >= ABSOLUTE_MS || now.getTime() - lastSeenAt.getTime() >= IDLE_MS;
}

/** Failed sign-ins with one address until it is locked, and for how long. */
export const SIGN_IN_TRIES = 5;
export const LOCK_MS = 15 * 60 * 1000;

/** A link by which somebody sets their password, and a password that somebody else gave, as long as nobody used them. */
export const GIVEN_MS = 48 * 60 * 60 * 1000;

/** Addresses are compared and stored in lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
