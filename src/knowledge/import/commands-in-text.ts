import { z } from 'zod';
import { fold } from '../../language/fold.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { PhraseFinder } from '../phrases.ts';
import { readData } from '../read-data.ts';
import { words } from '../words.ts';

const { commands } = readData('document-commands.yaml', z.strictObject({ commands: z.array(z.string()).min(1) }));
const marked = new PhraseFinder(commands.map((phrase) => [phrase, phrase] as const));
const unmarked = new PhraseFinder(commands.map((phrase) => [fold(phrase), phrase] as const));

/** Code for a browser or turns of a model's dialogue: no administrative text holds them. */
const CODE =
  /<\s*\/?\s*(?:script|iframe|img|svg|style|object|embed|form|input|a|system|user|assistant)\b[^<]{0,2000}>|javascript:|\bon(?:error|load|click)\s*=|<\|[a-z_]+\|>|\[\/?INST\]|<!--|^\s*(?:system|assistant|user)\s*:/imu;

/**
 * Whether a text of a document speaks to the assistant or to a browser. The text of a document is data: such a passage is
 * kept as it stands and shown to the officer, and no answer is ever made of it.
 */
export function speaksToMachine(text: string): boolean {
  if (CODE.test(text) || marked.occurs(words(text))) return true;
  return isUnmarked(text) && unmarked.occurs(words(fold(text)));
}
