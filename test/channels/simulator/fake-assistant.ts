import Fastify, { type FastifyInstance } from 'fastify';
import { createSimulatorChannel, type SimulatorChannel } from '../../../src/channels/simulator/simulator-channel.ts';
import { registerChatPage } from '../../../src/channels/simulator/web/register-chat-page.ts';
import type { IncomingEvent, OutgoingFile, OutgoingMessage } from '../../../src/channels/types.ts';

/** A chat page whose assistant is a function: what it returns is sent back, unless the key was seen before. */
export interface FakeAssistant {
  readonly server: FastifyInstance;
  readonly channel: SimulatorChannel;
  readonly received: IncomingEvent[];
}

export interface FakeOptions {
  readonly reply?: (event: IncomingEvent) => Promise<readonly Omit<OutgoingMessage, 'key'>[]>;
  readonly clock?: { now(): Date };
  readonly secure?: boolean;
  readonly attachment?: (externalId: string, id: string) => Promise<OutgoingFile | null>;
}

export async function startFakeAssistant(options: FakeOptions): Promise<FakeAssistant> {
  const { reply = async () => [], secure = false, attachment = async () => null } = options;
  const clock = options.clock ?? { now: () => new Date('2026-11-23T01:00:00Z') };
  const server = Fastify();
  const channel = createSimulatorChannel({ run: 'test', clock });
  const received: IncomingEvent[] = [];
  await registerChatPage(server, {
    channel,
    clock,
    secure,
    attachment,
    receive: async (event) => {
      if (received.some(({ key }) => key === event.key)) return 'duplicate';
      const messages = await reply(event);
      received.push(event);
      for (const [index, message] of messages.entries()) {
        await channel.send(event.externalId, { ...message, key: `${event.key}:${index}` });
      }
      return 'accepted';
    },
  });
  return { server, channel, received };
}
