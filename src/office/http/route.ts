import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Session } from '../accounts/sessions.ts';
import type { Action } from '../permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call a route at all; the service asks again and adds the scope.
 * - `public`: anybody. `half-session`: the password was right, the one-time code may still be to come. `session`: whoever is
 *   signed in, also with a password to be changed. An action: roles that have it.
 */
export type Access = 'public' | 'half-session' | 'session' | Action;

export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Null on public routes only. */
  readonly session: Session | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Route {
  readonly method: Method;
  /** Below `/api/office`. */
  readonly path: string;
  readonly access: Access;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  /** Takes an XLSX file as its body instead of JSON. */
  readonly workbook?: true;
  readonly handle: (call: Call<unknown, unknown, unknown>) => Promise<unknown>;
}

/** A handler that is given what the schemas read, typed. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(definition: {
  readonly method: Method;
  readonly path: string;
  readonly access: Access;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly workbook?: true;
  readonly handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<unknown>;
}): Route {
  return definition as unknown as Route;
}
