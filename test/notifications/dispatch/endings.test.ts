import { describe, expect, test } from 'vitest';
import type { FailureCause } from '../../../src/channels/types.ts';
import { settle } from '../../../src/notifications/dispatch/endings.ts';
import type { DueRow } from '../../../src/notifications/store/due-rows.ts';
import type { Way } from '../../../src/notifications/types.ts';

const NOW = new Date('2026-11-26T02:00:00Z');
const row: DueRow = {
  seq: 7n,
  campaignId: 'c',
  recipientKey: 'person:p',
  personId: 'p',
  memberId: null,
  body: null,
  attempts: 0,
  tried: [],
  notBefore: NOW,
  claim: null,
  expiresAt: new Date('2026-12-01T02:00:00Z'),
};
const refused = (way: Way, cause?: FailureCause) =>
  settle(
    row,
    way,
    0,
    { kind: 'failed', retryable: false, reason: 'Không nhận.', ...(cause ? { cause } : {}) },
    NOW,
    0.5,
  );

describe('a refusal', () => {
  test.each([
    ['zalo-window', 'recipient', 'recipient'],
    ['zalo-window', 'window', 'window'],
    ['zbs-uid', 'template', 'template'],
    ['zbs-uid', 'money', 'template'],
    ['zalo-paid', 'money', 'window'],
  ] as const)('of %s for %s closes this way for this person', (way, cause, outcome) => {
    expect(refused(way, cause).ending).toMatchObject({ status: 'waiting', channel: null, tried: [{ way, outcome }] });
  });

  test.each([
    ['telegram', 'account'],
    ['zbs-phone', 'money'],
    ['zalo-window', 'rate'],
    ['telegram', 'down'],
  ] as const)('of %s for %s makes the account rest, and costs the row nothing', (way, cause) => {
    const { ending, news } = refused(way, cause);
    expect(ending).toMatchObject({ status: 'waiting', uncounted: true });
    expect(ending.channel).not.toBeNull();
    expect(news).toEqual({ kind: 'block', until: cause === 'down' ? null : expect.any(Date) });
  });

  test('of the message itself is the end', () => {
    expect(refused('telegram')).toMatchObject({
      ending: { status: 'failed', reason: 'Không nhận.' },
      unreachable: false,
    });
  });
});

test('pauses grow and are spread; the channel’s own word is kept', () => {
  const busy = (attempts: number, chance: number, retryAfterMs?: number) => {
    const outcome = {
      kind: 'failed',
      retryable: true,
      reason: 'Đang bận.',
      ...(retryAfterMs ? { retryAfterMs } : {}),
    } as const;
    const { ending } = settle({ ...row, attempts }, 'telegram', 0, outcome, NOW, chance);
    return ending.notBefore ? (ending.notBefore.getTime() - NOW.getTime()) / 1_000 : ending.status;
  };
  expect([0, 1, 2, 6].map((attempts) => busy(attempts, 0.5))).toEqual([5, 10, 20, 320]);
  expect([busy(0, 0), busy(0, 1)]).toEqual([3.75, 6.25]);
  expect(busy(0, 0.5, 60_000)).toBe(60);
  expect(busy(7, 0.5)).toBe('failed');
});
