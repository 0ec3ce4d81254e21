import { describe, expect, test } from 'vitest';
import { decideDelivery } from '../../../src/notifications/policy/decide-delivery.ts';
import type { Down, Notice, Recipient } from '../../../src/notifications/policy/types.ts';
import { PRIORITIES } from '../../../src/notifications/types.ts';
import { at, cancellation, NOBODY_DOWN, notice, recipient, result, SETTINGS, telegram, zalo } from './samples.ts';

const MORNING = at('2026-12-01 09:00');
const TEMPLATE = { uid: 200, phone: 300 };

function decide(
  who: Recipient,
  what: Notice = notice(),
  { now = MORNING, down = NOBODY_DOWN, ...settings }: Partial<typeof SETTINGS> & { now?: Date; down?: Down } = {},
) {
  return decideDelivery(who, what, { ...SETTINGS, ...settings }, down, now);
}

describe('who may be told', () => {
  test('somebody who wrote this morning is told at once, for nothing', () => {
    expect(decide(recipient())).toEqual({ act: 'send', way: 'zalo-window', account: 'zalo-1', cost: 0 });
  });

  test.each([
    ['withdrawn', 'consent-withdrawn'],
    ['refused', 'consent-refused'],
  ] as const)('consent %s: no invitation, and the office calls with a result', (consent, reason) => {
    expect(decide(recipient({ consent }))).toEqual({ act: 'skip', reason });
    expect(decide(recipient({ consent }), cancellation())).toEqual({ act: 'skip', reason });
    expect(decide(recipient({ consent }), result())).toEqual({ act: 'call', reason });
  });

  test('a member of the office’s list who never linked an account is called, whatever number is known', () => {
    const member = recipient({ consent: null, accounts: [], hasPhone: true });
    expect(decide(member, notice({ template: TEMPLATE }))).toEqual({ act: 'call', reason: 'not-linked' });
    expect(decide(recipient({ consent: null }))).toEqual({ act: 'call', reason: 'no-consent' });
  });

  test('a topic turned off stays off; the result of one’s own file comes all the same', () => {
    const off = new Set(['fair', 'training', 'own-file'] as const);
    expect(decide(recipient({ off }))).toEqual({ act: 'skip', reason: 'topic-off' });
    expect(decide(recipient({ off }), notice({ topic: 'programme' })).act).toBe('send');
    expect(decide(recipient({ off }), result()).act).toBe('send');
  });

  test('who signed up for a fair and then turned fairs off is called when it is cancelled, not written to', () => {
    expect(decide(recipient({ off: new Set(['fair']) }), cancellation())).toEqual({ act: 'call', reason: 'topic-off' });
  });
});

describe('hours', () => {
  test.each(['2026-12-01 21:00', '2026-12-02 00:00', '2026-12-02 06:59'])(
    'at %s everything waits for the morning',
    (now) => {
      for (const what of [notice(), result(), cancellation()]) {
        const decision = decide(recipient(), what, { now: at(now) });
        expect(decision).toMatchObject({ act: 'wait', reason: 'quiet-hours' });
        if (decision.act !== 'wait') continue;
        expect(decision.until >= at('2026-12-02 07:00') && decision.until < at('2026-12-02 09:00')).toBe(true);
      }
    },
  );

  test.each(['2026-12-02 07:00', '2026-12-02 20:59'])('at %s it goes', (now) => {
    expect(decide(recipient(), notice(), { now: at(now) }).act).toBe('send');
  });

  test('a template waits for its own hours, unless another way is open', () => {
    const away = recipient({ accounts: [zalo('2026-11-01 08:00')] });
    const what = notice({ template: TEMPLATE });
    const now = at('2026-12-01 20:30');
    const decision = decide(away, what, { now });
    expect(decision).toMatchObject({ act: 'wait', reason: 'template-hours' });
    if (decision.act === 'wait') expect(decision.until >= at('2026-12-02 08:00')).toBe(true);
    const linked = recipient({ accounts: [zalo('2026-11-01 08:00'), telegram()] });
    expect(decide(linked, what, { now })).toMatchObject({ act: 'send', way: 'telegram' });
  });

  test('a scheduled notice waits for its time', () => {
    const notBefore = at('2026-12-03 10:00');
    expect(decide(recipient(), notice({ notBefore }))).toEqual({ act: 'wait', until: notBefore, reason: 'not-yet' });
  });
});

