import { dateInVietNam } from '../../language/calendar.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import type { EventDetails } from '../events/event.ts';
import { EVENT_WORDING, eventKind } from '../events/kinds.ts';
import {
  announcement,
  cancelledNotice,
  movedNotice,
  placeFreeNotice,
  reminderNotice,
  rewordMoved,
} from '../events/notices.ts';
import { planReminders } from '../events/reminder-plan.ts';
import type { CancelReason } from '../policy/reasons.ts';
import { type Audience, type CampaignDraft, type NoticeBody, PRIORITIES, type RecipientDraft } from '../types.ts';
import { addRecipients, cancelCampaign, planCampaign } from './campaigns.ts';
import { placesKey } from './event-replies.ts';
import { readButtons, readTemplate, type SealBody } from './notice-body.ts';
import { voidClaimsOfCampaign } from './void-claims.ts';

type Tx = Prisma.TransactionClient;

interface How {
  readonly at: Date;
  readonly seal: SealBody;
  /** Id of a StaffUser. */
  readonly by: string;
}

const PENDING = ['draft', 'awaitingApproval', 'scheduled', 'running', 'paused'] as const;
/** A change that is told later than this helps nobody. */
const CHANGE_TOLD_WITHIN_MS = 3 * 86_400_000;

/** Tells whoever is invited, and lays down the reminders. */
export async function announceEvent(tx: Tx, event: EventDetails, { at, by }: Omit<How, 'seal'>): Promise<void> {
  await planCampaign(tx, announcementDraft(event, at, by), at);
  await planEventReminders(tx, event, { at, by });
}

async function planEventReminders(tx: Tx, event: EventDetails, { at, by }: Pick<How, 'at' | 'by'>): Promise<void> {
  const { id, version, takesReplies } = event;
  const audience: Audience = takesReplies ? { event: { id, reply: 'going' } } : event.audience;
  for (const { reminder, startsAt, expiresAt } of planReminders(event, at)) {
    const draft: CampaignDraft = {
      ...reminderNotice(event, dateInVietNam(startsAt)),
      kind: 'event-reminder',
      topic: 'reminder',
      title: `${EVENT_WORDING.reminderTitles[reminder]}: ${event.title}`,
      sourceKey: `event:${id}:v${version}:${reminder}`,
      eventId: id,
      audience,
      priority: PRIORITIES.reminder,
      startsAt,
      expiresAt,
      createdBy: by,
    };
    await planCampaign(tx, draft, at);
  }
}

/**
 * Time or place is another one: the old reminders go, new ones are laid down, and whoever knows the old time hears the new
 * one. Whoever is still to be invited is invited to the new one.
 */
export async function moveEvent(tx: Tx, event: EventDetails, before: EventDetails, how: How): Promise<void> {
  await cancelPending(tx, event.id, ['event-reminder'], 'event-moved', how.at);
  await cancelEarlierMoves(tx, event.id, how.at);
  await rewordPending(tx, event, how);
  // Asked last: whoever was being invited until this moment heard the old time.
  const known = await thoseWhoKnow(tx, event.id);
  await planEventReminders(tx, event, how);
  await tellNow(tx, event, movedNotice(event, before), known, {
    ...how,
    title: `Đổi lịch: ${event.title}`,
    sourceKey: `event:${event.id}:moved:${event.version}`,
    expiresAt: event.startsAt,
  });
}

/** Something else about it changed: what is still to be sent says it as it is now. */
export async function rewordEvent(tx: Tx, event: EventDetails, before: EventDetails, how: How): Promise<void> {
  await rewordPending(tx, event, how);
  for (const { id, startsAt, sourceKey } of await pendingOf(tx, event.id, ['event-reminder'])) {
    // Planned for the version that is in force now, so that nothing plans it again.
    const key = sourceKey?.replace(/:v\d+:/, `:v${event.version}:`) ?? null;
    await rewordCampaign(tx, id, reminderNotice(event, dateInVietNam(startsAt)), { sourceKey: key });
  }
  for (const { id, text, buttons, template } of await pendingMoves(tx, event.id)) {
    const words = { text, buttons: readButtons(buttons), template: readTemplate(template) };
    await rewordCampaign(tx, id, rewordMoved(words, event, before));
  }
}

/** A worker that has a row in hand has read the old words: it loses its claim. */
async function rewordCampaign(
  tx: Tx,
  id: string,
  words: NoticeBody,
  data: Pick<Prisma.CampaignUpdateInput, 'sourceKey' | 'expiresAt'> = {},
): Promise<void> {
  await tx.campaign.update({ where: { id }, data: { ...wordsColumns(words), ...data } });
  await voidClaimsOfCampaign(tx, id);
}

/** Nothing more of it is sent, and whoever knows of it hears that it does not take place. */
export async function cancelEvent(tx: Tx, event: EventDetails, reason: string, how: How): Promise<void> {
  await cancelPending(tx, event.id, ['event', 'event-reminder'], 'event-cancelled', how.at);
  const known = await thoseWhoKnow(tx, event.id);
  const late = new Date(how.at.getTime() + CHANGE_TOLD_WITHIN_MS);
  await tellNow(tx, event, cancelledNotice(event, reason), known, {
    ...how,
    title: `Hủy: ${event.title}`,
    sourceKey: `event:${event.id}:cancelled`,
    expiresAt: event.startsAt > late ? event.startsAt : late,
  });
}

