import { describe, expect, test } from 'vitest';
import {
  actsFrom,
  CAMPAIGN_ACTS,
  CAMPAIGN_STATUSES,
  type CampaignAct,
  type CampaignStatus,
  nextStatus,
} from '../../../src/notifications/campaigns/transitions.ts';

/** Written down by hand: a row a status, a column an act; `-`: refused. */
const EXPECTED = `
                 edit  discard submit    handIn           approve   sendBack recall start   hold             pause  resume    cancel    retry   finish   expire
draft            draft gone    scheduled awaitingApproval -         -        -      -       -                -      -         -         -       -        -
awaitingApproval -     -       -         -                scheduled draft    -      -       -                -      -         cancelled -       -        expired
scheduled        -     -       -         -                -         -        draft  running awaitingApproval paused -         cancelled -       -        expired
running          -     -       -         -                -         -        -      -       -                paused -         cancelled running finished expired
paused           -     -       -         -                -         -        -      -       -                -      scheduled cancelled -       -        expired
finished         -     -       -         -                -         -        -      -       -                -      -         -         running -        -
cancelled        -     -       -         -                -         -        -      -       -                -      -         -         -       -        -
expired          -     -       -         -                -         -        -      -       -                -      -         -         -       -        -
`;

const [heads = [], ...rows] = EXPECTED.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cases = rows.flatMap(([status = '', ...cells]) =>
  cells.map((cell, at) => [status, heads[at] ?? '', cell] as [CampaignStatus, CampaignAct, string]),
);

test('the table here knows every status and every act', () => {
  expect(heads).toEqual([...CAMPAIGN_ACTS]);
  expect(rows.map(([status]) => status)).toEqual([...CAMPAIGN_STATUSES]);
});

describe('a broadcast', () => {
  test.each(cases)('%s, %s: %s', (status, act, leads) => {
    expect(nextStatus(status, act) ?? '-').toBe(leads);
  });

  test('that has ended never begins again, but for those who failed', () => {
    expect(actsFrom('cancelled')).toEqual([]);
    expect(actsFrom('expired')).toEqual([]);
    expect(actsFrom('finished')).toEqual(['retry']);
  });

  test('reaches nobody before somebody has submitted or approved it', () => {
    const reachable = (from: CampaignStatus, without: readonly CampaignAct[]) => {
      const seen = new Set<string>([from]);
      for (const status of seen) {
        if (status === 'gone') continue;
        for (const act of actsFrom(status as CampaignStatus))
          if (!without.includes(act)) seen.add(nextStatus(status as CampaignStatus, act) ?? '');
      }
      return seen;
    };
    expect(reachable('draft', ['submit', 'approve']).has('running')).toBe(false);
    expect(reachable('awaitingApproval', ['approve', 'submit']).has('running')).toBe(false);
  });
});
