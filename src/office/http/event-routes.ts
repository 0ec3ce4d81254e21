import { z } from 'zod';
import { eventKindId } from '../../notifications/events/kinds.ts';
import { audienceSchema } from '../../notifications/members/audience.ts';
import { checkIn, exportAttendance, viewAttendance } from '../services/events/attendance.ts';
import { cancelEvent, createEvent, editEvent, publishEvent } from '../services/events/save-event.ts';
import { listEvents, viewEvent } from '../services/events/view-events.ts';
import { officerIn, sendFile } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { none, nothing, unit, version, withId, words } from './schemas.ts';

const instant = z.iso.datetime({ offset: true }).transform((iso) => new Date(iso));
const line = (most: number) => words(most).nullable().default(null);

const input = z.strictObject({
  kind: eventKindId,
  title: words(150),
  about: line(1_000),
  place: words(200),
  unit: unit.nullable(),
  startsAt: instant,
  endsAt: instant.nullable().default(null),
  whoMayCome: line(300),
  papers: line(300),
  contact: line(200),
  capacity: z.number().int().min(1).max(100_000).nullable().default(null),
  takesReplies: z.boolean(),
  replyBy: instant.nullable().default(null),
  audience: audienceSchema,
});
const seen = z.strictObject({ version });

/** Trainings, fairs and the rest: who is told, who comes, who was there. */
export function eventRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/events',
      access: 'event.list',
      params: none,
      query: z.strictObject({ past: z.stringbool().optional() }),
      body: nothing,
      handle: (call) => listEvents(office, officerIn(call), call.query),
    }),
    route({
      method: 'POST',
      path: '/events',
      access: 'event.create',
      params: none,
      query: none,
      body: input,
      handle: (call) => createEvent(office, officerIn(call), call.body),
    }),
    route({
      method: 'GET',
      path: '/events/:id',
      access: 'event.view',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => viewEvent(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'PUT',
      path: '/events/:id',
      access: 'event.change',
      params: withId,
      query: none,
      body: z.strictObject({ version, input }),
      handle: (call) => editEvent(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/events/:id/publish',
      access: 'event.publish',
      params: withId,
      query: none,
      body: seen,
      handle: (call) => publishEvent(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/events/:id/cancel',
      access: 'event.cancel',
      params: withId,
      query: none,
      body: z.strictObject({ version, reason: words(300) }),
      handle: (call) => cancelEvent(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'GET',
      path: '/events/:id/attendance',
      access: 'event.attendance',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => viewAttendance(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'GET',
      path: '/events/:id/attendance/workbook',
      access: 'event.export',
      params: withId,
      query: none,
      body: nothing,
      handle: async (call) => sendFile(call.reply, await exportAttendance(office, officerIn(call), call.params.id)),
    }),
    route({
      method: 'POST',
      path: '/events/:id/check-in',
      access: 'event.check-in',
      params: withId,
      query: none,
      body: z.strictObject({ code: z.string().regex(/^\d{4}$/) }),
      handle: (call) => checkIn(office, officerIn(call), { ...call.params, ...call.body }),
    }),
  ];
}
