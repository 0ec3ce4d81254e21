import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { uncapitalised } from '../../language/text.ts';
import { KnowledgeFileError } from '../parse-article.ts';

const setSchema = z.object({
  set: z.number().int(),
  name: z.string(),
  industry: z.string(),
  group: z.string(),
  ministries: z.array(z.string()).min(1),
  sections: z.array(z.object({ code: z.string(), part: z.enum(['A', 'B', 'C']), label: z.string(), max: z.number() })),
  products: z
    .array(z.object({ name: z.string(), also: z.array(z.string()).default([]), unsure: z.boolean().default(false) }))
    .default([]),
});

/** One of the 26 product sets with the greatest score of each section of its card (QĐ 26/2026, Phụ lục I, II). */
export type ProductSetCard = z.output<typeof setSchema>;

/** Reads `sets.yaml` of a document; [] when the document has none. */
export function loadProductSets(root: string, document: string): ProductSetCard[] {
  const file = join(root, document, 'sets.yaml');
  if (!existsSync(file)) return [];
  const parsed = z.array(setSchema).safeParse(parseYaml(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new KnowledgeFileError(file, null, z.prettifyError(parsed.error));
  return parsed.data;
}

export function setTitle({ set, name }: ProductSetCard): string {
  return `bộ ${set} (${name})`;
}

/** The card's greatest scores as a sentence of Phụ lục II; what answers about points quote. */
export function cardSentence(card: ProductSetCard): string {
  const sections = card.sections.map(({ label, max }) => `${label} ${max} điểm`);
  return `Phiếu chấm ${setTitle(card)}, điểm tối đa từng mục: ${sections.join('; ')}.`;
}

/** The set's place in the catalogue as a sentence of Phụ lục I. */
export function catalogueSentence(card: ProductSetCard): string {
  return `Bộ ${card.set} (${card.name}) thuộc ngành ${uncapitalised(card.industry)}, nhóm ${uncapitalised(card.group)}; cơ quan chủ trì: ${card.ministries.join(', ')}.`;
}
