import type { OutgoingFile } from '../channels/types.ts';
import { findEvent } from '../notifications/store/events.ts';
import type { Clock } from '../platform/clock.ts';
import type { PrismaClient } from '../platform/database/generated/client.ts';

/** The event as it is when the file is sent; null when it is gone. */
export async function makeCalendar(client: PrismaClient, clock: Clock, eventId: string): Promise<OutgoingFile | null> {
  const event = await findEvent(client, eventId);
  if (!event || event.status === 'draft') return null;
  // Loaded when first needed: few turns send one.
  const { calendarFile } = await import('../notifications/events/ics.ts');
  return calendarFile(event, clock.now());
}
