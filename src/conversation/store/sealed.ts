import { z } from 'zod';
import type { Crypto } from '../../platform/crypto.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { type ConversationState, newState, readState } from '../state.ts';

/** Sealed values are bound to the row they belong to. */
export const inboxContext = (channel: string, key: string) => `inbox ${channel} ${key}`;
export const outboxContext = (key: string) => `outbox ${key}`;
const stateContext = (personId: string) => `state ${personId}`;

export function openState(crypto: Crypto, personId: string, stored: Prisma.JsonValue): ConversationState {
  const sealed = z.object({ sealed: z.string() }).safeParse(stored);
  if (!sealed.success) return newState();
  return readState(JSON.parse(crypto.open(Buffer.from(sealed.data.sealed, 'base64'), stateContext(personId))));
}

export function sealState(crypto: Crypto, personId: string, state: ConversationState): Prisma.InputJsonObject {
  return { sealed: Buffer.from(crypto.seal(JSON.stringify(state), stateContext(personId))).toString('base64') };
}
