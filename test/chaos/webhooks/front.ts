import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One event of a person as it was handed over; instants by `performance.now()`. */
export interface Handed {
  readonly channel: 'zalo' | 'telegram';
  readonly key: string;
  readonly externalId: string;
  readonly firstSentAt: number;
  /** When it was first answered with 200: from here on it must not get lost. */
  ackedAt: number | null;
}

/** Stands before the service as a reverse proxy would, and remembers what the platforms handed over. */
export interface Front {
  readonly url: string;
  readonly handed: ReadonlyMap<string, Handed>;
  /** Events that nobody has answered with 200 yet. */
  unanswered(): number;
  /** Milliseconds of every answer with 200. */
  readonly answerMs: readonly number[];
  close(): Promise<void>;
}

export interface FrontOptions {
  readonly port: number;
  /** Called with the number of events of people handed over so far, copies too, before each goes on. */
  readonly onEvent: (count: number) => void;
  /** The planted fault: every so many-th event is answered and thrown away. */
  readonly swallowEvery: number | null;
}

export async function openFront({ port, onEvent, swallowEvery }: FrontOptions): Promise<Front> {
  const handed = new Map<string, Handed>();
  const swallowed = new Set<string>();
  const answerMs: number[] = [];
  let count = 0;

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const event = request.url === '/webhooks/zalo' ? readZalo(body) : readTelegram(body);
    const sentAt = performance.now();
    let known: Handed | undefined;
    if (event) {
      const name = `${event.channel} ${event.key}`;
      known = handed.get(name);
      if (!known) {
        known = { ...event, firstSentAt: sentAt, ackedAt: null };
        handed.set(name, known);
        if (swallowEvery !== null && handed.size % swallowEvery === 0) swallowed.add(name);
      }
      count += 1;
      onEvent(count);
      if (swallowed.has(name)) {
        known.ackedAt ??= performance.now();
        response.writeHead(200).end();
        return;
      }
    }
    const status = await forward(port, request, body);
    if (status === 200) {
      answerMs.push(performance.now() - sentAt);
      if (known) known.ackedAt ??= performance.now();
    }
    response.writeHead(status).end();
  }

  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handed,
    answerMs,
    unanswered: () => [...handed.values()].filter(({ ackedAt }) => ackedAt === null).length,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(port: number, request: IncomingMessage, body: Buffer): Promise<number> {
  const headers = Object.entries(request.headers).filter(
    ([name, value]) => typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name),
  ) as [string, string][];
  try {
    const response = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 502;
  }
}

type Read = Pick<Handed, 'channel' | 'key' | 'externalId'> | null;

/** What a person wrote; echoes of our own messages are none. */
function readZalo(body: Buffer): Read {
  const event = JSON.parse(body.toString()) as {
    event_name: string;
    sender: { id: string };
    message: { msg_id: string };
  };
  if (event.event_name !== 'user_send_text') return null;
  return { channel: 'zalo', key: event.message.msg_id, externalId: event.sender.id };
}

function readTelegram(body: Buffer): Read {
  const update = JSON.parse(body.toString()) as { update_id: number; message?: { chat: { id: number } } };
  if (!update.message) return null;
  return { channel: 'telegram', key: String(update.update_id), externalId: String(update.message.chat.id) };
}
