import { z } from 'zod';

/**
 * SQLSTATE that speak of the server, not of the statement: 08 connection, 53 out of resources, 57 stopped or cancelled by an operator,
 * 58 system error, 40 rolled back against another transaction, 25006 a standby that only reads, 55P03 a lock not got in time
 * (PostgreSQL manual, appendix A).
 */
const SQLSTATE = /^(?:(?:08|53|57|58|40)\w{3}|25006|55P03)$/;
/** P1xxx: not connected. P2024 no free connection, P2028 transaction lost or out of time, P2034 deadlock, P2037 too many connections. */
const PRISMA = /^P(?:1\d{3}|2024|2028|2034|2037)$/;
/** What Prisma's driver adapter calls the same before it has a code. */
const KINDS = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
  'TransactionAlreadyClosed',
  'TransactionWriteConflict',
]);
/** The driver `pg` gives a session that breaks under a query no code. */
const BROKEN_SESSION =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

const driverCause = z.object({ kind: z.string(), code: z.string(), originalCode: z.string() }).partial();
const failure = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().optional().catch(undefined),
  cause: driverCause.optional().catch(undefined),
  meta: z
    .object({ driverAdapterError: z.object({ cause: driverCause }) })
    .optional()
    .catch(undefined),
});

/**
 * Whether an error means that the database is away, overloaded or gave way to somebody else: nothing is wrong with what was
 * asked of it, and the same work may succeed later.
 */
export function isOutage(error: unknown): boolean {
  const read = failure.safeParse(error);
  if (!read.success) return false;
  const { name, message, code, cause, meta } = read.data;
  if (name === 'PrismaClientInitializationError' || BROKEN_SESSION.test(message)) return true;
  if (code !== undefined && PRISMA.test(code)) return true;
  const { kind, code: state, originalCode } = meta?.driverAdapterError.cause ?? cause ?? {};
  if (kind !== undefined && KINDS.has(kind)) return true;
  return [state, originalCode].some((one) => one !== undefined && SQLSTATE.test(one));
}
