import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import { readData } from './read-data.ts';
import { words } from './words.ts';

const { commands } = readData('injection.yaml', z.strictObject({ commands: z.array(z.string()) }));
const finder = new PhraseFinder(commands.map((phrase) => [phrase, phrase] as const));

/** A question freed of commands to the assistant. */
export interface Stripped {
  /** True when the sentence tried to command the assistant. */
  readonly commanded: boolean;
  /** The clauses that hold no command; what they ask may still be answered. */
  readonly rest: string;
}

/** Sets aside every clause that commands the assistant ("bỏ qua hướng dẫn …"); the rest is an ordinary question. */
export function stripCommands(text: string): Stripped {
  const clauses = text.split(/(?<=[.!?;,:\n])\s+/u);
  const kept = clauses.filter((clause) => !finder.occurs(words(clause)));
  return { commanded: kept.length < clauses.length, rest: kept.join(' ').trim() };
}
