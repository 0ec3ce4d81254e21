import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import { readData } from './read-data.ts';
import { roleOf } from './terms.ts';
import { words } from './words.ts';

const data = readData(
  'small-talk.yaml',
  z.strictObject({
    asks: z.array(z.string()),
    kinds: z.array(z.strictObject({ reply: z.string(), phrases: z.array(z.string()) })),
  }),
);
const asking = new PhraseFinder(data.asks.map((phrase) => [phrase, phrase] as const));
const kinds = new PhraseFinder(
  data.kinds.flatMap(({ reply, phrases }) => phrases.map((phrase) => [phrase, reply] as const)),
);

/** Content words that may stand beside a greeting ("tôi ở Thọ Xuân") before it counts as a question. */
const LEFT_OVER = 4;

/** True for a message without a word of more than one letter that an answer could be about: "2 b". */
export function saysNothing({ words: said }: Pick<Question, 'words'>): boolean {
  return said.every((word) => roleOf(word) !== 'content' || word.folded.length < 2);
}

/** What to say back to a greeting, thanks or praise; null when the sentence asks something. */
export function smallTalk(question: Question): string | null {
  // As it was typed too: among our words "hi" would be one of them without its marks.
  const hits =
    [question.words, words(question.text)].map((read) => kinds.find(read)).find((found) => found.length > 0) ?? [];
  const first = hits[0];
  if (!first) return null;
  const covered = new Set<number>();
  for (const { start, end } of hits) for (let at = start; at < end; at += 1) covered.add(at);
  const rest = question.words.filter((_, at) => !covered.has(at));
  if (asking.occurs(rest) || (/\?\s*$/.test(question.text) && rest.length > LEFT_OVER)) return null;
  const content = rest.filter((word) => roleOf(word) === 'content');
  if (content.length > LEFT_OVER) return null;
  const longest = hits.reduce((best, hit) => (hit.end - hit.start > best.end - best.start ? hit : best), first);
  return longest.value;
}
