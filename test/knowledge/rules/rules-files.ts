import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { parseArticle } from '../../../src/knowledge/parse-article.ts';
import type { Article } from '../../../src/knowledge/types.ts';

/** The documents told under knowledge/ besides the 2024 plan. */
export const RULE_DOCUMENTS = ['qd-26-2026', 'ho-tro-thanh-hoa', 'thay-doi-2024-2026', 'huong-dan'] as const;

const ROOT = join(import.meta.dirname, '../../../knowledge');

export function articlesOf(document: string): Article[] {
  const folder = join(ROOT, document);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => parseArticle(document, name, readFileSync(join(folder, name), 'utf8')));
}

export function articleOf(document: string, section: string): Article {
  const article = articlesOf(document).find((candidate) => candidate.section === section);
  if (!article) throw new Error(`không có ${document} ${section}`);
  return article;
}

function readData(name: string): unknown {
  const text = readFileSync(join(ROOT, 'qd-26-2026', name), 'utf8');
  return name.endsWith('.json') ? JSON.parse(text) : parseYaml(text);
}

const setNumber = z.int().min(1).max(26);
const part = z.enum(['A', 'B', 'C']);

const setsSchema = z.array(
  z.strictObject({
    set: setNumber,
    name: z.string(),
    industry: z.string(),
    group: z.string(),
    ministries: z.array(z.string().startsWith('Bộ ')).min(1),
    sections: z.array(z.strictObject({ code: z.string(), part, label: z.string(), max: z.int() })),
    products: z.array(
      z.strictObject({
        name: z.string(),
        also: z.array(z.string()).default([]),
        unsure: z.boolean().default(false),
      }),
    ),
  }),
);

const level = z.strictObject({
  points: z.int().min(0),
  label: z.string().min(1),
  stars: z.int().min(3).max(5).optional(),
});
const scale = z
  .strictObject({
    label: z.string(),
    explains: z.string().optional(),
    max: z.int(),
    levels: z.array(level).optional(),
    /** Some criteria hold several scales: added up (how tea looks, brews), or one chosen by who provides the service. */
    combine: z.enum(['sum', 'choose-one']).optional(),
    scales: z.array(z.strictObject({ label: z.string(), levels: z.array(level).min(2) })).optional(),
    notes: z.array(z.string()).optional(),
  })
  .refine((value) => (value.levels === undefined) !== (value.scales === undefined), 'levels hoặc scales');

const scorecardsSchema = z.object({
  document: z.literal('qd-26-2026'),
  section: z.literal('PL.II'),
  scales: z.record(z.string(), scale),
  sets: z.array(
    z.strictObject({
      set: setNumber,
      sections: z.array(
        z.strictObject({
          code: z.string(),
          part,
          label: z.string(),
          max: z.int(),
          criteria: z.array(z.strictObject({ code: z.string(), scale: z.string() })).min(1),
        }),
      ),
    }),
  ),
});

const requirement = z.strictObject({ requirement: z.string(), sets: z.array(setNumber) });
const minimumsSchema = z.strictObject({
  minimums: z.array(
    z.strictObject({
      stars: z.int().min(3).max(5),
      criterion: z.string(),
      labels: z.array(z.string()).min(1),
      requirement: z.string(),
      sets: z.array(setNumber),
      unprinted: z.array(setNumber).default([]),
    }),
  ),
  origin: z.array(requirement),
  disqualifications: z.array(z.strictObject({ reason: z.string(), sets: z.array(setNumber) })),
});

export const readSets = () => setsSchema.parse(readData('sets.yaml'));

/** The score sheets with each criterion's scale put in its place; many sets share a scale. */
export function readScorecards() {
  const { scales, sets } = scorecardsSchema.parse(readData('scorecards.json'));
  const criterion = ({ code, scale: id }: { code: string; scale: string }) => {
    const found = scales[id];
    if (!found) throw new Error(`phiếu chấm dẫn thang điểm không có: ${id}`);
    return { code, id, ...found };
  };
  return sets.map(({ set, sections }) => ({
    set,
    sections: sections.map((section) => ({ ...section, criteria: section.criteria.map(criterion) })),
  }));
}

export const readScaleIds = () => Object.keys(scorecardsSchema.parse(readData('scorecards.json')).scales);

export const readMinimums = () => minimumsSchema.parse(readData('minimums.yaml'));

/** Every level of a criterion, whichever scale it stands in. */
export const levelsOf = ({ levels, scales }: z.output<typeof scale>) =>
  levels ?? scales?.flatMap((scale) => scale.levels) ?? [];