describe('expiry', () => {
  test('nothing is sent from the expiry on; a result that came too late is told by the office', () => {
    const expiresAt = MORNING;
    expect(decide(recipient(), notice({ expiresAt }))).toEqual({ act: 'skip', reason: 'expired' });
    expect(decide(recipient(), cancellation({ expiresAt }))).toEqual({ act: 'skip', reason: 'expired' });
    expect(decide(recipient(), result({ expiresAt }))).toEqual({ act: 'call', reason: 'expired' });
  });

  test('what would expire before the morning is not waited for; what matters is called', () => {
    const how = { now: at('2026-12-01 22:00') };
    const expiresAt = at('2026-12-02 07:00');
    expect(decide(recipient(), notice({ expiresAt }), how)).toEqual({ act: 'skip', reason: 'late-quiet-hours' });
    expect(decide(recipient(), cancellation({ expiresAt }), how)).toEqual({ act: 'call', reason: 'late-quiet-hours' });
  });

  test('where the morning is short, everyone still has a place in it', () => {
    const what = notice({ expiresAt: at('2026-12-02 07:05') });
    for (let person = 0; person < 200; person += 1) {
      const decision = decide(recipient({ key: `person:${person}` }), what, { now: at('2026-12-01 22:00') });
      expect(decision.act === 'wait' && decision.until < what.expiresAt).toBe(true);
    }
  });
});

describe('how often', () => {
  const told = (local: string, priority: number = PRIORITIES.broadcast) => ({
    at: at(local),
    topic: 'training' as const,
    priority,
  });

  test('two a day are enough: the third waits for the next morning', () => {
    const full = recipient({ told: [told('2026-12-01 07:10'), told('2026-12-01 08:00')] });
    const decision = decide(full);
    expect(decision).toMatchObject({ act: 'wait', reason: 'cap-day' });
    if (decision.act !== 'wait') return;
    expect(decision.until >= at('2026-12-02 07:00')).toBe(true);
    expect(decide(full, notice(), { now: decision.until }).act).toBe('send');
  });

  test('five a week are enough: the sixth waits until the first is seven days old', () => {
    const days = ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'];
    const decision = decide(recipient({ told: days.map((day) => told(`${day} 08:00`)) }));
    expect(decision).toMatchObject({ act: 'wait', reason: 'cap-week' });
    if (decision.act === 'wait') expect(decision.until >= at('2026-12-04 07:00')).toBe(true);
  });

  test('results and cancellations neither wait for the cap nor count', () => {
    const full = recipient({ told: [told('2026-12-01 07:10'), told('2026-12-01 08:00')] });
    expect(decide(full, result()).act).toBe('send');
    expect(decide(full, cancellation()).act).toBe('send');
    const own = recipient({
      told: [told('2026-12-01 07:10', PRIORITIES.result), told('2026-12-01 08:00', PRIORITIES.change)],
    });
    expect(decide(own).act).toBe('send');
  });

  test('what would expire under the cap is dropped with that reason', () => {
    const full = recipient({ told: [told('2026-12-01 07:10'), told('2026-12-01 08:00')] });
    expect(decide(full, notice({ expiresAt: at('2026-12-01 18:00') }))).toEqual({ act: 'skip', reason: 'late-cap' });
  });
});