function announcementDraft(event: EventDetails, at: Date, by: string): CampaignDraft {
  return {
    ...announcement(event),
    kind: 'event',
    topic: eventKind(event.kind).topic,
    title: `Mời: ${event.title}`,
    sourceKey: announcementKey(event),
    eventId: event.id,
    audience: event.audience,
    priority: PRIORITIES.broadcast,
    startsAt: at,
    expiresAt: event.replyBy ?? event.startsAt,
    createdBy: by,
  };
}

const announcementKey = ({ id }: Pick<EventDetails, 'id'>) => `event:${id}:announced`;

/** The announcement may still be going out; whoever hears it from now on, or of a free place, hears the newest. */
async function rewordPending(tx: Tx, event: EventDetails, { at, by, seal }: How): Promise<void> {
  const draft = announcementDraft(event, at, by);
  const where = { sourceKey: announcementKey(event), status: { in: [...PENDING] } };
  const campaign = await tx.campaign.findFirst({ where, select: { id: true } });
  if (campaign) {
    const { expiresAt } = draft;
    await rewordCampaign(tx, campaign.id, draft, { expiresAt });
    await tx.delivery.updateMany({ where: { campaignId: campaign.id, status: 'waiting' }, data: { expiresAt } });
  }
  await rewordPlaces(tx, event, seal);
}

async function rewordPlaces(tx: Tx, event: EventDetails, seal: SealBody): Promise<void> {
  const rows = await tx.delivery.findMany({
    where: { status: 'waiting', campaign: { sourceKey: placesKey(event) } },
    select: { seq: true, campaignId: true, recipientKey: true, personId: true },
  });
  for (const { seq, personId, ...owner } of rows) {
    if (personId === null) continue;
    const reply = await tx.eventReply.findUnique({ where: { eventId_personId: { eventId: event.id, personId } } });
    if (!reply) continue;
    const body = seal(placeFreeNotice(event, reply.code), owner);
    await tx.delivery.update({ where: { seq }, data: { body, expiresAt: event.startsAt, claimedUntil: null } });
  }
}

const wordsColumns = ({ text, buttons, template }: NoticeBody) => ({
  text,
  buttons: buttons as unknown as Prisma.InputJsonValue,
  ...(template ? { template: template as unknown as Prisma.InputJsonValue } : {}),
});

async function cancelPending(
  tx: Tx,
  eventId: string,
  kinds: readonly ('event' | 'event-reminder')[],
  reason: CancelReason,
  at: Date,
): Promise<void> {
  for (const { id } of await pendingOf(tx, eventId, kinds)) await cancelCampaign(tx, id, reason, at);
}

/** Moved twice in a short time: nobody hears of the day in between. */
async function cancelEarlierMoves(tx: Tx, eventId: string, at: Date): Promise<void> {
  for (const { id } of await pendingMoves(tx, eventId)) await cancelCampaign(tx, id, 'event-moved', at);
}

const pendingMoves = (tx: Tx, eventId: string) =>
  tx.campaign.findMany({
    where: { sourceKey: { startsWith: `event:${eventId}:moved:` }, status: { in: [...PENDING] } },
  });

function pendingOf(tx: Tx, eventId: string, kinds: readonly ('event' | 'event-reminder')[]) {
  return tx.campaign.findMany({
    where: { eventId, kind: { in: [...kinds] }, status: { in: [...PENDING] } },
    select: { id: true, startsAt: true, sourceKey: true },
  });
}

/** Everyone who was told of it or has to be called about it, or has answered; not those who said that they don't come. */
async function thoseWhoKnow(tx: Tx, eventId: string): Promise<RecipientDraft[]> {
  const told = await tx.delivery.findMany({
    where: {
      campaign: { eventId, kind: 'event' },
      status: { in: ['sending', 'sent', 'delivered', 'read', 'uncertain', 'callList'] },
    },
    distinct: ['personId', 'memberId'],
    select: { personId: true, memberId: true },
  });
  const replies = await tx.eventReply.findMany({ where: { eventId }, select: { personId: true, status: true } });
  const declined = new Set(replies.filter(({ status }) => status === 'declined').map(({ personId }) => personId));
  const recipients = new Map<string, RecipientDraft>();
  const coming = replies.map(({ personId }) => ({ personId, memberId: null }));
  for (const { personId, memberId } of [...told, ...coming]) {
    const recipientKey = personId ? `person:${personId}` : `member:${memberId}`;
    if (personId && declined.has(personId)) continue;
    if (!recipients.has(recipientKey)) recipients.set(recipientKey, { recipientKey, personId, memberId });
  }
  return [...recipients.values()];
}

async function tellNow(
  tx: Tx,
  event: EventDetails,
  words: NoticeBody,
  recipients: readonly RecipientDraft[],
  {
    at,
    by,
    seal,
    title,
    sourceKey,
    expiresAt,
  }: How & Pick<CampaignDraft, 'title' | 'expiresAt'> & { sourceKey: string },
): Promise<void> {
  const draft: CampaignDraft = {
    ...words,
    kind: 'event',
    topic: eventKind(event.kind).topic,
    title,
    sourceKey,
    eventId: event.id,
    audience: null,
    priority: PRIORITIES.change,
    startsAt: at,
    expiresAt,
    createdBy: by,
  };
  const id = await planCampaign(tx, draft, at);
  if (id) await addRecipients(tx, { ...draft, id }, recipients, seal);
}
