import { DEFAULT_SETTINGS } from '../../../src/notifications/policy/settings.ts';
import type { Account, DeliverySettings, Down, Notice, Recipient } from '../../../src/notifications/policy/types.ts';
import { PRIORITIES } from '../../../src/notifications/types.ts';

export const SETTINGS: DeliverySettings = DEFAULT_SETTINGS;
export const NOBODY_DOWN: Down = new Map();

/** "2026-12-01 08:30" in Viet Nam. */
export function at(local: string): Date {
  return new Date(`${local.replace(' ', 'T')}:00+07:00`);
}

/** Somebody who wrote on Zalo this morning and turned nothing off. */
export function recipient(how: Partial<Recipient> = {}): Recipient {
  return {
    key: 'person:1',
    consent: 'given',
    off: new Set(),
    accounts: [zalo('2026-12-01 06:00')],
    hasPhone: false,
    told: [],
    attempts: [],
    ...how,
  };
}

export function zalo(lastAct: string | null, how: Partial<Account> = {}): Account {
  return { id: 'zalo-1', channel: 'zalo', lastInteractionAt: lastAct ? at(lastAct) : null, unreachable: false, ...how };
}

export function telegram(how: Partial<Account> = {}): Account {
  return { id: 'telegram-1', channel: 'telegram', lastInteractionAt: null, unreachable: false, ...how };
}

/** An invitation to a fair in a week. */
export function notice(how: Partial<Notice> = {}): Notice {
  return {
    kind: 'broadcast',
    topic: 'fair',
    priority: PRIORITIES.broadcast,
    notBefore: at('2026-12-01 00:00'),
    expiresAt: at('2026-12-08 08:00'),
    template: { uid: null, phone: null },
    ...how,
  };
}

export function result(how: Partial<Notice> = {}): Notice {
  return notice({ kind: 'result', topic: 'own-file', priority: PRIORITIES.result, ...how });
}

/** A fair that the person said they would come to, called off. */
export function cancellation(how: Partial<Notice> = {}): Notice {
  return notice({ kind: 'event', priority: PRIORITIES.change, ...how });
}
