import { z } from 'zod';
import { inviteCommune, inviteMember, removeMember, searchMembers, unlinkMember } from '../services/members.ts';
import { officerIn } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { none, nothing, unit, withId, words } from './schemas.ts';

/** The office's own list of certificate holders and members. */
export function memberRoutes({ office }: OfficeHttp): Route[] {
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
      method: 'GET',
      path: '/communes/:unit/invitation',
      access: 'member.link',
      params: z.strictObject({ unit }),
      query: none,
      body: nothing,
      handle: (call) => inviteCommune(office, officerIn(call), call.params.unit),
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
