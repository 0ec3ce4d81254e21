import type { Officer } from '../roles.ts';
import { recordAudit, recordLook } from '../store/audit.ts';
import { findRequest } from '../store/conversations.ts';
import { staffNames } from '../store/names.ts';
import { hasConsent } from './conversations.ts';
import { type KeptMessage, type Office, permit } from './office.ts';
import { type PersonCard, personCard } from './person-card.ts';
import { type ReplyRoom, replyRoom } from './reply-room.ts';

export interface ConversationView {
  readonly id: string;
  readonly status: 'open' | 'answered' | 'closed';
  /** Code of the commune; null: the province answers. */
  readonly unit: string | null;
  readonly channel: string;
  readonly reason: string;
  /** ISO instants. */
  readonly since: string;
  readonly claimedAt: string | null;
  readonly finishedAt: string | null;
  readonly mine: boolean;
  /** Name of the officer; null with `claimedAt`: taken in the channel's own app. */
  readonly holder: string | null;
  /** Without it nothing of what they say is kept. */
  readonly consent: boolean;
  readonly question: string | null;
  /** Oldest first. */
  readonly messages: readonly KeptMessage[];
  readonly room: ReplyRoom;
  readonly person: PersonCard;
}

/**
 * What was said, who they are and what may be said to them. Each look is in the audit log.
 * @param again The open page asks by itself: the same look goes on.
 */
export async function viewConversation(
  office: Office,
  officer: Officer,
  id: string,
  { again = false }: { readonly again?: boolean } = {},
): Promise<ConversationView> {
  permit(officer, 'conversation.read');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const request = await findRequest(tx, officer, id);
    const { personId, status, unit, channel, reason, createdAt, claimedAt, claimedBy, finishedAt } = request;
    await (again ? recordLook : recordAudit)(tx, {
      who: officer.id,
      what: 'conversation.read',
      conversationId: id,
      at,
    });
    const consent = await hasConsent(tx, personId);
    return {
      id,
      status,
      unit,
      channel,
      reason,
      since: createdAt.toISOString(),
      claimedAt: claimedAt?.toISOString() ?? null,
      finishedAt: finishedAt?.toISOString() ?? null,
      mine: status === 'open' && claimedBy === officer.id,
      holder: claimedBy === null ? null : ((await staffNames(tx, [claimedBy])).get(claimedBy) ?? null),
      consent,
      question: consent ? office.desk.question(request) : null,
      messages: consent ? await office.desk.messages(tx, personId) : [],
      room: await replyRoom(tx, office, request, at),
      person: await personCard(tx, officer, personId),
    };
  });
}
