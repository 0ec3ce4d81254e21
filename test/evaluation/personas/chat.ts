import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { LanguageModel } from '../../../src/assistant/types.ts';
import { readDuration } from '../../../src/cli/chat/duration.ts';
import type { TurnReport } from '../../../src/conversation/turn.ts';
import type { AsyncKnowledge } from '../../../src/knowledge/types.ts';
import { createTalk } from '../../conversation/talk.ts';

export type Message = { readonly text: string } | { readonly button: string } | { readonly advance: string };

/** What a persona sees of a turn. */
export interface Turn extends TurnReport {
  readonly replies: readonly {
    readonly text: string;
    readonly buttons?: readonly { readonly label: string; readonly payload: string }[];
  }[];
}

export interface Chat {
  send(message: Message): Promise<Turn>;
  close(): Promise<void>;
}

/** The conversation in this process, its data in memory. Silence while the clock moves is a turn without replies. */
export function memoryChat(knowledge: AsyncKnowledge, understand?: LanguageModel['understand']): Chat {
  const talk = createTalk({ knowledge, ...(understand ? { understand } : {}) });
  return {
    async send(message) {
      if ('advance' in message) {
        talk.wait(readDuration(message.advance) ?? 0);
        return { ...talk.last, replies: [] };
      }
      if ('button' in message) return talk.send({ kind: 'button', payload: message.button });
      return talk.say(message.text);
    },
    async close() {},
  };
}

/** The conversation of `npm run chat -- --json` in a process of its own, with a database of its own. */
export function processChat(person: string, environment: Readonly<Record<string, string>> = {}): Chat {
  const flags = ['--json', '--database', 'ephemeral', '--now', '2026-11-23T02:00:00Z', '--person', person];
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'src/cli/chat.ts', ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const turns: Turn[] = [];
  const waiting: { resolve: (turn: Turn) => void; reject: (error: Error) => void }[] = [];
  let ended = false;
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    const turn = JSON.parse(line) as Turn;
    const next = waiting.shift();
    if (next) next.resolve(turn);
    else turns.push(turn);
  });
  lines.on('close', () => {
    ended = true;
    for (const one of waiting.splice(0)) one.reject(new Error('the chat ended'));
  });
  return {
    send(message) {
      child.stdin?.write(`${JSON.stringify(message)}\n`);
      const turn = turns.shift();
      if (turn) return Promise.resolve(turn);
      if (ended) return Promise.reject(new Error('the chat ended'));
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    close: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve());
        child.stdin?.end();
      }),
  };
}
