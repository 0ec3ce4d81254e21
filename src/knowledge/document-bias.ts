import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import { asks, type Question } from './question.ts';
import { readData } from './read-data.ts';
import type { Article } from './types.ts';

const data = readData(
  'document-cues.yaml',
  z.strictObject({
    limit: z.number(),
    prior: z.record(z.string(), z.number()),
    cues: z.array(
      z.strictObject({
        document: z.string(),
        sections: z.string().default(''),
        weight: z.number(),
        phrases: z.array(z.string()).default([]),
        intent: z.string().optional(),
      }),
    ),
  }),
);
const HIGHEST_PRIOR = Math.max(0, ...Object.values(data.prior));
const cues = new PhraseFinder(data.cues.flatMap((cue, id) => cue.phrases.map((phrase) => [phrase, id] as const)));

/**
 * What the wording of the question adds to a passage of each article; each group of cues counts once, and those of one
 * document never more than the limit. `most`: what no article gets more than.
 */
export function documentBias(
  question: Pick<Question, 'words'>,
): ((article: Pick<Article, 'document' | 'section'>) => number) & { readonly most: number } {
  const hits = new Set(cues.find(question.words).map((hit) => hit.value));
  const found = data.cues.filter(
    ({ phrases, intent }, id) =>
      (phrases.length === 0 || hits.has(id)) && (intent === undefined || asks(question, intent)),
  );
  const biasOf = ({ document, section }: Pick<Article, 'document' | 'section'>): number => {
    const own = found.filter((cue) => cue.document === document && isWithin(section, cue.sections));
    return Math.min(
      data.limit,
      own.reduce((sum, { weight }) => sum + weight, data.prior[`${document} ${section}`] ?? data.prior[document] ?? 0),
    );
  };
  const gains = found.reduce((sum, { weight }) => sum + Math.max(0, weight), HIGHEST_PRIOR);
  return Object.assign(biasOf, { most: Math.min(data.limit, gains) });
}

/** "IV." holds every section below it, "IV.1" only itself, and nothing named all of them. */
function isWithin(section: string, sections: string): boolean {
  return sections === '' || (sections.endsWith('.') ? section.startsWith(sections) : section === sections);
}
