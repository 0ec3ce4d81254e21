import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { readEvent } from '../../../src/channels/zalo/read-event.ts';
import { startZaloSimulator, type ZaloSimulator } from '../../simulators/zalo/start.ts';
import { describeChannel, type Subject } from '../conformance.ts';
import { zaloChannelOn } from './channel-under-test.ts';

const FAULTS = { busy: { error: -200 }, gone: { error: -217 }, cut: { drop: 'after' } } as const;

let zalo: ZaloSimulator;
let hook: Server;
let subject: Subject;
const bodies: string[] = [];

beforeAll(async () => {
  hook = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.end();
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const webhookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
  zalo = await startZaloSimulator({ webhookUrl, ratePerMinute: 100_000 });
  const { channel } = zaloChannelOn(zalo);
  let people = 0;
  subject = {
    channel,
    async someone() {
      people += 1;
      const { id } = zalo.world.addPerson(`43210000000000${String(people).padStart(5, '0')}`);
      zalo.world.person(id).lastInteraction = zalo.world.now();
      return id;
    },
    seen: async (who) =>
      zalo.world.person(who).thread.map(({ text, buttons, file }) => ({
        text,
        buttons: buttons.map(({ title }) => title),
        file,
      })),
    async press(who, label) {
      zalo.people.press(who, label);
      await zalo.webhooks.pump();
      const event = readEvent(JSON.parse(bodies.at(-1) ?? ''), zalo.world.settings.oaId);
      if (event.kind !== 'heard' || !event.events[0]) throw new Error(`not heard: ${event.kind}`);
      return event.events[0].content;
    },
    trouble: async (who, trouble) => void zalo.world.faults.set(who, { ...FAULTS[trouble], times: 1 }),
  };
});
afterAll(async () => {
  await zalo.close();
  await new Promise((resolve) => hook.close(resolve));
});

describeChannel('Zalo', () => subject);
