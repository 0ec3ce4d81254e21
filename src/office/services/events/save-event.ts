import { withinScope } from '../../../notifications/members/audience.ts';
import {
  announceEvent,
  moveEvent,
  rewordEvent,
  cancelEvent as tellCancelled,
} from '../../../notifications/store/event-campaigns.ts';
import { fillPlaces } from '../../../notifications/store/event-replies.ts';
import { countReplies, findEvent } from '../../../notifications/store/events.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import { type EventInput, hasMoved, inputProblem } from '../../event-input.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { runs } from '../../store/events.ts';
import { type Office, permit } from '../office.ts';
import { type ChangedEvent, changeEvent as change, demandEvent, type EventTarget } from './change-event.ts';

/** Begins an event: a draft, which nobody is told of. */
export async function createEvent(office: Office, officer: Officer, input: EventInput): Promise<ChangedEvent> {
  permit(officer, 'event.create');
  const at = office.now();
  const columns = columnsOf(officer, input, at);
  return office.client.$transaction(async (tx) => {
    const row = await tx.event.create({
      data: { ...columns, createdBy: officer.id, createdAt: at, updatedAt: at },
      select: { id: true, version: true, status: true },
    });
    await recordAudit(tx, { who: officer.id, what: 'event.create', eventId: row.id, at });
    return row;
  });
}

/**
 * Another time or place of a published event is told to everyone who knows of it, and its reminders are laid down anew; any
 * other change stands in what is still to be sent. More places go to those who wait.
 */
export function editEvent(
  office: Office,
  officer: Officer,
  { input, ...target }: EventTarget & { readonly input: EventInput },
): Promise<ChangedEvent> {
  return change(office, officer, 'event.change', target, async (one) => {
    demandEvent(one, 'draft', 'published');
    const { tx, event: before, at } = one;
    const going = (await countReplies(tx, [before.id])).get(before.id)?.going ?? 0;
    const columns = columnsOf(officer, input, at, going);
    await tx.event.update({
      where: { id: before.id },
      data: { ...columns, version: { increment: 1 }, updatedAt: at },
    });
    if (before.status === 'draft') return;
    const after = (await findEvent(tx, before.id)) ?? before;
    const how = { at, by: officer.id, seal: office.sealNotice };
    if (hasMoved(before, after)) await moveEvent(tx, after, before, how);
    else await rewordEvent(tx, after, before, how);
    await fillPlaces(tx, after, how);
  });
}

/** From now on people are told of it and answer it. */
export function publishEvent(office: Office, officer: Officer, target: EventTarget): Promise<ChangedEvent> {
  return change(office, officer, 'event.publish', target, async (one) => {
    demandEvent(one, 'draft');
    const { tx, event, at } = one;
    demandPossible(event, at);
    await tx.event.update({ where: { id: event.id }, data: { status: 'published', updatedAt: at } });
    await announceEvent(tx, { ...event, status: 'published' }, { at, by: officer.id });
  });
}

/** `reason`: in words that everyone who knows of it reads. A draft is only put away. */
export function cancelEvent(
  office: Office,
  officer: Officer,
  { reason, ...target }: EventTarget & { readonly reason: string },
): Promise<ChangedEvent> {
  return change(office, officer, 'event.cancel', target, async (one) => {
    demandEvent(one, 'draft', 'published');
    const { tx, event, at } = one;
    await tx.event.update({
      where: { id: event.id },
      data: { status: 'cancelled', cancelReason: reason, version: { increment: 1 }, updatedAt: at },
    });
    if (event.status === 'published')
      await tellCancelled(tx, event, reason, { at, by: officer.id, seal: office.sealNotice });
  });
}

/** @throws AppError `not-in-scope`, `event-impossible`. */
function columnsOf(officer: Officer, input: EventInput, at: Date, going = 0) {
  if (!runs(officer, input.unit)) throw new AppError('not-in-scope', 'event');
  demandPossible(input, at, going);
  const audience = withinScope(input.audience, officer.scope);
  if (audience === null) throw new AppError('not-in-scope', 'audience');
  const { kind, title, about, place, unit, startsAt, endsAt, whoMayCome, papers } = input;
  const { contact, capacity, takesReplies, replyBy } = input;
  return {
    ...{ kind, title, about, place, unit, startsAt, endsAt, whoMayCome, papers },
    ...{ contact, capacity, takesReplies, replyBy },
    audience: audience as unknown as Prisma.InputJsonValue,
  };
}

function demandPossible(input: EventInput, at: Date, going = 0): void {
  const problem = inputProblem(input, at, going);
  if (problem !== null) throw new AppError('event-impossible', problem);
}
