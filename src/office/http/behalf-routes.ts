import { z } from 'zod';
import { fillOnBehalf, startOnBehalf, submitOnBehalf } from '../services/fill-on-behalf.ts';
import { officerIn } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { day, field, none, unit, version, withId, words } from './schemas.ts';

/** Forms filled in by an officer for a producer without a chat, with their consent on paper. */
export function behalfRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'POST',
      path: '/behalf',
      access: 'behalf.start',
      params: none,
      query: none,
      body: z.strictObject({
        unit,
        consent: z.strictObject({
          signer: words(100),
          signedOn: day,
          way: z.enum(['tai-tru-so', 'tai-nha', 'gui-ban-ky']),
        }),
      }),
      handle: (call) => startOnBehalf(office, officerIn(call), call.body),
    }),
    route({
      method: 'PUT',
      path: '/behalf/:id/answers',
      access: 'behalf.fill',
      params: withId,
      query: none,
      body: z.strictObject({
        version,
        answers: z
          .array(z.strictObject({ field, text: words(3_000).nullable() }))
          .min(1)
          .max(40),
      }),
      handle: (call) => fillOnBehalf(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/behalf/:id/submit',
      access: 'behalf.submit',
      params: withId,
      query: none,
      body: z.strictObject({ version, declaredOn: day }),
      handle: (call) => submitOnBehalf(office, officerIn(call), { ...call.params, ...call.body }),
    }),
  ];
}