describe('which way', () => {
  const everything = recipient({ accounts: [zalo('2026-12-01 06:00'), telegram()], hasPhone: true });
  const paid = { order: ['zalo-window', 'zalo-paid', 'zbs-uid', 'zbs-phone', 'telegram'] as const };
  const lastWrote = (local: string | null, how = {}) =>
    recipient({ accounts: [zalo(local, how), telegram()], hasPhone: true });

  test.each([
    ['47 hours ago', lastWrote('2026-11-29 10:00'), 'zalo-window', 0],
    ['48 hours ago but for a minute', lastWrote('2026-11-29 09:01'), 'zalo-paid', 55],
    ['6 days ago', lastWrote('2026-11-25 09:00'), 'zalo-paid', 55],
    ['7 days ago but for a minute', lastWrote('2026-11-24 09:01'), 'zbs-uid', 200],
    ['never', lastWrote(null), 'zbs-uid', 200],
    ['and left us', lastWrote('2026-12-01 06:00', { unreachable: true }), 'telegram', 0],
  ])('who wrote %s', (_, who, way, cost) => {
    expect(decide(who, notice({ template: TEMPLATE }), paid)).toMatchObject({ act: 'send', way, cost });
  });

  test('paying after 48 hours is off unless it is switched on', () => {
    expect(decide(lastWrote('2026-11-25 09:00'))).toMatchObject({ act: 'send', way: 'telegram' });
  });

  test('the order can be set', () => {
    expect(decide(everything, notice(), { order: ['telegram', 'zalo-window'] })).toMatchObject({ way: 'telegram' });
  });

  test('a way that refused this person gives way to the next, and none is tried twice', () => {
    const what = notice({ template: TEMPLATE });
    const refused = (...ways: ('zalo-window' | 'zbs-uid' | 'zbs-phone' | 'telegram')[]) =>
      decide({ ...everything, attempts: ways.map((way) => ({ way, outcome: 'recipient' })) }, what);
    expect(refused('zalo-window')).toMatchObject({ way: 'zbs-uid' });
    expect(refused('zalo-window', 'zbs-uid')).toMatchObject({ way: 'zbs-phone', account: null, cost: 300 });
    expect(refused('zalo-window', 'zbs-uid', 'zbs-phone')).toMatchObject({ way: 'telegram' });
    expect(refused('zalo-window', 'zbs-uid', 'zbs-phone', 'telegram')).toEqual({ act: 'call', reason: 'ways-failed' });
  });

  test('what may have arrived is never sent again by another way', () => {
    const who = { ...everything, attempts: [{ way: 'zalo-window', outcome: 'uncertain' } as const] };
    expect(decide(who, result())).toEqual({ act: 'skip', reason: 'maybe-arrived' });
  });

  test('who left us on Zalo is not followed to their phone, but with their own result', () => {
    const left = recipient({ accounts: [zalo('2026-12-01 06:00', { unreachable: true })], hasPhone: true });
    expect(decide(left, notice({ template: TEMPLATE }))).toEqual({ act: 'call', reason: 'unreachable' });
    expect(decide(left, result({ template: TEMPLATE }))).toMatchObject({ act: 'send', way: 'zbs-phone' });
  });

  test('out of every window: called; a draft left behind: silence', () => {
    const away = recipient({ accounts: [zalo('2026-11-20 08:00')] });
    expect(decide(away)).toEqual({ act: 'call', reason: 'window-closed' });
    const draft = notice({ kind: 'draft-reminder', topic: 'reminder', priority: PRIORITIES.reminder });
    expect(decide(away, draft)).toEqual({ act: 'skip', reason: 'window-closed' });
  });

  test('only on a channel that is not in use: called', () => {
    const who = recipient({ accounts: [telegram()] });
    expect(decide(who, notice(), { order: ['zalo-window'] })).toEqual({ act: 'call', reason: 'no-way' });
  });

  test('of two accounts on a channel, the one last used', () => {
    const who = recipient({ accounts: [zalo('2026-11-30 08:00'), zalo('2026-12-01 08:00', { id: 'zalo-2' })] });
    expect(decide(who)).toMatchObject({ act: 'send', account: 'zalo-2' });
  });
});

describe('a channel that is down', () => {
  const down: Down = new Map([['zalo-window', null]]);

  test('is not a person who is unreachable: it is tried again', () => {
    const decision = decide(recipient(), notice(), { down });
    expect(decision).toMatchObject({ act: 'wait', reason: 'channel-down' });
    if (decision.act === 'wait') expect(decision.until >= at('2026-12-01 09:15')).toBe(true);
  });

  test('waits for the time that the channel itself named', () => {
    const decision = decide(recipient(), notice(), { down: new Map([['zalo-window', at('2026-12-01 12:00')]]) });
    expect(decision.act === 'wait' && decision.until >= at('2026-12-01 12:00')).toBe(true);
  });

  test('another open way is used meanwhile', () => {
    const who = recipient({ accounts: [zalo('2026-12-01 06:00'), telegram()] });
    expect(decide(who, notice(), { down })).toMatchObject({ act: 'send', way: 'telegram' });
  });

  test('is not waited for beyond the expiry', () => {
    const expiresAt = at('2026-12-01 09:10');
    expect(decide(recipient(), notice({ expiresAt }), { down })).toEqual({ act: 'skip', reason: 'late-channel-down' });
    expect(decide(recipient(), result({ expiresAt }), { down })).toEqual({ act: 'call', reason: 'late-channel-down' });
  });
});
