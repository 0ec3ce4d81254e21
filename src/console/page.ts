import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import type { Session } from '../office/accounts/sessions.ts';
import type { Access } from '../office/http/route.ts';
import type { Officer } from '../office/roles.ts';
import type { MadeFile } from '../office/services/documents.ts';
import type { StreamedFile } from '../office/services/exports/exports.ts';
import type { NoticeCode } from './notices.ts';
import type { ConsoleParts } from './parts.ts';

/** One request for a page, read and checked. */
export interface Visit<Params = unknown, Query = unknown, Body = unknown> {
  readonly parts: ConsoleParts;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Whoever is signed in. @throws AppError `sign-in-needed` on public pages without a session. */
  readonly officer: Officer;
  /** Null on public pages only. */
  readonly session: Session | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Shown {
  /** Of the window and the page's heading level 1, unless the body brings its own. */
  readonly title: string;
  readonly body: ComponentChildren;
  /** HTTP status; 200 when left out. */
  readonly status?: number;
}

export type Outcome =
  | ({ readonly kind: 'page' } & Shown)
  /** 303. `done` is told on the page that follows; only its code stands in the address. */
  | { readonly kind: 'go'; readonly to: string; readonly done: NoticeCode | null }
  | { readonly kind: 'file'; readonly file: MadeFile | StreamedFile };

export interface ConsoleRoute {
  readonly method: 'GET' | 'POST';
  /** Below `/console`. Ids, codes and days only: nothing personal stands in an address. */
  readonly path: string;
  /** Who may at all. The service asks again, adds the scope and writes the audit line. */
  readonly access: Access;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  /** Bytes that the file of its form may have; null: the form carries none. */
  readonly upload: number | null;
  /** The page that is shown again with what was typed when an action fails. */
  readonly back: ConsoleRoute | null;
  readonly backParams: (params: unknown) => unknown;
  readonly backQuery: (body: Readonly<Record<string, unknown>>) => unknown;
  readonly run: (visit: Visit) => Promise<Outcome>;
}

export const none = z.strictObject({});

/** A page to look at: `load` asks a service (which checks scope and audits), `render` is a pure function of the answer. */
export function page<Data, P extends z.ZodType = typeof none, Q extends z.ZodType = typeof none>(definition: {
  readonly path: string;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly load: (visit: Visit<z.output<P>, z.output<Q>>) => Promise<Data>;
  readonly render: (data: Data, visit: Visit<z.output<P>, z.output<Q>>) => Shown;
}): ConsoleRoute {
  const { path, access, params = none, query = none, load, render } = definition;
  return {
    method: 'GET',
    path,
    access,
    params,
    query,
    body: z.unknown(),
    upload: null,
    back: null,
    backParams: (given) => given,
    backQuery: () => ({}),
    async run(visit) {
      const typed = visit as Visit<z.output<P>, z.output<Q>>;
      return { kind: 'page', ...render(await load(typed), typed) };
    },
  };
}

/** A form's target. It goes on to another page (303), or shows the `back` page again with the problem and what was typed. */
export function action<B extends z.ZodType, P extends z.ZodType = typeof none>(definition: {
  readonly path: string;
  readonly access: Access;
  readonly params?: P;
  readonly body: B;
  /** Bytes that the file of the form may have (`uploadOf` reads it); left out: the form carries none. */
  readonly upload?: number;
  readonly back: ConsoleRoute;
  /** Of the page to show again, where they differ from the action's own. */
  readonly backParams?: (params: z.output<P>) => unknown;
  /** Of that page, from what was sent; nothing when left out. */
  readonly backQuery?: (body: Readonly<Record<string, unknown>>) => unknown;
  readonly run: (visit: Visit<z.output<P>, unknown, z.output<B>>) => Promise<Outcome>;
}): ConsoleRoute {
  const { path, access, params = none, body, upload = null, back, run } = definition;
  const { backParams = (given: unknown) => given, backQuery = () => ({}) } = definition;
  return {
    method: 'POST',
    path,
    access,
    params,
    query: none,
    body,
    upload,
    back,
    backParams: backParams as (params: unknown) => unknown,
    backQuery,
    run: run as ConsoleRoute['run'],
  };
}

/** A file to keep. */
export function download<P extends z.ZodType = typeof none, Q extends z.ZodType = typeof none>(definition: {
  readonly path: string;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly load: (visit: Visit<z.output<P>, z.output<Q>>) => Promise<MadeFile | StreamedFile>;
}): ConsoleRoute {
  const { path, access, params = none, query = none, load } = definition;
  return {
    method: 'GET',
    path,
    access,
    params,
    query,
    body: z.unknown(),
    upload: null,
    back: null,
    backParams: (given) => given,
    backQuery: () => ({}),
    run: async (visit) => ({ kind: 'file', file: await load(visit as Visit<z.output<P>, z.output<Q>>) }),
  };
}

export const go = (to: string, done: NoticeCode | null = null): Outcome => ({ kind: 'go', to, done });
export const show = (shown: Shown): Outcome => ({ kind: 'page', ...shown });
export const give = (file: MadeFile): Outcome => ({ kind: 'file', file });
