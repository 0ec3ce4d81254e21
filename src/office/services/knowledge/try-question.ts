import type { SearchableKnowledge } from '../../../knowledge/create-knowledge.ts';
import { contentSchema, type StoredContent } from '../../../knowledge/store/stored-version.ts';
import type { Answer } from '../../../knowledge/types.ts';
import { dateInVietNam } from '../../../language/calendar.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { type Office, permit } from '../office.ts';
import type { DocumentsInUse } from './documents.ts';

/** A statement that was weighed for a question, with the parts of its weight (each 0 to about 1). */
export interface Weighed {
  readonly id: string;
  readonly document: string;
  readonly section: string;
  readonly title: string;
  readonly text: string;
  readonly score: number;
  /** Without what the question's wording says about the document. */
  readonly evidence: number;
  /** Shared words with the statement; likeness to typical questions; shared words with its section. */
  readonly words: number;
  readonly asked: number;
  readonly around: number;
}

export interface Tried {
  readonly question: string;
  readonly answer: Answer;
  readonly shortTitles: Readonly<Record<string, string>>;
  /** Best first. */
  readonly weighed: readonly Weighed[];
}

const MOST = 10;

/** What would answer people if this draft were published. */
export type DocumentsWith = (draft: StoredContent) => Promise<SearchableKnowledge>;

export interface TriedOnDraft {
  readonly shortTitle: string;
  /** As if it were published, and as it is. */
  readonly withDraft: Tried;
  readonly now: Tried;
}

/** The same question before and after. Nothing is kept. @throws AppError `not-found`, `document-unfit`: no section has a text yet. */
export async function tryOnDraft(
  office: Pick<Office, 'now' | 'client'>,
  officer: Officer,
  { documents, documentsWith }: { readonly documents: DocumentsInUse; readonly documentsWith: DocumentsWith },
  { id, question }: { readonly id: string; readonly question: string },
): Promise<TriedOnDraft> {
  permit(officer, 'knowledge.change');
  const row = await office.client.knowledgeDraft.findUnique({ where: { id } });
  if (!row) throw new AppError('not-found', `draft ${id}`);
  const content = contentSchema.safeParse(row.content);
  if (!content.success) throw new AppError('document-unfit', `draft ${id}`);
  const drafted = await documentsWith(content.data);
  return {
    shortTitle: content.data.shortTitle,
    withDraft: tryQuestion(office, officer, () => drafted, question),
    now: tryQuestion(office, officer, documents, question),
  };
}

/** What the documents alone answer, as somebody in the chat would hear it, and what it was chosen from. Nothing is kept. */
export function tryQuestion(
  office: Pick<Office, 'now'>,
  officer: Officer,
  documents: DocumentsInUse,
  question: string,
): Tried {
  permit(officer, 'knowledge.view');
  const knowledge = documents();
  const context = { today: dateInVietNam(office.now()) };
  return {
    question,
    answer: knowledge.answer(question, context),
    shortTitles: Object.fromEntries(knowledge.corpus.documents.map(({ id, shortTitle }) => [id, shortTitle])),
    weighed: knowledge
      .search(question, context)
      .slice(0, MOST)
      .map(({ passage, score, evidence, text, asked, article }) => ({
        id: String(passage.id),
        document: passage.article.document,
        section: passage.article.section,
        title: passage.article.title,
        text: passage.statement.text,
        score,
        evidence,
        words: text,
        asked,
        around: article,
      })),
  };
}
