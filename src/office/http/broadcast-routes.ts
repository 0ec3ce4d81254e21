import { z } from 'zod';
import { TEMPLATE_PURPOSES, type TemplatePurpose } from '../../channels/zalo/templates/purposes.ts';
import { audienceSchema } from '../../notifications/members/audience.ts';
import { TOPICS } from '../../notifications/types.ts';
import type { Officer } from '../roles.ts';
import { CALL_OUTCOMES, exportCallList, markCall, viewCallList } from '../services/broadcasts/call-list.ts';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast, retryBroadcast } from '../services/broadcasts/control.ts';
import { discardBroadcast, draftBroadcast, editBroadcast } from '../services/broadcasts/draft.ts';
import { previewBroadcast, previewContent } from '../services/broadcasts/preview.ts';
import {
  approveBroadcast,
  recallBroadcast,
  sendBackBroadcast,
  submitBroadcast,
} from '../services/broadcasts/submit.ts';
import { inviteSelf, tryOutBroadcast } from '../services/broadcasts/try-out.ts';
import { listBroadcasts, viewBroadcast } from '../services/broadcasts/view.ts';
import type { Office } from '../services/office.ts';
import { officerIn, sendFile } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Access, type Route, route } from './route.ts';
import { id, none, nothing, version, withId, words } from './schemas.ts';

const purpose = z.enum(Object.keys(TEMPLATE_PURPOSES) as [TemplatePurpose, ...TemplatePurpose[]]);
const instant = z.iso.datetime({ offset: true });
/** News of one's own file is no broadcast: it can't be turned off. */
const topic = z.enum(TOPICS).exclude(['own-file']);
const LONGEST_TEXT = 4_000;

const content = z.strictObject({
  title: words(120),
  topic,
  text: words(LONGEST_TEXT),
  template: z
    .strictObject({ purpose, data: z.record(z.string().max(40), z.string().max(400)) })
    .nullable()
    .default(null),
  audience: audienceSchema,
  startsAt: instant.nullable().default(null),
  expiresAt: instant,
});
const seen = z.strictObject({ version });

/** What the office tells many people. */
export function broadcastRoutes(parts: OfficeHttp): Route[] {
  return [...lookRoutes(parts), ...draftRoutes(parts), ...stepRoutes(parts), ...callRoutes(parts)];
}

function lookRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/broadcasts',
      access: 'broadcast.list',
      params: none,
      query: z.strictObject({ page: z.coerce.number().int().min(1).max(1_000).default(1) }),
      body: nothing,
      handle: (call) => listBroadcasts(office, officerIn(call), call.query),
    }),
    route({
      method: 'GET',
      path: '/broadcasts/:id',
      access: 'broadcast.view',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => viewBroadcast(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'GET',
      path: '/broadcasts/:id/preview',
      access: 'broadcast.view',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => previewBroadcast(office, officerIn(call), call.params.id),
    }),
  ];
}

function draftRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'POST',
      path: '/broadcasts/preview',
      access: 'broadcast.draft',
      params: none,
      query: none,
      body: content,
      handle: (call) => previewContent(office, officerIn(call), call.body),
    }),
    route({
      method: 'POST',
      path: '/broadcasts',
      access: 'broadcast.draft',
      params: none,
      query: none,
      body: content,
      handle: (call) => draftBroadcast(office, officerIn(call), call.body),
    }),
    route({
      method: 'PUT',
      path: '/broadcasts/:id',
      access: 'broadcast.draft',
      params: withId,
      query: none,
      body: z.strictObject({ version, content }),
      handle: (call) => editBroadcast(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/account/chat-code',
      access: 'broadcast.test',
      params: none,
      query: none,
      body: nothing,
      handle: (call) => inviteSelf(office, officerIn(call)),
    }),
    route({
      method: 'POST',
      path: '/broadcasts/:id/try-out',
      access: 'broadcast.test',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => tryOutBroadcast(office, officerIn(call), call.params.id),
    }),
  ];
}

type Step = (office: Office, officer: Officer, target: { id: string; version: number }) => Promise<unknown>;

/** Every step names the version that the officer has seen. */
const STEPS: readonly (readonly [string, Access, Step])[] = [
  ['discard', 'broadcast.draft', discardBroadcast],
  ['submit', 'broadcast.submit', submitBroadcast],
  ['recall', 'broadcast.submit', recallBroadcast],
  ['approve', 'broadcast.approve', approveBroadcast],
  ['send-back', 'broadcast.approve', sendBackBroadcast],
  ['pause', 'broadcast.control', pauseBroadcast],
  ['resume', 'broadcast.control', resumeBroadcast],
  ['cancel', 'broadcast.control', cancelBroadcast],
  ['retry', 'broadcast.control', retryBroadcast],
];

function stepRoutes({ office }: OfficeHttp): Route[] {
  return STEPS.map(([name, access, step]) =>
    route({
      method: 'POST',
      path: `/broadcasts/:id/${name}`,
      access,
      params: withId,
      query: none,
      body: seen,
      handle: async (call) => (await step(office, officerIn(call), { ...call.params, ...call.body })) ?? {},
    }),
  );
}

function callRoutes({ office }: OfficeHttp): Route[] {
  const seq = z.string().regex(/^\d{1,18}$/);
  const which = z.strictObject({
    campaignId: id.optional(),
    all: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .optional(),
    after: seq.optional(),
  });
  return [
    route({
      method: 'GET',
      path: '/call-list',
      access: 'call-list.view',
      params: none,
      query: which,
      body: nothing,
      handle: (call) => viewCallList(office, officerIn(call), call.query),
    }),
    route({
      method: 'GET',
      path: '/call-list/workbook',
      access: 'call-list.view',
      params: none,
      query: which,
      body: nothing,
      handle: async (call) => sendFile(call.reply, await exportCallList(office, officerIn(call), call.query)),
    }),
    route({
      method: 'POST',
      path: '/call-list/:seq',
      access: 'call-list.mark',
      params: z.strictObject({ seq }),
      query: none,
      body: z.strictObject({ outcome: z.enum(CALL_OUTCOMES) }),
      async handle(call) {
        await markCall(office, officerIn(call), { ...call.params, ...call.body });
        return {};
      },
    }),
  ];
}
