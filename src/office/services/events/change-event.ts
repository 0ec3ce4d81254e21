import type { EventDetails } from '../../../notifications/events/event.ts';
import { lockEvent } from '../../../notifications/store/events.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Action } from '../../permissions.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { findOwnEvent } from '../../store/events.ts';
import { type Office, permit } from '../office.ts';

/** Which event is meant, and the version of it that the officer has seen. */
export interface EventTarget {
  readonly id: string;
  readonly version: number;
}

export interface EventChange {
  readonly tx: Prisma.TransactionClient;
  readonly event: EventDetails;
  readonly at: Date;
}

export interface ChangedEvent {
  readonly id: string;
  readonly version: number;
  readonly status: EventDetails['status'];
}

/**
 * The one way in which the office changes an event: role, scope, version, the change, whom it is told and its line in the
 * audit log, in one transaction. The event is held meanwhile, so that no answer comes in between.
 */
export async function changeEvent(
  office: Office,
  officer: Officer,
  action: Action,
  { id, version }: EventTarget,
  work: (change: EventChange) => Promise<void>,
): Promise<ChangedEvent> {
  permit(officer, action);
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    await findOwnEvent(tx, officer, id);
    await lockEvent(tx, id);
    const event = await findOwnEvent(tx, officer, id);
    if (event.version !== version) throw new AppError('changed-meanwhile', `event ${id}, version ${version}`);
    await work({ tx, event, at });
    await recordAudit(tx, { who: officer.id, what: action, eventId: id, at });
    const after = await findOwnEvent(tx, officer, id);
    return { id, version: after.version, status: after.status };
  });
}

/** @throws AppError `event-wrong-status`. */
export function demandEvent({ event }: EventChange, ...statuses: readonly EventDetails['status'][]): void {
  if (!statuses.includes(event.status)) throw new AppError('event-wrong-status', event.status);
}
