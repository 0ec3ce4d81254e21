import { describe, expect, test } from 'vitest';
import { calendarFile } from '../../../src/notifications/events/ics.ts';
import { someEvent } from './sample.ts';

const NOW = new Date('2026-11-26T02:00:00Z');

/** Lines with the folding undone (RFC 5545 §3.1). */
function linesOf(event: ReturnType<typeof someEvent>): string[] {
  const text = new TextDecoder().decode(calendarFile(event, NOW).bytes);
  expect(text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
  return text.replaceAll('\r\n ', '').split('\r\n');
}

describe('the calendar file', () => {
  test('keeps its UID, counts its versions, and says time and place', () => {
    const lines = linesOf(someEvent({ place: 'Nhà văn hóa; thôn 2, xã Thọ Lập' }));
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:01990000-0000-7000-8000-000000000001@ocop-assistant',
        'SEQUENCE:1',
        'DTSTAMP:20261126T020000Z',
        'DTSTART:20261205T010000Z',
        'DTEND:20261205T100000Z',
        'LOCATION:Nhà văn hóa\\; thôn 2\\, xã Thọ Lập',
        'STATUS:CONFIRMED',
      ]),
    );
    const moved = linesOf(someEvent({ version: 2, startsAt: new Date('2026-12-06T01:00:00Z'), endsAt: null }));
    expect(moved).toEqual(
      expect.arrayContaining([
        'UID:01990000-0000-7000-8000-000000000001@ocop-assistant',
        'SEQUENCE:2',
        'DTSTART:20261206T010000Z',
        'DTEND:20261206T030000Z',
      ]),
    );
  });

  test('of a cancelled one takes it out of the calendar', () => {
    const lines = linesOf(someEvent({ status: 'cancelled', version: 3 }));
    expect(lines).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3']));
  });
});
