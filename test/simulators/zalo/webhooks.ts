import { createHash } from 'node:crypto';
import type { Person, World } from './world.ts';

const SECOND = 1_000;
/** Pauses before the repetitions; after the last one the address is given up. */
const RETRIES = [30 * SECOND, 300 * SECOND, 900 * SECOND, 1_800 * SECOND, 3_600 * SECOND];

interface Delivery {
  readonly body: string;
  readonly mac: string;
  readonly server: 'OA OpenAPI' | 'ZNS';
  attempt: number;
  dueAt: number;
}

export interface WebhookModes {
  /** Collected instead of sent, until released. */
  hold: boolean;
  /** Every event is sent this many times more. */
  duplicates: number;
  /** Whether `user_received_message` and `user_seen_message` follow a message. */
  receipts: boolean;
}

export interface Webhooks {
  readonly modes: WebhookModes;
  /** Answers seen: HTTP status, or 0 for none. */
  readonly answers: readonly number[];
  readonly disabled: boolean;
  emit(event: Readonly<Record<string, unknown>>, server?: Delivery['server']): void;
  echo(name: string, person: Person, message: { id: string; text: string; adminId?: string }): void;
  received(userId: string, messageId: string): void;
  templateDelivered(phone: string, messageId: string, trackingId: string): void;
  /** Sends what was held, in the order that `arrange` gives. */
  release(arrange?: <T>(items: readonly T[]) => readonly T[]): Promise<void>;
  /** Sends what is due by the simulated clock, one after the other, until nothing is. */
  pump(): Promise<void>;
  /** Every body ever emitted is sent once more. */
  replayAll(): Promise<void>;
}

/** The hash of Zalo's webhook page: a plain sum over the bytes that are sent, not an HMAC. */
export function signEvent(appId: string, body: string, timestamp: string, secretKey: string): string {
  return createHash('sha256').update(`${appId}${body}${timestamp}${secretKey}`).digest('hex');
}

export function createWebhooks(world: World): Webhooks {
  const modes: WebhookModes = { hold: false, duplicates: 0, receipts: false };
  const answers: number[] = [];
  const waiting: Delivery[] = [];
  const emitted: Delivery[] = [];
  let disabled = false;
  let running: Promise<void> = Promise.resolve();

  function emit(event: Readonly<Record<string, unknown>>, server: Delivery['server'] = 'OA OpenAPI'): void {
    const timestamp = String(world.now());
    const { appId, oaSecretKey } = world.settings;
    const body = JSON.stringify({ app_id: appId, ...event, timestamp });
    const delivery = { body, mac: signEvent(appId, body, timestamp, oaSecretKey), server };
    emitted.push({ ...delivery, attempt: 0, dueAt: 0 });
    for (let copy = 0; copy <= modes.duplicates; copy += 1) {
      waiting.push({ ...delivery, attempt: 0, dueAt: world.now() });
    }
    if (!modes.hold) void pump();
  }

  /** One drain at a time, so that events go out in the order in which they happened. */
  function pump(): Promise<void> {
    running = running.then(drain, drain);
    return running;
  }

  async function drain(): Promise<void> {
    while (!modes.hold) {
      const index = waiting.findIndex((delivery) => delivery.dueAt <= world.now());
      const [next] = index < 0 ? [] : waiting.splice(index, 1);
      if (!next) return;
      await deliver(next);
    }
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const { webhookUrl, ackMs } = world.settings;
    if (webhookUrl === null || disabled) return;
    const status = await post(webhookUrl, delivery, ackMs);
    answers.push(status);
    if (status >= 200 && status < 300) return;
    const pause = RETRIES[delivery.attempt];
    if (pause === undefined) {
      disabled = true;
      return;
    }
    waiting.push({ ...delivery, attempt: delivery.attempt + 1, dueAt: world.now() + pause });
  }

  const parties = (person: Person, from: 'oa' | 'person') => {
    const { oaId } = world.settings;
    const [sender, recipient] = from === 'oa' ? [oaId, person.id] : [person.id, oaId];
    return { sender: { id: sender }, recipient: { id: recipient } };
  };

  return {
    modes,
    answers,
    get disabled() {
      return disabled;
    },
    emit,
    echo(name, person, { id, text, adminId }) {
      const { sender, recipient } = parties(person, 'oa');
      const from = adminId ? { ...sender, admin_id: adminId } : sender;
      emit({ event_name: name, sender: from, recipient, message: { msg_id: id, ...(text ? { text } : {}) } });
      if (!modes.receipts) return;
      emit({ event_name: 'user_received_message', ...parties(person, 'oa'), message: { msg_id: id } });
      emit({ event_name: 'user_seen_message', ...parties(person, 'oa'), message: { msg_ids: [id] } });
    },
    received(userId, messageId) {
      emit({
        event_name: 'user_received_message',
        sender: { id: world.settings.oaId },
        recipient: { id: userId },
        message: { msg_id: messageId },
      });
    },
    templateDelivered(phone, messageId, trackingId) {
      const message = { delivery_time: String(world.now()), msg_id: messageId, tracking_id: trackingId };
      const { oaId } = world.settings;
      emit({ event_name: 'user_received_message', sender: { id: oaId }, recipient: { id: phone }, message }, 'ZNS');
    },
    async release(arrange = (items) => items) {
      const arranged = arrange(waiting.splice(0));
      waiting.push(...arranged);
      modes.hold = false;
      await pump();
    },
    pump,
    async replayAll() {
      for (const one of emitted) waiting.push({ ...one, dueAt: world.now() });
      await pump();
    },
  };
}

async function post(url: string, { body, mac, server, attempt }: Delivery, ackMs: number): Promise<number> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'ZaloWebhook',
    'x-zevent-server': server,
    'x-zevent-signature': `mac=${mac}`,
    ...(attempt > 0 ? { num_retry: String(attempt) } : {}),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ackMs) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
