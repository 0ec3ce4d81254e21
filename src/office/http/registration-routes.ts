import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { ASSESSMENT_TOPICS } from '../documents/types.ts';
import { accept } from '../services/accept.ts';
import { assess } from '../services/assess.ts';
import { assign } from '../services/assign.ts';
import { DOCUMENT_KINDS, exportRegistrations, makeDocument } from '../services/documents.ts';
import { enterResult } from '../services/enter-result.ts';
import { forward } from '../services/forward.ts';
import { addNote } from '../services/note.ts';
import { receivePaper } from '../services/receive-paper.ts';
import { returnToProducer } from '../services/return.ts';
import { countDeadlines, searchRegistrations } from '../services/search-registrations.ts';
import { setProductSet } from '../services/set-product-set.ts';
import { viewRegistration } from '../services/view-registration.ts';
import { withdraw } from '../services/withdraw.ts';
import { officerIn, sendFile } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Call, type Route, route } from './route.ts';
import { day, field, id, none, nothing, unit, version, withId, words } from './schemas.ts';

const STATUSES = ['draft', 'submitted', 'returned', 'accepted', 'forwarded', 'evaluated', 'withdrawn'] as const;
const KINDS = ['lan-dau', 'nang-hang', 'danh-gia-lai'] as const;
const set = z.number().int().min(1).max(26);

/** Looking and taking. Searches are bodies: a name or a telephone number never stands in an address. */
function lookRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'POST',
      path: '/registrations/search',
      access: 'registration.list',
      params: none,
      query: none,
      body: z.strictObject({
        status: z.array(z.enum(STATUSES)).min(1).max(STATUSES.length).optional(),
        unit: unit.optional(),
        productSet: set.nullable().optional(),
        kind: z.enum(KINDS).optional(),
        assigneeId: id.nullable().optional(),
        deadline: z.enum(['soon', 'overdue']).optional(),
        text: words(100).optional(),
        page: z.number().int().min(1).max(1_000).default(1),
      }),
      handle: (call) => searchRegistrations(office, officerIn(call), call.body),
    }),
    route({
      method: 'GET',
      path: '/deadlines',
      access: 'registration.list',
      params: none,
      query: none,
      body: nothing,
      handle: (call) => countDeadlines(office, officerIn(call)),
    }),
    route({
      method: 'GET',
      path: '/registrations/:id',
      access: 'registration.view',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => viewRegistration(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'GET',
      path: '/registrations/:id/documents/:kind',
      access: 'registration.document',
      params: z.strictObject({ id, kind: z.enum(DOCUMENT_KINDS) }),
      query: none,
      body: nothing,
      handle: async (call) => sendFile(call.reply, await makeDocument(office, officerIn(call), call.params)),
    }),
    route({
      method: 'POST',
      path: '/registrations/export',
      access: 'registration.export',
      params: none,
      query: none,
      body: z.strictObject({ ids: z.array(id).min(1).max(200), as: z.enum(['xlsx', 'zip']) }),
      handle: async (call) => sendFile(call.reply, await exportRegistrations(office, officerIn(call), call.body)),
    }),
  ];
}

/** Work on one registration. Every body carries the version that the officer has seen. */
function workRoutes({ office }: OfficeHttp): Route[] {
  const target = ({ params, body }: Call<{ id: string }, unknown, { version: number }>) => ({
    id: params.id,
    version: body.version,
  });
  return [
    route({
      method: 'POST',
      path: '/registrations/:id/paper',
      access: 'paper.receive',
      params: withId,
      query: none,
      body: z.strictObject({ version, receivedOn: day, officialNumber: words(60).nullable().default(null) }),
      handle: (call) => receivePaper(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'PUT',
      path: '/registrations/:id/assessments/:topic',
      access: 'registration.assess',
      params: z.strictObject({ id, topic: z.enum(ASSESSMENT_TOPICS) }),
      query: none,
      body: z.strictObject({ version, text: words(3_000), met: z.boolean() }),
      handle: (call) => assess(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'PUT',
      path: '/registrations/:id/product-set',
      access: 'registration.set',
      params: withId,
      query: none,
      body: z.strictObject({ version, set }),
      handle: (call) => setProductSet(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/registrations/:id/accept',
      access: 'registration.accept',
      params: withId,
      query: none,
      body: z.strictObject({ version }),
      handle: (call) => accept(office, officerIn(call), target(call)),
    }),
    route({
      method: 'POST',
      path: '/registrations/:id/return',
      access: 'registration.return',
      params: withId,
      query: none,
      body: z.strictObject({
        version,
        dueOn: day,
        fields: z
          .array(z.strictObject({ field, reason: words(500) }))
          .min(1)
          .max(12),
      }),
      handle: (call) => returnToProducer(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/registrations/:id/forward',
      access: 'registration.forward',
      params: withId,
      query: none,
      body: z.strictObject({ version }),
      handle: (call) => forward(office, officerIn(call), target(call)),
    }),
    route({
      method: 'POST',
      path: '/registrations/:id/withdraw',
      access: 'registration.withdraw',
      params: withId,
      query: none,
      body: z.strictObject({ version, reason: words(500) }),
      handle: (call) => withdraw(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'PUT',
      path: '/registrations/:id/result',
      access: 'result.enter',
      params: withId,
      query: none,
      body: z.strictObject({
        version,
        points: z.number().min(0).max(100).multipleOf(0.01),
        stars: z.union([z.literal(3), z.literal(4), z.literal(5)]).nullable(),
        certificateNumber: words(60).nullable().default(null),
        certificateOn: day.nullable().default(null),
        expiresOn: day.nullable().default(null),
        belowBand: z.boolean().default(false),
      }),
      handle: (call) => {
        const { version: seen, ...result } = call.body;
        return enterResult(office, officerIn(call), { id: call.params.id, version: seen, result });
      },
    }),
    route({
      method: 'POST',
      path: '/registrations/:id/notes',
      access: 'registration.note',
      params: withId,
      query: none,
      body: z.strictObject({ version, text: words(3_000) }),
      handle: (call) => addNote(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'PUT',
      path: '/registrations/:id/assignee',
      access: 'registration.assign',
      params: withId,
      query: none,
      body: z.strictObject({ version, assigneeId: id.nullable() }),
      handle: (call) => assign(office, officerIn(call), { ...call.params, ...call.body }),
    }),
  ];
}

function attachmentRoutes({ office, attachments }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/registrations/:id/attachments',
      access: 'registration.view',
      params: withId,
      query: none,
      body: nothing,
      async handle(call) {
        await viewRegistration(office, officerIn(call), call.params.id);
        return attachments.list(call.params.id);
      },
    }),
    route({
      method: 'GET',
      path: '/attachments/:id',
      access: 'attachment.read',
      params: withId,
      query: none,
      body: nothing,
      async handle(call) {
        const file = await attachments.read(officerIn(call), call.params.id);
        if (!file) throw new AppError('not-in-scope', `attachment ${call.params.id}`);
        return sendFile(call.reply, file);
      },
    }),
  ];
}

export function registrationRoutes(parts: OfficeHttp): Route[] {
  return [...lookRoutes(parts), ...attachmentRoutes(parts), ...workRoutes(parts)];
}
