import type { EventDetails } from '../../../src/notifications/events/event.ts';

/** A fair on Saturday 5 December 2026 at 8 o'clock. */
export function someEvent(change: Partial<EventDetails> = {}): EventDetails {
  return {
    id: '01990000-0000-7000-8000-000000000001',
    kind: 'fair',
    title: 'Hội chợ OCOP Tết 2027',
    about: null,
    place: 'Quảng trường Lam Sơn',
    unit: null,
    startsAt: new Date('2026-12-05T01:00:00Z'),
    endsAt: new Date('2026-12-05T10:00:00Z'),
    whoMayCome: null,
    papers: null,
    contact: null,
    capacity: null,
    takesReplies: true,
    replyBy: null,
    audience: {},
    status: 'published',
    cancelReason: null,
    version: 1,
    ...change,
  };
}
