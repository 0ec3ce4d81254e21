import type { Prisma } from '../../platform/database/generated/client.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { findRequest, requestsOf } from '../store/conversations.ts';
import { registrationsOf } from '../store/scope.ts';
import { type Office, permit } from './office.ts';

const MOST_ROWS = 200;

/** Somebody who waits for an officer or has one. Nothing of what they said. */
export interface ConversationRow {
  readonly id: string;
  /** Code of the commune; null: the province answers. */
  readonly unit: string | null;
  readonly channel: string;
  readonly reason: string;
  /** ISO instant. */
  readonly since: string;
  /** The office was told that nobody came. */
  readonly alerted: boolean;
  readonly claimedAt: string | null;
  /** Id of a staff user; null with `claimedAt`: taken in the channel's own app. */
  readonly claimedBy: string | null;
  /** Without it nothing of what they write is kept; one can write to them all the same. */
  readonly consent: boolean;
  /** Their newest registration that this officer may see. */
  readonly registrationId: string | null;
}

/** Open requests, longest waiting first. */
export async function listConversations(office: Office, officer: Officer): Promise<ConversationRow[]> {
  permit(officer, 'conversation.list');
  const rows = await office.client.handoffRequest.findMany({
    where: { status: 'open', ...requestsOf(officer) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST_ROWS,
    include: {
      person: {
        select: {
          consents: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { action: true } },
          registrations: {
            where: registrationsOf(officer),
            orderBy: { createdAt: 'desc' },
            take: 1,
            select: { id: true },
          },
        },
      },
    },
  });
  return rows.map(({ person, ...row }) => ({
    id: row.id,
    unit: row.unit,
    channel: row.channel,
    reason: row.reason,
    since: row.createdAt.toISOString(),
    alerted: row.alertedAt !== null,
    claimedAt: row.claimedAt?.toISOString() ?? null,
    claimedBy: row.claimedBy,
    consent: person.consents[0]?.action === 'given',
    registrationId: person.registrations[0]?.id ?? null,
  }));
}

/** What was said, for persons who consent; each look is in the audit log. */
export async function readConversation(office: Office, officer: Officer, id: string) {
  permit(officer, 'conversation.read');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    const request = await findRequest(tx, officer, id);
    await recordAudit(tx, { who: officer.id, what: 'conversation.read', conversationId: id, at });
    const consent = await hasConsent(tx, request.personId);
    return {
      id,
      status: request.status,
      consent,
      question: consent ? office.desk.question(request) : null,
      messages: consent ? await office.desk.messages(tx, request.personId) : [],
    };
  });
}

export async function hasConsent(tx: Prisma.TransactionClient, personId: string): Promise<boolean> {
  const newest = await tx.consentReceipt.findFirst({
    where: { personId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { action: true },
  });
  return newest?.action === 'given';
}
