import type { ChannelId } from '../../channels/types.ts';
import type { Way } from '../types.ts';
import { DAY_MS, MINUTE_MS } from './hours.ts';
import { isPersonal } from './personal.ts';
import type { Account, DeliverySettings, Notice, Recipient } from './types.ts';

/** Zalo's windows, from the person's last act: free, and paid (docs.zaloplatforms.com, OA, consultation messages). */
export const FREE_MS = 2 * DAY_MS;
export const PAID_MS = 7 * DAY_MS;

/** A way that is open to this person; `account` is null where it needs none. */
export interface OpenWay {
  readonly way: Way;
  readonly account: string | null;
  /** đồng. */
  readonly cost: number;
}

/** Every way that reaches this person with this notice at this instant, the preferred one first. */
export function openWays(recipient: Recipient, notice: Notice, settings: DeliverySettings, now: Date): OpenWay[] {
  const closed = new Set(recipient.attempts.map(({ way }) => way));
  return settings.order
    .filter((way) => !closed.has(way))
    .map((way) => openWay(way, recipient, notice, settings, now))
    .filter((one) => one !== null);
}

function openWay(
  way: Way,
  recipient: Recipient,
  notice: Notice,
  { marginMinutes, zaloPaidPrice }: DeliverySettings,
  now: Date,
): OpenWay | null {
  const margin = marginMinutes * MINUTE_MS;
  const zalo = accountOn('zalo', recipient);
  switch (way) {
    case 'zalo-window':
      return zalo && sinceLastAct(zalo, now) + margin < FREE_MS ? { way, account: zalo.id, cost: 0 } : null;
    case 'zalo-paid':
      return zalo && sinceLastAct(zalo, now) + margin < PAID_MS ? { way, account: zalo.id, cost: zaloPaidPrice } : null;
    case 'zbs-uid': {
      const cost = notice.template.uid;
      return zalo && cost !== null ? { way, account: zalo.id, cost } : null;
    }
    case 'zbs-phone': {
      const cost = notice.template.phone;
      return cost !== null && recipient.hasPhone && mayUsePhone(recipient, notice)
        ? { way, account: null, cost }
        : null;
    }
    case 'telegram':
    case 'simulator': {
      const account = accountOn(way, recipient);
      return account ? { way, account: account.id, cost: 0 } : null;
    }
    default:
      return way satisfies never;
  }
}

/** Who left us on Zalo is not followed to their phone, except with news of what they did themselves. */
function mayUsePhone({ accounts }: Recipient, notice: Notice): boolean {
  const left = accounts.some(({ channel, unreachable }) => channel === 'zalo' && unreachable);
  return !left || isPersonal(notice);
}

/** Of several accounts on a channel the one last used. */
function accountOn(channel: ChannelId, { accounts }: Recipient): Account | undefined {
  return accounts.filter((one) => one.channel === channel && !one.unreachable).sort((a, b) => timeOf(b) - timeOf(a))[0];
}

function sinceLastAct(account: Account, now: Date): number {
  return now.getTime() - timeOf(account);
}

const timeOf = ({ lastInteractionAt }: Account) => lastInteractionAt?.getTime() ?? Number.NEGATIVE_INFINITY;
