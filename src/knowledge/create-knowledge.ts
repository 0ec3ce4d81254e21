import { answerFromCloser, answerFromNamed, answerFromOriginals } from './answer-from-originals.ts';
import { answerQuestion, type Engine, inFull, readFor } from './answer-question.ts';
import { engineInSteps } from './build-engine.ts';
import { rankAsTold } from './lead.ts';
import type { Corpus } from './load.ts';
import { loadWithTables } from './load-with-tables.ts';
import type { Passage } from './passage-index.ts';
import type { Ranked } from './rank.ts';
import { finish, type Steps } from './steps.ts';
import type { StoredContent } from './store/stored-version.ts';
import type { Knowledge, QuestionContext } from './types.ts';

/** The knowledge port, with what measuring and importing look into. */
export interface SearchableKnowledge extends Knowledge {
  readonly corpus: Corpus;
  /** Every statement of the corpus; its place is its id. */
  readonly passages: readonly Passage[];
  /** The question with what it leaves out taken from the one before. */
  inFull(question: string, context: QuestionContext): string;
  /** Statements ranked against a question, best first, as an answer would tell them before anything is composed. */
  search(question: string, context: QuestionContext): readonly Ranked[];
}

export interface KnowledgeParts {
  /** Folder of the documents that come with the program. */
  readonly root: string;
  /** Imported documents; one with the id of a folder takes its place, and with it the folder's tables. */
  readonly stored?: readonly StoredContent[];
}

/** All steps of knowledgeInSteps at once. */
export function createKnowledge(parts: KnowledgeParts): SearchableKnowledge {
  return finish(knowledgeInSteps(parts));
}

/**
 * Loads everything under `root` once and answers from memory; `answer` is synchronous and reads no file, clock or network.
 * Throws KnowledgeFileError when a file breaks the format.
 */
export function* knowledgeInSteps({ root, stored = [] }: KnowledgeParts): Steps<SearchableKnowledge> {
  const { corpus, tables } = loadWithTables(root, stored);
  yield;
  const engine = yield* engineInSteps(corpus, tables);
  return {
    corpus,
    answer: stored.some(({ amends }) => !amends)
      ? withOriginals(engine)
      : (question, context) => answerQuestion(engine, question, context),
    passages: engine.index.passages,
    inFull: (question, context) => inFull(engine, question, context),
    search: (question, context) => rankAsTold(engine, readFor(engine, inFull(engine, question, context), context)),
  };
}

/**
 * An original that is named comes first; one that holds what the program's own documents lack answers instead of a refusal,
 * and one plainly closer to the question instead of a word in passing.
 */
function withOriginals(engine: Engine): Knowledge['answer'] {
  return (question, context) => {
    const named = answerFromNamed(engine, question, context);
    if (named) return named;
    const answer = answerQuestion(engine, question, context);
    if (answer.kind === 'refusal') return answerFromOriginals(engine, question, context) ?? answer;
    return answer.kind === 'answer' ? (answerFromCloser(engine, question, context) ?? answer) : answer;
  };
}
