import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { capitalised } from '../../language/text.ts';
import { KnowledgeFileError } from '../parse-article.ts';

/** One line of the appendix of the 2024 plan: products to be reached by a district, by rank; 0 where the cell is empty. */
export interface Target {
  readonly name: string;
  readonly kind: 'huyện' | 'thị xã' | 'thành phố';
  readonly three: number;
  readonly four: number;
  readonly five: number;
  readonly total: number;
}

const count = z.string().regex(/^\d*$/).transform(Number);
const line = z.tuple([
  z.string(),
  z.string().min(1),
  z.enum(['huyện', 'thị xã', 'thành phố']),
  count,
  count,
  count,
  count,
]);

/** Reads `targets.csv` (number,name,kind,three,four,five,total) of a document; [] when the document has none. */
export function loadTargets(root: string, document: string): Target[] {
  const file = join(root, document, 'targets.csv');
  if (!existsSync(file)) return [];
  const [, ...lines] = readFileSync(file, 'utf8').normalize('NFC').trim().split(/\r?\n/);
  return lines.map((text, index) => {
    const parsed = line.safeParse(text.split(','));
    if (!parsed.success) throw new KnowledgeFileError(file, index + 2, z.prettifyError(parsed.error));
    const [, name, kind, three, four, five, total] = parsed.data;
    if (three + four + five !== total)
      throw new KnowledgeFileError(file, index + 2, `${three} + ${four} + ${five} khác tổng ${total}`);
    return { name, kind, three, four, five, total };
  });
}

export type StarRank = 3 | 4 | 5;

export function targetOf(target: Target, stars: StarRank): number {
  switch (stars) {
    case 3:
      return target.three;
    case 4:
      return target.four;
    case 5:
      return target.five;
    default:
      return stars satisfies never;
  }
}

/** How people call the unit in a sentence: "huyện Thọ Xuân", "thị xã Nghi Sơn". */
export function unitName({ kind, name }: Target): string {
  return `${kind} ${name}`;
}

/** What the row gives of each rank: "7 sản phẩm 3 sao, 1 sản phẩm 4 sao". */
export function ranksOf(target: Target): string {
  return ([3, 4, 5] as const)
    .filter((stars) => targetOf(target, stars) > 0)
    .map((stars) => `${targetOf(target, stars)} sản phẩm ${stars} sao`)
    .join(', ');
}

/** The row as a sentence; what answers from the table quote. */
export function targetSentence(target: Target): string {
  const name = unitName(target);
  return `${capitalised(name)} được giao ${target.total} sản phẩm OCOP năm 2024: ${ranksOf(target)}.`;
}
