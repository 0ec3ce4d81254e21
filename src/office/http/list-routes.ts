import { z } from 'zod';
import { exportRoundList, viewRoundList } from '../services/round-list.ts';
import { viewAudit } from '../services/view-audit.ts';
import { officerIn, sendFile } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { day, id, none, nothing, unit } from './schemas.ts';

const ofRound = z.strictObject({ roundOn: day });
const ofUnit = z.strictObject({ unit: unit.optional() });

/** The commune's list per round, and the audit log. Addresses carry days, unit codes and ids only. */
export function listRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/rounds/:roundOn',
      access: 'list.view',
      params: ofRound,
      query: ofUnit,
      body: nothing,
      handle: (call) => viewRoundList(office, officerIn(call), { ...call.params, ...call.query }),
    }),
    route({
      method: 'GET',
      path: '/rounds/:roundOn/workbook',
      access: 'list.export',
      params: ofRound,
      query: ofUnit,
      body: nothing,
      handle: async (call) =>
        sendFile(call.reply, await exportRoundList(office, officerIn(call), { ...call.params, ...call.query })),
    }),
    route({
      method: 'GET',
      path: '/audit',
      access: 'audit.view',
      params: none,
      query: z.strictObject({
        registrationId: id.optional(),
        staffId: id.optional(),
        before: z
          .string()
          .regex(/^\d{1,18}$/)
          .optional(),
      }),
      body: nothing,
      handle: (call) => viewAudit(office, officerIn(call), call.query),
    }),
  ];
}
