import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { signEvent } from '../../simulators/zalo/webhooks.ts';
import { DEFAULT_SETTINGS } from '../../simulators/zalo/world.ts';

/** Connections of the platform at once. */
const CONNECTIONS = 16;
const PEOPLE = 200;

export interface Posted {
  /** Until its answer with 200, milliseconds, each. */
  readonly ms: readonly number[];
  readonly seconds: number;
}

/** Posts so many different signed events of a crowd. @throws when one is answered otherwise than with 200. */
export async function postEvents(address: string, events: number): Promise<Posted> {
  const url = new URL('/webhooks/zalo', address);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const ready = Array.from({ length: events }, (_, index) => signedEvent(index));
  const ms: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let event = ready.pop(); event; event = ready.pop()) {
        const sentAt = performance.now();
        const status = await post(url, event, agent);
        if (status !== 200) throw new Error(`${url} answered ${status}`);
        ms.push(performance.now() - sentAt);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { ms, seconds };
}

interface SignedEvent {
  readonly body: string;
  readonly signature: string;
}

function signedEvent(index: number): SignedEvent {
  const { appId, oaId, oaSecretKey } = DEFAULT_SETTINGS;
  const timestamp = String(Date.now());
  const body = JSON.stringify({
    app_id: appId,
    event_name: 'user_send_text',
    timestamp,
    sender: { id: String(4_321_000_000_000_000_000n + BigInt(index % PEOPLE)) },
    recipient: { id: oaId },
    message: { msg_id: randomUUID(), text: 'hồ sơ gồm những gì ạ' },
  });
  return { body, signature: `mac=${signEvent(appId, body, timestamp, oaSecretKey)}` };
}

function post(url: URL, { body, signature }: SignedEvent, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-zevent-signature': signature };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject).end(body);
  });
}
