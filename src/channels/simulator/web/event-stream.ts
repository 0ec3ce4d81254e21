import type { ServerResponse } from 'node:http';
import type { ThreadEntry } from '../thread.ts';

/** Some proxies close a silent connection after 30 seconds. */
const HEARTBEAT_MS = 20_000;
/** A page that has stopped reading is let go; it comes back with its last position and misses nothing. */
const MAX_UNREAD_BYTES = 1_000_000;

export interface EventStream {
  /** One bubble; `id` is what the browser gives back as `Last-Event-ID`. */
  entry(id: string, entry: ThreadEntry): void;
  /** All that was kept has been sent. */
  ready(): void;
  close(): void;
}

/** Server-sent events over a raw response. `onClose` is called once, however the connection ends. */
export function openEventStream(response: ServerResponse, onClose: () => void): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would hold back what is not yet a full buffer.
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  response.write('retry: 2000\n\n');
  const heartbeat = setInterval(() => write(': \n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.once('close', () => {
    clearInterval(heartbeat);
    onClose();
  });
  response.once('error', () => response.destroy());

  function write(chunk: string): void {
    if (response.destroyed || response.writableEnded) return;
    response.write(chunk);
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  }

  return {
    entry: (id, entry) => write(`id: ${id}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`),
    ready: () => write('event: ready\ndata: {}\n\n'),
    close: () => response.end(),
  };
}
