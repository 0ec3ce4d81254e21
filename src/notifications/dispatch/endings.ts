import type { SendOutcome } from '../../channels/types.ts';
import type { Attempt, DeliveryDecision } from '../policy/types.ts';
import type { Ending } from '../store/claims.ts';
import type { DueRow } from '../store/due-rows.ts';
import type { Way } from '../types.ts';
import { accountOf } from './accounts.ts';

/** So often something else than a channel that is away may go wrong with one row; an officer may ask for as many more. */
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;
/** Money, rights, the package: somebody has to see to it, and it is looked at again. */
const ACCOUNT_WAIT_MS = 600_000;
const RATE_WAIT_MS = 1_000;

/** What the answer means for the whole account. `until` null: it was not reached. */
export type AccountNews =
  | { readonly kind: 'reached' }
  | { readonly kind: 'block'; readonly until: Date | null }
  | { readonly kind: 'none' };

export interface Settled {
  readonly ending: Ending;
  readonly news: AccountNews;
  /** This person does not take messages on this channel. */
  readonly unreachable: boolean;
}

/** A decision not to send now. */
export function endingOf(seq: bigint, decision: Exclude<DeliveryDecision, { act: 'send' }>): Ending {
  switch (decision.act) {
    case 'wait':
      return { seq, status: 'waiting', reason: decision.reason, notBefore: decision.until, channel: null };
    case 'skip':
      return { seq, status: 'skipped', reason: decision.reason };
    case 'call':
      return { seq, status: 'callList', reason: decision.reason };
    default:
      return decision satisfies never;
  }
}

/**
 * What a send's outcome means for its row, by the class of a failure.
 * - The person does not take it this way: another way is looked for.
 * - The channel is away, busy with others or not set up: the row waits and loses nothing; the account rests.
 * - Something about this message: it is tried again with growing pauses, at last it has failed.
 * @param chance In [0, 1): spreads those who wait.
 */
export function settle(row: DueRow, way: Way, cost: number, outcome: SendOutcome, now: Date, chance: number): Settled {
  const { seq, tried, attempts } = row;
  const settled = (ending: Omit<Ending, 'seq'>, news: AccountNews = { kind: 'reached' }, unreachable = false) => ({
    ending: { seq, ...ending },
    news,
    unreachable,
  });
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const elsewhere = (why: Attempt['outcome']) =>
    settled(
      { status: 'waiting', reason: null, channel: null, notBefore: now, tried: [...tried, { way, outcome: why }] },
      { kind: 'reached' },
      why === 'recipient',
    );
  const rest = (reason: string, until: Date | null) =>
    settled(
      { status: 'waiting', reason, channel: accountOf(way), notBefore: now, uncounted: true },
      { kind: 'block', until },
    );

  if (outcome.kind === 'sent') return settled({ status: 'sent', reason: null, messageId: outcome.messageId, cost });
  if (outcome.kind === 'uncertain')
    return settled({ status: 'uncertain', reason: outcome.reason, cost }, { kind: 'none' });
  const { cause, reason } = outcome;
  switch (cause) {
    case 'recipient':
    case 'window':
    case 'template':
      return elsewhere(cause);
    case 'money':
      // Templates by phone have an account of their own that may rest; the free messages of the other one go on.
      if (way === 'zbs-phone') return rest(reason, after(ACCOUNT_WAIT_MS));
      return elsewhere(way === 'zalo-paid' ? 'window' : 'template');
    case 'account':
      return rest(reason, after(ACCOUNT_WAIT_MS));
    case 'rate':
      return rest(reason, after((outcome.retryable && outcome.retryAfterMs) || RATE_WAIT_MS));
    case 'down':
      return rest(reason, null);
    case undefined: {
      if (!outcome.retryable || (attempts + 1) % ATTEMPTS === 0) return settled({ status: 'failed', reason });
      const grown = Math.min(FIRST_WAIT_MS * 2 ** (attempts % ATTEMPTS), LONGEST_WAIT_MS) * (0.75 + chance / 2);
      const waitMs = Math.max(grown, outcome.retryAfterMs ?? 0);
      return settled({ status: 'waiting', reason, channel: null, notBefore: after(waitMs) });
    }
    default:
      return cause satisfies never;
  }
}
