import { describe, expect, test } from 'vitest';
import { checkLedger, type Ledger } from './check-ledger.ts';

/** Two events of one person, handed over one after the other, each answered with one message. */
const FINE: Ledger = {
  handed: [
    { channel: 'zalo', key: 'a', externalId: '1', conversation: 'c', firstSentAt: 0, ackedAt: 5 },
    { channel: 'zalo', key: 'b', externalId: '1', conversation: 'c', firstSentAt: 10, ackedAt: 15 },
  ],
  inbox: [
    { seq: 1, channel: 'zalo', key: 'a', conversation: 'c', status: 'done' },
    { seq: 2, channel: 'zalo', key: 'b', conversation: 'c', status: 'done' },
  ],
  outbox: [
    { seq: 1, key: 'zalo:1:0', conversation: 'c', status: 'sent', reason: null, messageId: 'x' },
    { seq: 2, key: 'zalo:2:0', conversation: 'c', status: 'sent', reason: null, messageId: 'y' },
  ],
  turns: new Map([['c', 2]]),
  shown: new Map([['c', ['x', 'y']]]),
};
const [first, second] = FINE.inbox as [Ledger['inbox'][0], Ledger['inbox'][0]];
const [one, two] = FINE.outbox as [Ledger['outbox'][0], Ledger['outbox'][0]];
const unknown = { ...two, status: 'uncertain', reason: 'mất điện', messageId: null };

describe('the check of a ledger', () => {
  test('finds nothing where every event had one effect', () => {
    expect(checkLedger(FINE, 0)).toEqual({ lost: 0, doubled: 0, uncertain: 0, disordered: 0, broken: [] });
  });

  test.each<[string, Partial<Ledger>, 'lost' | 'doubled' | 'disordered']>([
    ['an event without a row', { inbox: [first], turns: new Map([['c', 1]]) }, 'lost'],
    ['a row nobody worked on', { inbox: [first, { ...second, status: 'waiting' }] }, 'lost'],
    ['a turn without a reply', { outbox: [one], shown: new Map([['c', ['x']]]) }, 'lost'],
    ['a reply that was not sent', { outbox: [one, { ...two, status: 'failed' }] }, 'lost'],
    ['a reply sent that nobody sees', { shown: new Map([['c', ['x']]]) }, 'lost'],
    ['a second row of an event', { inbox: [first, second, { ...second, seq: 3 }] }, 'doubled'],
    ['a second turn of an event', { turns: new Map([['c', 3]]) }, 'doubled'],
    ['a message shown twice', { shown: new Map([['c', ['x', 'y', 'z']]]) }, 'doubled'],
    [
      'events in the wrong order',
      {
        inbox: [
          { ...first, seq: 2 },
          { ...second, seq: 1 },
        ],
      },
      'disordered',
    ],
    ['replies in the wrong order', { shown: new Map([['c', ['y', 'x']]]) }, 'disordered'],
  ])('finds %s', (_what, fault, where) => {
    const verdict = checkLedger({ ...FINE, ...fault }, 0);
    expect(verdict[where]).toBeGreaterThan(0);
    expect(verdict.broken).not.toEqual([]);
  });

  test('an unknown outcome may have been shown or not, where something was stopped, and says why', () => {
    for (const ids of [['x'], ['x', 'z']]) {
      const ledger = { ...FINE, outbox: [one, unknown], shown: new Map([['c', ids]]) };
      expect(checkLedger(ledger, 1)).toMatchObject({ uncertain: 1, broken: [] });
      expect(checkLedger(ledger, 0).broken).toHaveLength(1);
    }
    const silent = { ...FINE, outbox: [one, { ...unknown, reason: null }], shown: new Map([['c', ['x']]]) };
    expect(checkLedger(silent, 1).broken).toHaveLength(1);
  });

  test('events that were under way at once are in no order', () => {
    const handed = FINE.handed.map((event) => ({ ...event, firstSentAt: 0 }));
    const inbox = [
      { ...first, seq: 2 },
      { ...second, seq: 1 },
    ];
    expect(checkLedger({ ...FINE, handed, inbox }, 0).broken).toEqual([]);
  });
});
