import { readFileSync } from 'node:fs';
import { z } from 'zod';

const level = z.object({
  points: z.number(),
  label: z.string(),
  /** The level is the least that this rank asks for. */
  stars: z.number().int().min(3).max(5).optional(),
});
const scale = z.object({
  label: z.string(),
  max: z.number(),
  levels: z.array(level).optional(),
  /** Some criteria hold several scales instead of levels. */
  scales: z.array(z.object({ label: z.string(), levels: z.array(level) })).optional(),
});
const schema = z.object({
  scales: z.record(z.string(), scale),
  sets: z.array(
    z.object({
      set: z.number().int(),
      sections: z.array(
        z.object({
          code: z.string(),
          part: z.enum(['A', 'B', 'C']),
          label: z.string(),
          max: z.number(),
          criteria: z.array(z.object({ code: z.string(), scale: z.string() })),
        }),
      ),
    }),
  ),
});

export type Level = z.infer<typeof level>;

/** One line of a score sheet: its levels, under one or several headings. */
export interface Criterion {
  readonly code: string;
  readonly label: string;
  readonly max: number;
  readonly scales: readonly { readonly label: string | null; readonly levels: readonly Level[] }[];
}

export interface Section {
  readonly code: string;
  readonly part: 'A' | 'B' | 'C';
  readonly label: string;
  readonly max: number;
  readonly criteria: readonly Criterion[];
}

const SOURCE = new URL('../../knowledge/qd-26-2026/scorecards.json', import.meta.url);
let sheets: ReadonlyMap<number, readonly Section[]> | undefined;

/** The score sheet of a product set (QĐ 26/2026 Phụ lục II); null for a number that none has. Read when first asked for. */
export function scorecard(set: number): readonly Section[] | null {
  sheets ??= readSheets();
  return sheets.get(set) ?? null;
}

function readSheets(): ReadonlyMap<number, readonly Section[]> {
  const { scales, sets } = schema.parse(JSON.parse(readFileSync(SOURCE, 'utf8')));
  const criterion = (code: string, id: string): Criterion => {
    const found = scales[id];
    if (!found) throw new Error(`no scale ${id}`);
    const several = found.levels ? [{ label: null, levels: found.levels }] : (found.scales ?? []);
    return { code, label: found.label, max: found.max, scales: several };
  };
  return new Map(
    sets.map(({ set, sections }) => [
      set,
      sections.map((section) => ({
        ...section,
        criteria: section.criteria.map((one) => criterion(one.code, one.scale)),
      })),
    ]),
  );
}
