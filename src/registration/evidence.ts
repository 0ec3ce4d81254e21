import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { missingPapers } from './missing-papers.ts';
import { type Criterion, scorecard } from './scorecards.ts';
import type { Answers, FieldId } from './types.ts';

const field = z.string() as unknown as z.ZodType<FieldId>;
const schema = z.strictObject({
  papers: z.record(
    z.string(),
    z.strictObject({ label: z.string(), declared: z.string().optional(), note: z.string().optional() }),
  ),
  criteria: z.array(
    z
      .strictObject({
        labels: z.array(z.string()).min(1),
        papers: z.array(z.string()),
        told: field.optional(),
        see: z.string().optional(),
        about: field.optional(),
        sets: z.array(z.number().int()).optional(),
      })
      .refine((one) => (one.see === undefined) === (one.about === undefined), 'see and about go together'),
  ),
});

const DATA = schema.parse(parse(readFileSync(new URL('./data/evidence.yaml', import.meta.url), 'utf8')));

export interface EvidencePaper {
  readonly id: string;
  readonly label: string;
  /** The person said that it is there. False also for papers that the form does not ask about. */
  readonly there: boolean;
  /** What to mind about one that is there. */
  readonly note: string | null;
}

export interface Evidence {
  readonly papers: readonly EvidencePaper[];
  /** The field of the form that speaks of it. */
  readonly told: FieldId | null;
  /** The part of the report where it stands, when it was told at all. */
  readonly see: string | null;
}

/** Which papers prove a criterion of the score sheet and what the form says of it; empty where no source names any. */
export function evidenceFor(set: number, { label }: Pick<Criterion, 'label'>, answers: Answers): Evidence {
  const found = DATA.criteria.find((one) => one.labels.includes(label) && (one.sets?.includes(set) ?? true));
  return {
    papers: (found?.papers ?? []).map((id) => evidencePaper(id, answers)),
    told: found?.told ?? null,
    see: found?.see && found.about && answers[found.about] !== undefined ? found.see : null,
  };
}

function evidencePaper(id: string, answers: Answers): EvidencePaper {
  const paper = DATA.papers[id];
  if (!paper) throw new Error(`no paper ${id}`);
  const there = paper.declared !== undefined && isThere(paper.declared, answers);
  return { id, label: paper.label, there, note: (there && paper.note) || null };
}

export interface NeededPaper extends EvidencePaper {
  /** Criteria of the score sheet whose least level for the rank it helps to prove. */
  readonly criteria: readonly string[];
}

/**
 * Papers for the criteria in which a rank asks for a least level (QĐ 26/2026 Phụ lục II), ranks below it included, in
 * the order of the score sheet; of those that the form asks about, only the ones there or asked for by the rank. Null when
 * the product set is not known.
 */
export function papersForStars(answers: Answers, stars: number): readonly NeededPaper[] | null {
  const set = Number(answers['product.set']);
  const sections = scorecard(set);
  if (!sections) return null;
  const missing = missingPapers({ ...answers, 'registration.targetStars': stars })?.papers.map(({ paper }) => paper);
  const counts = ({ id, there }: EvidencePaper) => {
    const declared = DATA.papers[id]?.declared;
    return declared === undefined || there || missing?.includes(declared);
  };
  const needed = new Map<string, NeededPaper>();
  for (const criterion of sections.flatMap((section) => section.criteria)) {
    const levels = criterion.scales.flatMap((scale) => scale.levels);
    if (!levels.some((level) => level.stars !== undefined && level.stars <= stars)) continue;
    for (const paper of evidenceFor(set, criterion, answers).papers.filter(counts)) {
      const criteria = [...(needed.get(paper.id)?.criteria ?? []), criterion.label];
      needed.set(paper.id, { ...paper, criteria });
    }
  }
  return [...needed.values()];
}

/** Whether a paper of `idea.documents` is there. A registration number stands on the paper that it was read from. */
export function isThere(document: string, answers: Answers): boolean {
  const documents = answers['idea.documents'];
  if (Array.isArray(documents) && documents.includes(document)) return true;
  return document === 'dkkd' && answers['applicant.registrationNumber'] !== undefined;
}
