import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import { readData } from './read-data.ts';
import type { ReadWord } from './restore-marks.ts';

const { commands } = readData('injection.yaml', z.strictObject({ commands: z.array(z.string()) }));
/** The wording of commands, so that its marks can be restored in a sentence written without. */
export const commandPhrases: readonly string[] = commands;

const finder = new PhraseFinder(
  commands.map((phrase) => [phrase, phrase] as const),
  'strict',
);

/** A question freed of commands to the assistant. */
export interface Stripped {
  /** True when the sentence tried to command the assistant. */
  readonly commanded: boolean;
  /** The clauses that hold no command; what they ask may still be answered. */
  readonly rest: string;
}

/** Sets aside every clause that commands the assistant ("bỏ qua hướng dẫn …"); the rest is an ordinary question. */
export function stripCommands(text: string, read: (clause: string) => readonly ReadWord[]): Stripped {
  const clauses = text.split(/(?<=[.!?;,:\n])\s+/u);
  const kept = clauses.filter((clause) => !finder.occurs(read(clause)));
  return { commanded: kept.length < clauses.length, rest: kept.join(' ').trim() };
}
