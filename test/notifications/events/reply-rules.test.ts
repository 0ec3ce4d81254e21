import { describe, expect, test } from 'vitest';
import { movesUp, replyOutcome, type Standing } from '../../../src/notifications/events/reply-rules.ts';
import { someEvent } from './sample.ts';

const BEFORE = new Date('2026-12-01T02:00:00Z');
const AFTER = new Date('2026-12-05T01:00:00Z');

const standing = (change: Partial<Standing> = {}): Standing => ({
  event: someEvent({ capacity: 2 }),
  going: 0,
  waiting: 0,
  mine: null,
  ...change,
});

describe('an answer', () => {
  test.each<[string, Partial<Standing>, boolean, Date, object]>([
    ['takes a place', { going: 1 }, true, BEFORE, { kind: 'going' }],
    ['waits when it is full', { going: 2 }, true, BEFORE, { kind: 'waiting' }],
    ['overtakes nobody who waits', { going: 1, waiting: 1 }, true, BEFORE, { kind: 'waiting' }],
    ['is always taken without a capacity', { event: someEvent(), going: 900 }, true, BEFORE, { kind: 'going' }],
    ['twice changes nothing', { mine: 'waiting', going: 2 }, true, BEFORE, { kind: 'already', status: 'waiting' }],
    ['gives a place back', { mine: 'going', going: 2 }, false, BEFORE, { kind: 'declined' }],
    ['may be no from the start', {}, false, BEFORE, { kind: 'declined' }],
    ['no twice changes nothing', { mine: 'declined' }, false, BEFORE, { kind: 'already', status: 'declined' }],
    ['comes too late once it has begun', {}, true, AFTER, { kind: 'closed', why: 'started' }],
    [
      'to one that does not take place',
      { event: someEvent({ status: 'cancelled' }) },
      true,
      BEFORE,
      { kind: 'closed', why: 'cancelled' },
    ],
    [
      'to one that nobody signs up for',
      { event: someEvent({ takesReplies: false }) },
      true,
      BEFORE,
      { kind: 'closed', why: 'no-replies' },
    ],
    [
      'after the day for answers',
      { event: someEvent({ replyBy: new Date('2026-11-30T10:00:00Z') }) },
      true,
      BEFORE,
      { kind: 'closed', why: 'reply-by' },
    ],
    [
      'no is heard also after that day',
      { event: someEvent({ replyBy: new Date('2026-11-30T10:00:00Z') }), mine: 'going' },
      false,
      BEFORE,
      { kind: 'declined' },
    ],
  ])('%s', (_name, change, coming, now, outcome) => {
    expect(replyOutcome(standing(change), coming, now)).toEqual(outcome);
  });
});

describe('the waiting list', () => {
  test('moves up by what is free, and not once the event has begun', () => {
    const event = someEvent({ capacity: 5 });
    expect(movesUp({ event, going: 3, waiting: 4 }, BEFORE)).toBe(2);
    expect(movesUp({ event, going: 5, waiting: 4 }, BEFORE)).toBe(0);
    expect(movesUp({ event: someEvent(), going: 5, waiting: 4 }, BEFORE)).toBe(4);
    expect(movesUp({ event, going: 3, waiting: 4 }, AFTER)).toBe(0);
    expect(movesUp({ event: someEvent({ status: 'cancelled' }), going: 0, waiting: 4 }, BEFORE)).toBe(0);
  });

  test('a capacity made smaller sends nobody away', () => {
    expect(movesUp({ event: someEvent({ capacity: 2 }), going: 4, waiting: 1 }, BEFORE)).toBe(0);
  });
});
