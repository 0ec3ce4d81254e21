import type { EventDetails } from '../../../notifications/events/event.ts';
import { eventKind } from '../../../notifications/events/kinds.ts';
import { announcement } from '../../../notifications/events/notices.ts';
import { type PlannedReminder, planReminders } from '../../../notifications/events/reminder-plan.ts';
import { PRIORITIES } from '../../../notifications/types.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { findOwnEvent } from '../../store/events.ts';
import { type Reach, reachOf } from '../broadcasts/reach.ts';
import { type Office, permit } from '../office.ts';

export interface Publishing {
  readonly event: EventDetails;
  /** Of the invitation. */
  readonly reach: Reach;
  readonly reminders: readonly PlannedReminder[];
}

/** What publishing would lead to: who is invited now, and when those who come are reminded. @throws AppError `event-not-found`. */
export async function previewPublishing(office: Office, officer: Officer, id: string): Promise<Publishing> {
  permit(officer, 'event.publish');
  const at = office.now();
  const event = await findOwnEvent(office.client, officer, id);
  const known = await office.broadcasting.template('event');
  const reach = await reachOf(office, officer, {
    body: announcement(event),
    audience: event.audience,
    notice: {
      kind: 'event',
      topic: eventKind(event.kind).topic,
      priority: PRIORITIES.broadcast,
      notBefore: at,
      expiresAt: event.startsAt,
      template: { uid: known?.priceUid ?? null, phone: known?.pricePhone ?? null },
    },
  });
  await recordAudit(office.client, { who: officer.id, what: 'event.preview', eventId: id, at });
  return { event, reach, reminders: planReminders({ ...event, status: 'published' }, at) };
}
