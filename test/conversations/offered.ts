import type { EventDetails } from '../../src/notifications/events/event.ts';
import { eventKindId } from '../../src/notifications/events/kinds.ts';

/** `*event fair | title | place | 2026-12-05 08:00 | capacity`: an event of the province that is on; null for any other line. */
export function offeredIn(said: string, count: number): EventDetails | null {
  const [, kind, rest] = /^\*event (\S+) \| (.+)$/.exec(said) ?? [];
  if (kind === undefined || rest === undefined) return null;
  const [title = '', place = '', starts = '', capacity] = rest.split(' | ');
  return {
    id: `01990000-0000-7000-8000-${String(count + 1).padStart(12, '0')}`,
    kind: eventKindId.parse(kind),
    ...{ title, place, about: null, unit: null, endsAt: null, whoMayCome: null, papers: null, contact: null },
    startsAt: new Date(`${starts.replace(' ', 'T')}:00+07:00`),
    capacity: capacity === undefined ? null : Number(capacity),
    ...{ takesReplies: true, replyBy: null, audience: {}, status: 'published', cancelReason: null, version: 1 },
  };
}
