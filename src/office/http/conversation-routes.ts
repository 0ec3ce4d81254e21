import { z } from 'zod';
import {
  claimConversation,
  closeConversation,
  handBackConversation,
  replyInConversation,
} from '../services/answer-conversation.ts';
import { listConversations, readConversation } from '../services/conversations.ts';
import { officerIn } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Route, route } from './route.ts';
import { none, nothing, withId, words } from './schemas.ts';

/** Of all channels; each is checked for its own. */
const LONGEST_REPLY = 4_000;

/** Persons who asked for an officer. */
export function conversationRoutes({ office }: OfficeHttp): Route[] {
  return [
    route({
      method: 'GET',
      path: '/conversations',
      access: 'conversation.list',
      params: none,
      query: none,
      body: nothing,
      handle: (call) => listConversations(office, officerIn(call)),
    }),
    route({
      method: 'GET',
      path: '/conversations/:id/messages',
      access: 'conversation.read',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => readConversation(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'POST',
      path: '/conversations/:id/claim',
      access: 'conversation.claim',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => claimConversation(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'POST',
      path: '/conversations/:id/reply',
      access: 'conversation.reply',
      params: withId,
      query: none,
      body: z.strictObject({ text: words(LONGEST_REPLY) }),
      handle: (call) => replyInConversation(office, officerIn(call), { ...call.params, ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/conversations/:id/hand-back',
      access: 'conversation.hand-back',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => handBackConversation(office, officerIn(call), call.params.id),
    }),
    route({
      method: 'POST',
      path: '/conversations/:id/close',
      access: 'conversation.close',
      params: withId,
      query: none,
      body: nothing,
      handle: (call) => closeConversation(office, officerIn(call), call.params.id),
    }),
  ];
}
