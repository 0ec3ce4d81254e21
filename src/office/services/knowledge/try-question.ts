import type { Answer } from '../../../knowledge/types.ts';
import { dateInVietNam } from '../../../language/calendar.ts';
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
