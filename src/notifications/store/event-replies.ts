import type { Prisma } from '../../platform/database/generated/client.ts';
import type { EventDetails } from '../events/event.ts';
import { eventKind } from '../events/kinds.ts';
import { placeFreeNotice } from '../events/notices.ts';
import { movesUp, type ReplyOutcome, replyOutcome } from '../events/reply-rules.ts';
import type { CancelReason } from '../policy/reasons.ts';
import { PRIORITIES } from '../types.ts';
import { addRecipients } from './campaigns.ts';
import { countReplies, lockEvent, placeOf } from './events.ts';
import type { SealBody } from './notice-body.ts';
import { standingCampaign } from './standing.ts';

type Tx = Prisma.TransactionClient;

export interface Answering {
  readonly eventId: string;
  readonly personId: string;
  readonly coming: boolean;
  readonly at: Date;
  /** Fresh digits for the door, asked again while they are taken. */
  readonly newCode: () => string;
  readonly seal: SealBody;
}

/** `place` in the waiting list, for those who wait. Null: there is no such event. */
export type Answered = { readonly outcome: ReplyOutcome; readonly place: number | null; readonly code: string | null };

/** One answer, with the event held: of two people at once one is the first. A place given back goes to whoever waits. */
export async function answerEvent(tx: Tx, answering: Answering): Promise<Answered | null> {
  const { eventId, personId, coming, at } = answering;
  const event = await lockEvent(tx, eventId);
  if (!event || event.status === 'draft') return null;
  const before = await tx.eventReply.findUnique({ where: { eventId_personId: { eventId, personId } } });
  const counts = await countsOf(tx, eventId);
  const outcome = replyOutcome({ event, ...counts, mine: before?.status ?? null }, coming, at);
  if (outcome.kind === 'closed') return { outcome, place: null, code: null };
  if (outcome.kind === 'already') return standing(tx, outcome, before);

  const row = await writeReply(tx, answering, outcome.kind, before);
  if (outcome.kind === 'declined') {
    await dropReminders(tx, eventId, personId, at);
    await fillPlaces(tx, event, { at, seal: answering.seal });
  }
  return standing(tx, outcome, row);
}

/** Whoever has waited longest moves up into free places, and is told. Call with the event held. Gives how many. */
export async function fillPlaces(
  tx: Tx,
  event: EventDetails,
  { at, seal }: { readonly at: Date; readonly seal: SealBody },
): Promise<number> {
  const many = movesUp({ event, ...(await countsOf(tx, event.id)) }, at);
  if (many === 0) return 0;
  const next = await tx.eventReply.findMany({
    where: { eventId: event.id, status: 'waiting' },
    orderBy: { seq: 'asc' },
    take: many,
  });
  await tx.eventReply.updateMany({
    where: { eventId: event.id, personId: { in: next.map(({ personId }) => personId) } },
    data: { status: 'going', movedUpAt: at },
  });
  const campaign = await placesCampaign(tx, event, at);
  const recipients = next.map(({ personId, seq, code }) => ({
    recipientKey: `place:${personId}:${seq}`,
    personId,
    memberId: null,
    body: placeFreeNotice(event, code),
    expiresAt: event.startsAt,
  }));
  await addRecipients(tx, campaign, recipients, seal);
  return next.length;
}

async function writeReply(
  tx: Tx,
  { eventId, personId, at, newCode }: Answering,
  status: 'going' | 'waiting' | 'declined',
  before: Prisma.EventReplyModel | null,
): Promise<Prisma.EventReplyModel> {
  const key = { eventId, personId };
  if (!before) {
    const code = await freeCode(tx, eventId, newCode);
    return tx.eventReply.create({ data: { ...key, status, code, repliedAt: at } });
  }
  if (status === 'declined') {
    return tx.eventReply.update({ where: { eventId_personId: key }, data: { status, repliedAt: at, movedUpAt: null } });
  }
  // Somebody who comes back stands behind those who have waited meanwhile.
  const [{ seq } = { seq: before.seq }] = await tx.$queryRaw<{ seq: bigint }[]>`
    SELECT nextval(pg_get_serial_sequence('event_reply', 'seq')) AS seq`;
  return tx.eventReply.update({ where: { eventId_personId: key }, data: { status, repliedAt: at, seq } });
}

async function freeCode(tx: Tx, eventId: string, newCode: () => string): Promise<string> {
  for (;;) {
    const code = newCode();
    if ((await tx.eventReply.count({ where: { eventId, code } })) === 0) return code;
  }
}

/** They said that they don't come: nothing of it reminds them. */
async function dropReminders(tx: Tx, eventId: string, personId: string, at: Date): Promise<void> {
  await tx.delivery.updateMany({
    where: { personId, status: 'waiting', campaign: { eventId, kind: 'event-reminder' } },
    data: { status: 'cancelled', reason: 'event-declined' satisfies CancelReason, finishedAt: at },
  });
}

async function standing(tx: Tx, outcome: ReplyOutcome, row: Prisma.EventReplyModel | null): Promise<Answered> {
  const place = row?.status === 'waiting' ? await placeOf(tx, row) : null;
  return { outcome, place, code: row?.code ?? null };
}

async function countsOf(tx: Tx, eventId: string): Promise<{ going: number; waiting: number }> {
  return (await countReplies(tx, [eventId])).get(eventId) ?? { going: 0, waiting: 0 };
}

export const placesKey = ({ id }: Pick<EventDetails, 'id'>) => `event:${id}:places`;

function placesCampaign(tx: Tx, event: EventDetails, now: Date) {
  return standingCampaign(
    tx,
    {
      kind: 'event',
      topic: eventKind(event.kind).topic,
      title: `Có chỗ: ${event.title}`,
      sourceKey: placesKey(event),
      eventId: event.id,
      priority: PRIORITIES.change,
    },
    now,
  );
}
