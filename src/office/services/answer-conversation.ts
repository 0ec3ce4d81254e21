import type { OfficerAct } from '../../channels/types.ts';
import { countCharacters } from '../../language/text.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Action } from '../permissions.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { findRequest } from '../store/conversations.ts';
import { type Office, permit } from './office.ts';
import { replyRoom } from './reply-room.ts';

export interface Told {
  /** False: no channel reaches the person, so somebody must call them. */
  readonly told: boolean;
}

type Request = Prisma.HandoffRequestModel;

/** From here on the assistant is silent. Of two officers the second is told. @throws AppError `conversation-taken`. */
export function claimConversation(office: Office, officer: Officer, id: string): Promise<Told> {
  return act(office, officer, 'conversation.claim', { id, does: 'took' }, async (tx, _request, at) => {
    const { count } = await tx.handoffRequest.updateMany({
      where: { id, status: 'open', claimedAt: null },
      data: { claimedBy: officer.id, claimedAt: at },
    });
    if (count !== 1) throw new AppError('conversation-taken', id);
  });
}

/** @throws AppError `conversation-not-held`, `message-too-long`, `reply-window-closed`, `person-unreachable`. */
export async function replyInConversation(
  office: Office,
  officer: Officer,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<Told> {
  return act(office, officer, 'conversation.reply', { id, does: 'wrote', words: text }, async (tx, request, at) => {
    demandHeld(request, officer);
    const { most, window } = await replyRoom(tx, office, request, at);
    if (countCharacters(text) > most) throw new AppError('message-too-long', `${most} characters`);
    if (window?.state === 'closed') throw new AppError('reply-window-closed', id);
  });
}

/** The assistant goes on where the person was. @throws AppError `conversation-not-held`. */
export function handBackConversation(office: Office, officer: Officer, id: string): Promise<Told> {
  return act(office, officer, 'conversation.hand-back', { id, does: 'handed-back' }, async (tx, request, at) => {
    demandHeld(request, officer);
    await finish(tx, request, 'answered', at);
  });
}

/** Settled, also without a word in the chat (a telephone call). @throws AppError `conversation-taken` when another officer has it. */
export function closeConversation(office: Office, officer: Officer, id: string): Promise<Told> {
  return act(office, officer, 'conversation.close', { id, does: 'closed' }, async (tx, request, at) => {
    if (request.claimedBy !== null && request.claimedBy !== officer.id) throw new AppError('conversation-taken', id);
    await finish(tx, request, 'closed', at);
  });
}

function demandHeld({ id, status, claimedBy }: Request, officer: Officer): void {
  if (status !== 'open' || claimedBy !== officer.id) throw new AppError('conversation-not-held', id);
}

async function finish(
  tx: Prisma.TransactionClient,
  { id, claimedBy }: Request,
  status: 'answered' | 'closed',
  finishedAt: Date,
): Promise<void> {
  const { count } = await tx.handoffRequest.updateMany({
    where: { id, status: 'open', claimedBy },
    data: { status, finishedAt },
  });
  if (count !== 1) throw new AppError('conversation-not-held', id);
}

/** Role, scope, the change, its line in the audit log and what the person hears, in one transaction. */
async function act(
  office: Office,
  officer: Officer,
  action: Action,
  { id, does, words = '' }: { readonly id: string; readonly does: OfficerAct; readonly words?: string },
  work: (tx: Prisma.TransactionClient, request: Request, at: Date) => Promise<void>,
): Promise<Told> {
  permit(officer, action);
  const at = office.now();
  const conversation = await office.client.$transaction(async (tx) => {
    const request = await findRequest(tx, officer, id);
    await work(tx, request, at);
    await recordAudit(tx, { who: officer.id, what: action, conversationId: id, at });
    const { personId, channel } = request;
    const told = await office.desk.tell(tx, { personId, channel, act: does, words, at });
    if (told === null && does === 'wrote') throw new AppError('person-unreachable', id);
    return told;
  });
  if (conversation !== null) await office.wake(conversation);
  return { told: conversation !== null };
}
