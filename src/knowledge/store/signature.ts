import { z } from 'zod';
import { fold } from '../../language/fold.ts';
import { repair } from '../../language/repair.ts';
import { readData } from '../read-data.ts';
import { words } from '../words.ts';

const lists = readData(
  'stop-words.yaml',
  z.strictObject({ function: z.array(z.string()), asking: z.array(z.string()) }),
);
const light = new Set([...lists.function, ...lists.asking, 'da', 'oi', 'em', 'anh', 'chi', 'toi', 'minh'].map(fold));

/**
 * What a question is about, however it is typed: its words without those that only ask or join, folded, sorted, each once.
 * A question of nothing but such words keeps them all.
 */
export function signatureOf(question: string): string {
  const all = words(repair(question.replace(/\[[^\]]*\]/gu, ' '))).map((word) => word.folded);
  const content = all.filter((word) => !light.has(word));
  return [...new Set(content.length > 0 ? content : all)].sort().join(' ').slice(0, 400);
}
