import { z } from 'zod';
import { addStaff, changeStaff, listStaff, resetPassword } from '../accounts/staff.ts';
import { officerIn } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { email, none, nothing, place, version, withId } from './schemas.ts';

export function staffRoutes({ accounts }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/staff',
      access: 'staff.list',
      params: none,
      query: none,
      body: nothing,
      handle: (call) => listStaff(accounts, officerIn(call)),
    }),
    route({
      method: 'POST',
      path: '/staff',
      access: 'staff.add',
      params: none,
      query: none,
      body: place.safeExtend({ email }),
      handle: (call) => addStaff(accounts, officerIn(call), call.body),
    }),
    route({
      method: 'PUT',
      path: '/staff/:id',
      access: 'staff.change',
      params: withId,
      query: none,
      body: place.safeExtend({ version, disabled: z.boolean() }),
      async handle(call) {
        await changeStaff(accounts, officerIn(call), { ...call.params, ...call.body });
        return {};
      },
    }),
    route({
      method: 'POST',
      path: '/staff/:id/password',
      access: 'staff.change',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => resetPassword(accounts, officerIn(call), call.params.id),
    }),
  ];
}
