import type { IncomingEvent } from '../types.ts';
import { readEvent } from './read-event.ts';

/** Where events go. Every one of these may be called again with the same event, and then changes nothing. */
export interface EventPorts {
  /** Into the inbox, and on to a worker. */
  receive(event: IncomingEvent): Promise<unknown>;
  /** An officer has the conversation: whoever works on the inbox is silent. */
  isHeld(externalId: string, at: string): Promise<boolean>;
  hold(externalId: string, at: string): Promise<void>;
  /** The person did something: windows count from here, and they can be reached again. */
  noteInteraction(externalId: string, at: string): Promise<void>;
  noteUnreachable(externalId: string, reason: string, at: string): Promise<void>;
  noteEcho(echo: { externalId: string; messageId: string; text: string; at: string }): Promise<void>;
  noteDelivered(messageId: string, at: string): Promise<void>;
  noteSeen(messageIds: readonly string[], at: string): Promise<void>;
}

export interface EventIntake {
  /** @param body Of a signed event, as it came. Resolves once it is durable. */
  accept(body: string): Promise<void>;
}

/** Typed by the officer in the account's chat. */
const HAND_BACK = /^\s*#\s*xong\b/iu;
const LEFT = 'Người nhận đã bỏ quan tâm OA.';

/** PostgreSQL keeps no NUL: an event with one would be refused for ever, and everything behind it would wait. */
const storable = (_key: string, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : value);

export function createEventIntake(
  oaId: string,
  ports: EventPorts,
  log: { info(fields: object, message: string): void },
): EventIntake {
  async function hear(event: IncomingEvent): Promise<void> {
    await Promise.all([ports.receive(event), ports.noteInteraction(event.externalId, event.at)]);
  }

  return {
    async accept(body) {
      const event = readEvent(JSON.parse(body, storable), oaId);
      switch (event.kind) {
        case 'heard':
          for (const one of event.events) await hear(one);
          return;
        case 'left':
          return ports.noteUnreachable(event.externalId, LEFT, event.at);
        case 'echo':
          return ports.noteEcho(event);
        case 'officer': {
          const { externalId, messageId, text, at } = event;
          if (!HAND_BACK.test(text)) return ports.hold(externalId, at);
          if (!(await ports.isHeld(externalId, at))) return;
          // In its turn behind what the person has written: that was for the officer.
          const content = { kind: 'officer', act: 'handed-back', words: '' } as const;
          await ports.receive({ channel: 'zalo', key: `officer:${messageId}`, externalId, at, content });
          return;
        }
        case 'delivered':
          return ports.noteDelivered(event.messageId, event.at);
        case 'seen':
          return ports.noteSeen(event.messageIds, event.at);
        case 'template-changed':
          log.info({ template: event.templateId }, 'Zalo changed the state of a template');
          return;
        case 'ignored':
          log.info({ event: event.name }, 'event of Zalo ignored');
          return;
        default:
          return event satisfies never;
      }
    },
  };
}
