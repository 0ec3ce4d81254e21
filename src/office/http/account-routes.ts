import { z } from 'zod';
import { addByToken } from '../accounts/first-administrator.ts';
import { signOut, signOutEverywhere } from '../accounts/own-sessions.ts';
import { enterCode } from '../accounts/second-factor.ts';
import { closeSession, type Session } from '../accounts/sessions.ts';
import { changePassword, signIn } from '../accounts/sign-in.ts';
import { PERMISSIONS } from '../permissions.ts';
import { calledBy, clearCookie, setCookie, tokenOf } from './guard.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { email, none, nothing, password, words } from './schemas.ts';

/** Signing in and out, the own password, the first administrator. */
export function accountRoutes({ accounts, origin, setupToken }: OfficeHttp): Route[] {
  return [
    route({
      method: 'POST',
      path: '/session',
      access: 'public',
      params: none,
      query: none,
      body: z.strictObject({ email: email, password }),
      async handle({ body, request, reply }) {
        const signedIn = await signIn(calledBy(accounts, request), body);
        const before = tokenOf(request, origin);
        if (before !== null) await closeSession(accounts.client, before);
        setCookie(reply, origin, signedIn);
        return shown(signedIn);
      },
    }),
    route({
      method: 'GET',
      path: '/session',
      access: 'session',
      params: none,
      query: none,
      body: nothing,
      handle: async ({ session }) => shown(session as Session),
    }),
    route({
      method: 'POST',
      path: '/session/code',
      access: 'half-session',
      params: none,
      query: none,
      body: z.strictObject({ code: z.string().min(1).max(40) }),
      async handle({ session, body, request, reply }) {
        const signedIn = await enterCode(calledBy(accounts, request), session as Session, body.code);
        setCookie(reply, origin, signedIn);
        return shown(signedIn);
      },
    }),
    route({
      method: 'DELETE',
      path: '/session',
      access: 'half-session',
      params: none,
      query: none,
      body: nothing,
      async handle({ session, request, reply }) {
        await signOut(calledBy(accounts, request), session as Session);
        clearCookie(reply, origin);
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: '/sessions',
      access: 'session',
      params: none,
      query: none,
      body: z.strictObject({ password }),
      async handle({ session, body, request, reply }) {
        await signOutEverywhere(calledBy(accounts, request), session as Session, body.password);
        clearCookie(reply, origin);
        return {};
      },
    }),
    route({
      method: 'PUT',
      path: '/password',
      access: 'session',
      params: none,
      query: none,
      body: z.strictObject({ current: password, next: password }),
      async handle({ session, body, request, reply }) {
        const signedIn = await changePassword(calledBy(accounts, request), (session as Session).officer, body);
        setCookie(reply, origin, signedIn);
        return shown(signedIn);
      },
    }),
    route({
      method: 'POST',
      path: '/first-administrator',
      access: 'public',
      params: none,
      query: none,
      body: z.strictObject({ token: z.string().max(200), email, name: words(100), password }),
      async handle({ body }) {
        await addByToken(accounts, setupToken, body);
        return {};
      },
    }),
  ];
}

function shown({ officer, mustChangePassword, codeDue }: Pick<Session, 'officer' | 'mustChangePassword' | 'codeDue'>) {
  return { ...officer, mustChangePassword, codeDue, actions: [...PERMISSIONS[officer.role]] };
}
