import { z } from 'zod';
import { DELIVERY_STATUSES, exportLedger, viewFailures, viewLedger } from '../services/broadcasts/ledger.ts';
import { officerIn, sendFile } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { none, nothing, withId } from './schemas.ts';

const after = z
  .string()
  .regex(/^\d{1,18}$/)
  .optional();
const status = z.enum(DELIVERY_STATUSES).optional();

/** What came of each notice for each recipient. */
export function ledgerRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/broadcasts/:id/ledger',
      access: 'broadcast.ledger',
      params: withId,
      query: z.strictObject({ status, after }),
      body: nothing,
      handle: (call) => viewLedger(office, officerIn(call), call.params.id, call.query),
    }),
    route({
      method: 'GET',
      path: '/broadcasts/:id/ledger/workbook',
      access: 'broadcast.ledger',
      params: withId,
      query: z.strictObject({ status }),
      body: nothing,
      handle: async (call) =>
        sendFile(call.reply, await exportLedger(office, officerIn(call), call.params.id, call.query)),
    }),
    route({
      method: 'GET',
      path: '/failed-deliveries',
      access: 'broadcast.ledger',
      params: none,
      query: z.strictObject({ after }),
      body: nothing,
      handle: (call) => viewFailures(office, officerIn(call), call.query),
    }),
  ];
}
