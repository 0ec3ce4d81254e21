import { z } from 'zod';
import { importMembers, memberTemplate, previewMembers, reportMembers } from '../services/imports/import-members.ts';
import { inviteMember, removeMember, searchMembers, unlinkMember } from '../services/members.ts';
import { officerIn, sendFile } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { none, nothing, unit, withId, words, workbook } from './schemas.ts';

const ofPreview = z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** The office's own list of certificate holders and members. */
export function memberRoutes(parts: OfficeHttp): Route[] {
  return [...listRoutes(parts), ...importRoutes(parts)];
}

function listRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'POST',
      path: '/members/search',
      access: 'member.list',
      params: none,
      query: none,
      body: z.strictObject({
        unit: unit.optional(),
        linked: z.boolean().optional(),
        text: words(100).optional(),
        page: z.number().int().min(1).max(1_000).default(1),
      }),
      handle: (call) => searchMembers(office, officerIn(call), call.body),
    }),
    route({
      method: 'POST',
      path: '/members/:id/invitation',
      access: 'member.link',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => inviteMember(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'DELETE',
      path: '/members/:id/account',
      access: 'member.link',
      params: withId,
      query: none,
      body: nothing,
      async handle(call) {
        await unlinkMember(office, officerIn(call), call.params.id);
        return {};
      },
    }),
    route({
      method: 'DELETE',
      path: '/members/:id',
      access: 'member.remove',
      params: withId,
      query: none,
      body: nothing,
      async handle(call) {
        await removeMember(office, officerIn(call), call.params.id);
        return {};
      },
    }),
  ];
}

/** A list as XLSX: looked at first, then written as a whole. */
function importRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/members/template',
      access: 'member.import',
      params: none,
      query: none,
      body: nothing,
      handle: async (call) => sendFile(call.reply, await memberTemplate(officerIn(call))),
    }),
    route({
      method: 'POST',
      path: '/members/import/preview',
      access: 'member.import',
      params: none,
      query: none,
      body: workbook,
      workbook: true,
      handle: (call) => previewMembers(office, officerIn(call), call.body),
    }),
    route({
      method: 'POST',
      path: '/members/import/report',
      access: 'member.import',
      params: none,
      query: none,
      body: workbook,
      workbook: true,
      handle: async (call) => sendFile(call.reply, await reportMembers(office, officerIn(call), call.body)),
    }),
    route({
      method: 'POST',
      path: '/members/import',
      access: 'member.import',
      params: none,
      query: ofPreview,
      body: workbook,
      workbook: true,
      handle: (call) => importMembers(office, officerIn(call), { bytes: call.body, ...call.query }),
    }),
  ];
}
