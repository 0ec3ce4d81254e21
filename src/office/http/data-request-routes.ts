import { z } from 'zod';
import { closeDone, listDataRequests, noteAnswered, refuse, viewDataRequest } from '../services/data-requests.ts';
import { officerIn } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { none, nothing, version, withId, words } from './schemas.ts';

const LONGEST_REASON = 1_000;
const seen = z.strictObject({ version });

/** What people asked about their personal data, with the law's clock. */
export function dataRequestRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/data-requests',
      access: 'data-request.list',
      params: none,
      query: none,
      body: nothing,
      handle: (call) => listDataRequests(office, officerIn(call)),
    }),
    route({
      method: 'GET',
      path: '/data-requests/:id',
      access: 'data-request.view',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => viewDataRequest(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'POST',
      path: '/data-requests/:id/answer',
      access: 'data-request.answer',
      params: withId,
      query: none,
      body: seen,
      handle: (call) => noteAnswered(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/data-requests/:id/done',
      access: 'data-request.close',
      params: withId,
      query: none,
      body: seen,
      handle: (call) => closeDone(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/data-requests/:id/refuse',
      access: 'data-request.refuse',
      params: withId,
      query: none,
      body: seen.extend({ reason: words(LONGEST_REASON) }),
      handle: (call) => refuse(office, officerIn(call), { ...call.params, ...call.body }),
    }),
  ];
}
