import { z } from 'zod';
import { TEMPLATE_PURPOSES, type TemplatePurpose } from '../../channels/zalo/templates/purposes.ts';
import type { Crypto } from '../../platform/crypto.ts';
import { type NoticeBody, type NoticeButton, type NoticeTemplate, TOPICS } from '../types.ts';

const act = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rsvp'), eventId: z.string(), coming: z.boolean() }),
  z.object({ type: z.literal('event-details'), eventId: z.string() }),
  z.object({ type: z.literal('understood') }),
  z.object({ type: z.literal('mute'), topic: z.enum(TOPICS) }),
  z.object({ type: z.literal('resume-draft') }),
]);
const buttons = z.array(z.object({ label: z.string(), act }));
const purposes = Object.keys(TEMPLATE_PURPOSES) as [TemplatePurpose, ...TemplatePurpose[]];
const template = z.object({ purpose: z.enum(purposes), data: z.record(z.string(), z.string()) });
const body = z.object({ text: z.string(), buttons, template: template.nullable() });

export const readButtons = (stored: unknown): readonly NoticeButton[] => buttons.parse(stored);

/** Null: whoever is outside every window goes on the call list. */
export const readTemplate = (stored: unknown): NoticeTemplate | null => template.nullable().parse(stored ?? null);

/** A recipient's own words are sealed to their row. */
export interface BodyOwner {
  readonly campaignId: string;
  readonly recipientKey: string;
}

const contextOf = ({ campaignId, recipientKey }: BodyOwner) => `notice ${campaignId} ${recipientKey}`;

export type SealBody = (words: NoticeBody, owner: BodyOwner) => Uint8Array<ArrayBuffer>;

/** Keeps a recipient's own words unreadable in the database. */
export const bodySealer =
  (crypto: Crypto): SealBody =>
  (words, owner) =>
    crypto.seal(JSON.stringify(words), contextOf(owner));

export function openBody(crypto: Crypto, sealed: Uint8Array, owner: BodyOwner): NoticeBody {
  return body.parse(JSON.parse(crypto.open(sealed, contextOf(owner))));
}
