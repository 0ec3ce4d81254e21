import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import { readData } from './read-data.ts';

const units = readData(
  'counted-units.yaml',
  z.array(z.strictObject({ asks: z.array(z.string()).min(1), holds: z.array(z.string()).min(1) })),
);
const ASKING = ['mấy', 'bao nhiêu', 'mấy chục', 'bao nhiêu cái'];
const finder = new PhraseFinder(
  units.flatMap(({ asks, holds }) => {
    const counted = new RegExp(`\\d\\s*(?:${holds.join('|')})(?!\\p{L})`, 'iu');
    return ASKING.flatMap((asking) => asks.map((unit) => [`${asking} ${unit}`, counted] as const));
  }),
  'strict',
);

/** True when the question wants something counted that none of the statements counts. */
export function lacksCount(question: Pick<Question, 'words'>, statements: readonly string[]): boolean {
  return finder.find(question.words).some(({ value: counted }) => !statements.some((text) => counted.test(text)));
}
