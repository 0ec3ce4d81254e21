import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEventIntake } from '../../../src/channels/zalo/accept-event.ts';
import { createEventStore } from '../../../src/channels/zalo/store/event-store.ts';
import type { Crypto } from '../../../src/platform/crypto.ts';
import type { PrismaClient } from '../../../src/platform/database/generated/client.ts';
import { silentLog } from '../../../src/platform/log.ts';

/** Where Zalo's events go: the intake of the service, without the rest of it. */
export interface Echoes {
  readonly url: string;
  close(): Promise<void>;
}

export async function openEchoes(client: PrismaClient, crypto: Crypto, oaId: string): Promise<Echoes> {
  const intake = createEventIntake(oaId, { ...createEventStore(client, crypto), receive: async () => {} }, silentLog);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const status = await intake.accept(Buffer.concat(chunks).toString()).then(
      () => 200,
      () => 500,
    );
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
