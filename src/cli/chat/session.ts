import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NoticesNow } from '../../app/notices-now.ts';
import type { App } from '../../app.ts';
import type { OutgoingMessage } from '../../channels/types.ts';
import type { TurnReport } from '../../conversation/turn.ts';
import type { SettableClock } from '../../platform/clock.ts';
import type { CaptureChannel } from './capture-channel.ts';
import { passTime } from './pass-time.ts';
import type { ChatLine } from './read-line.ts';

/** One line out. `file` is the path of the document that came with a reply. */
export interface ChatTurn {
  readonly replies: readonly { text: string; buttons: readonly { label: string; payload: string }[]; file?: string }[];
  readonly asking: TurnReport['asking'];
  readonly proposed?: TurnReport['proposed'];
  readonly citations: TurnReport['citations'];
  readonly registration: TurnReport['registration'];
  /** Only for a line that could not be read. */
  readonly error?: string;
}

export interface Session {
  take(line: ChatLine): Promise<ChatTurn>;
}

export interface SessionParts {
  readonly app: Pick<App, 'receive' | 'drain' | 'view'>;
  readonly clock: SettableClock;
  readonly channel: CaptureChannel;
  /** What comes due while time passes; null: nothing does. */
  readonly notices: NoticesNow | null;
  /** The person did something at that instant: the channel's window counts from it. */
  readonly noteInteraction: (at: string) => Promise<void>;
  readonly externalId: string;
  /** Names this run, so that keys never repeat over a restart. */
  readonly run: string;
  /** Makes the folder for documents, when the first one comes. */
  readonly saveTo: () => Promise<string>;
}

const NOTHING: TurnReport = { asking: null, proposed: null, citations: [], registration: null };

/** A conversation over lines: each takes one turn, or moves the clock. */
export function createSession(parts: SessionParts): Session {
  const { app, clock, channel, notices, externalId, run, saveTo } = parts;
  let count = 0;
  let folder: Promise<string> | null = null;

  async function turn(report: TurnReport | null, error?: string): Promise<ChatTurn> {
    const { asking, proposed, citations, registration } = report ?? NOTHING;
    const replies = [];
    for (const message of channel.take()) replies.push(await shown(message));
    return { replies, asking, ...(proposed ? { proposed } : {}), citations, registration, ...(error ? { error } : {}) };
  }

  async function shown({ text, buttons, file }: OutgoingMessage) {
    if (!file) return { text, buttons };
    folder ??= saveTo();
    const place = path.join(await folder, path.basename(file.name));
    await writeFile(place, file.bytes);
    return { text, buttons, file: place };
  }

  return {
    async take(line) {
      switch (line.kind) {
        case 'advance':
          await passTime(clock, line.milliseconds, notices);
          return turn(await app.view(channel.id, externalId));
        case 'unreadable':
          return turn(await app.view(channel.id, externalId), line.problem);
        case 'content': {
          clock.advance(1);
          count += 1;
          const key = `${run}-${count}`;
          const at = clock.now().toISOString();
          await app.receive({ channel: channel.id, key, externalId, at, content: line.content });
          const reports = await app.drain(channel.id, externalId);
          await parts.noteInteraction(at);
          return turn(reports.at(-1) ?? (await app.view(channel.id, externalId)));
        }
        default:
          return line satisfies never;
      }
    },
  };
}
