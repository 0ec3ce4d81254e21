import { speaksToMachine } from '../import/commands-in-text.ts';
import type { ImportedDocument } from '../import/read-import.ts';
import { inForceFrom } from '../import/written-date.ts';
import type { KnowledgeDocument } from '../types.ts';
import { contentSchema, type StoredContent } from './stored-version.ts';

/** What an officer may say about a document; what is left out comes from the document or from its last version. */
export interface WantedLabels {
  readonly short?: string | undefined;
  /** ISO dates. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type LabelOutcome =
  | { readonly kind: 'labelled'; readonly content: StoredContent }
  /** `text` says in Vietnamese what to change. */
  | { readonly kind: 'refused'; readonly text: string };

/** Answers name a document in a sentence; a title of several lines is no name. */
const LONGEST_SHORT_TITLE = 80;

/** An imported document with its id, names and dates: what is stored. */
export function labelDocument(
  { header, sections }: Pick<ImportedDocument, 'header' | 'sections'>,
  wanted: WantedLabels,
  known: {
    readonly id: string;
    /** The document of the same id that comes with the program. */
    readonly file: KnowledgeDocument | null;
    /** The newest stored version of the same id. */
    readonly newest: Pick<StoredContent, 'shortTitle' | 'validFrom' | 'validTo'> | null;
  },
): LabelOutcome {
  const before = known.newest ?? known.file;
  const title = [header.kind, header.number && `số ${header.number}`, header.title].filter(Boolean).join(' ');
  const shortTitle = wanted.short?.trim() || before?.shortTitle || shortTitleOf(header) || known.id;
  const content = {
    document: known.id,
    title: title || shortTitle,
    shortTitle,
    validFrom: wanted.from ?? before?.validFrom ?? inForceFrom(sections) ?? header.issued,
    validTo: wanted.to ?? before?.validTo ?? null,
    header,
    sections,
  };
  if (content.validFrom && content.validTo && content.validFrom > content.validTo)
    return { kind: 'refused', text: 'Ngày hết hiệu lực đứng trước ngày có hiệu lực.' };
  if (speaksToMachine(shortTitle) || [...shortTitle].length > LONGEST_SHORT_TITLE)
    return { kind: 'refused', text: `Hãy đặt tên ngắn khác bằng --short, không quá ${LONGEST_SHORT_TITLE} ký tự.` };
  const read = contentSchema.safeParse(content);
  return read.success
    ? { kind: 'labelled', content: read.data }
    : { kind: 'refused', text: 'Mã chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ ke-hoach-2027.' };
}

/** "Kế hoạch 12/KH-UBND", "Quyết định 26/2026/QĐ-TTg"; without a number kind and year. */
function shortTitleOf({ kind, number, issued, title }: ImportedDocument['header']): string | null {
  if (kind && number) return `${kind} ${number}`;
  const year = issued?.slice(0, 4) ?? /(?<!\d)20\d\d(?!\d)/u.exec(title ?? '')?.[0];
  return kind && year ? `${kind} năm ${year}` : kind;
}
