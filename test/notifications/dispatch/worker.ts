import { randomUUID } from 'node:crypto';
import type { Channel, OutgoingMessage, SendOutcome } from '../../../src/channels/types.ts';
import {
  type Dispatcher,
  type DispatcherParts,
  startDispatcher,
} from '../../../src/notifications/dispatch/dispatcher.ts';
import { DEFAULT_SETTINGS } from '../../../src/notifications/policy/settings.ts';
import { createLimiter, type Limits } from '../../../src/notifications/store/limiter.ts';
import { createCrypto } from '../../../src/platform/crypto.ts';
import type { PrismaClient } from '../../../src/platform/database/generated/client.ts';
import { silentLog } from '../../../src/platform/log.ts';
import { everybody } from './crowd.ts';

export const testCrypto = createCrypto('dispatch-test-key-of-thirty-two-characters');

export interface WorkerOptions extends Partial<Omit<DispatcherParts, 'channels'>> {
  readonly client: PrismaClient;
  readonly channels: readonly Channel[];
  readonly now: () => Date;
  readonly limits?: Limits;
}

/** A dispatcher as the service starts one, without limits unless some are given. */
export function startWorker({ client, channels, limits = {}, ...change }: WorkerOptions): Dispatcher {
  return startDispatcher({
    client,
    crypto: testCrypto,
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    templates: null,
    prices: async () => ({ uid: null, phone: null }),
    settings: DEFAULT_SETTINGS,
    limiter: createLimiter(client, limits),
    concurrency: 8,
    chance: () => 0.5,
    holder: randomUUID(),
    audiences: everybody(client),
    everyMs: 100,
    ring() {},
    log: silentLog,
    ...change,
  });
}

export interface Sent {
  readonly externalId: string;
  readonly message: OutgoingMessage;
}

/** A channel that shows at once, and remembers. `answer` says what happens instead; null: it shows. */
export function listChannel(
  id: Channel['id'],
  answer: (externalId: string, message: OutgoingMessage) => SendOutcome | null | Promise<SendOutcome | null> = () =>
    null,
): Channel & { readonly shown: Sent[] } {
  const shown: Sent[] = [];
  return {
    id,
    limits: { text: 2_000, caption: 0, buttons: 5, buttonLabel: 100 },
    shown,
    async send(externalId, message) {
      const other = await answer(externalId, message);
      if (other && other.kind !== 'sent') return other;
      shown.push({ externalId, message });
      return { kind: 'sent', messageId: `${id}:${message.key}` };
    },
  };
}

/** Asks until it is so: the tests wait for what happens, never for time. */
export async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 20));
}
