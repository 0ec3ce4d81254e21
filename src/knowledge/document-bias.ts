import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import { readData } from './read-data.ts';

const data = readData(
  'document-cues.yaml',
  z.strictObject({
    limit: z.number(),
    prior: z.record(z.string(), z.number()),
    cues: z.array(z.strictObject({ document: z.string(), weight: z.number(), phrases: z.array(z.string()).min(1) })),
  }),
);
const cues = new PhraseFinder(data.cues.flatMap((cue, id) => cue.phrases.map((phrase) => [phrase, id] as const)));

/** What the wording of the question adds to passages of each document; each group of cues counts once. */
export function documentBias(question: Pick<Question, 'words'>): ReadonlyMap<string, number> {
  const bias = new Map(Object.entries(data.prior));
  for (const id of new Set(cues.find(question.words).map((hit) => hit.value))) {
    const cue = data.cues[id];
    if (cue) bias.set(cue.document, Math.min(data.limit, (bias.get(cue.document) ?? 0) + cue.weight));
  }
  return bias;
}
