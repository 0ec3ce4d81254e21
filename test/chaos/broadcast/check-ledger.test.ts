import { expect, test } from 'vitest';
import { checkLedger, type Outcome } from './check-ledger.ts';

const sent: Outcome = { status: 'sent', reason: null, shown: 1 };
const uncertain: Outcome = { status: 'uncertain', reason: 'Máy dừng giữa lúc gửi.', shown: 0 };

test('a broadcast that reached everybody once is fine, and so is what is listed as uncertain', () => {
  const verdict = checkLedger([sent, sent, uncertain, { ...uncertain, shown: 1 }], 2);
  expect(verdict).toEqual({ lost: 0, doubled: 0, uncertain: 2, broken: [] });
});

test.each([
  ['without a row', { status: null, reason: null, shown: 0 }, { lost: 1, doubled: 0 }],
  ['that waits for ever', { status: 'waiting', reason: null, shown: 0 }, { lost: 1, doubled: 0 }],
  ['sent that nobody saw', { status: 'sent', reason: null, shown: 0 }, { lost: 1, doubled: 0 }],
  ['seen twice', { status: 'sent', reason: null, shown: 2 }, { lost: 0, doubled: 1 }],
  ['uncertain and seen twice', { ...uncertain, shown: 2 }, { lost: 0, doubled: 1 }],
  ['uncertain without a reason', { ...uncertain, reason: null }, { lost: 0, doubled: 0 }],
] as const)('a recipient %s breaks it', (_what, outcome, figures) => {
  const verdict = checkLedger([sent, outcome], 9);
  expect(verdict).toMatchObject(figures);
  expect(verdict.broken).toHaveLength(1);
});

test('more uncertain than can have been under way breaks it', () => {
  expect(checkLedger([uncertain, uncertain], 1).broken).toEqual(['2 uncertain, at most 1 were under way']);
});
