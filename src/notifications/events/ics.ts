import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { EventDetails } from './event.ts';
import { detailLines } from './notices.ts';

export interface CalendarFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** The same wherever the program runs, so that a file from here and one from there are one event. */
const UID_HOST = 'ocop-assistant';
/** As long as most: an event without an end stands for so many minutes in somebody's calendar. */
const USUAL_MINUTES = 120;

/**
 * A calendar file (RFC 5545). The same UID in every version and the version as SEQUENCE: a calendar that has the event moves
 * it, and takes it away when it was cancelled.
 */
export function calendarFile(event: EventDetails, now: Date): CalendarFile {
  const cancelled = event.status === 'cancelled';
  const calendar = ical({
    name: event.title,
    prodId: { company: 'OCOP', product: 'Trợ lý OCOP', language: 'VI' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${event.id}@${UID_HOST}`,
    sequence: event.version,
    stamp: now,
    start: event.startsAt,
    end: event.endsAt ?? new Date(event.startsAt.getTime() + USUAL_MINUTES * 60_000),
    summary: event.title,
    location: event.place,
    description: [event.about, ...detailLines(event)].filter(Boolean).join('\n'),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return {
    name: 'su-kien-ocop.ics',
    mime: 'text/calendar; charset=utf-8',
    bytes: new TextEncoder().encode(calendar.toString()),
  };
}
