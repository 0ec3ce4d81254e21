import { repair } from '../language/repair.ts';
import { answerFromCloser, answerFromNamed, answerFromOriginals } from './answer-from-originals.ts';
import { answerQuestion, type Engine, inFull, readFor } from './answer-question.ts';
import { certificateValidity } from './calculations/certificate-validity.ts';
import { howToRegister } from './calculations/how-to-register.ts';
import { refilingWindow } from './calculations/refiling-window.ts';
import { roundInTime } from './calculations/round-in-time.ts';
import { scoreToStars } from './calculations/score-to-stars.ts';
import { detailPhrases } from './details.ts';
import { search } from './find-evidence.ts';
import { commandPhrases } from './injection.ts';
import { libraryOf } from './library.ts';
import { type Corpus, loadCorpus } from './load.ts';
import { leadWithRule } from './overtaken.ts';
import { buildIndex, type Passage } from './passage-index.ts';
import { PhraseFinder } from './phrases.ts';
import type { Ranked } from './rank.ts';
import { scopePhrases } from './scope.ts';
import { withStored } from './store/stored-corpus.ts';
import type { StoredContent } from './store/stored-version.ts';
import { answerSets } from './tables/answer-sets.ts';
import { answerTargets } from './tables/answer-targets.ts';
import { cardSentence, catalogueSentence, loadProductSets } from './tables/product-sets.ts';
import { loadTargets, targetSentence } from './tables/targets.ts';
import { synonymPhrases } from './terms.ts';
import type { Article, Knowledge, QuestionContext } from './types.ts';
import type { Word } from './words.ts';

const PLAN = 'ke-hoach-2024';
const RULES = 'qd-26-2026';

/** Two words side by side this often in our texts are one compound. */
const COMPOUND = 4;

/** The knowledge port, with what measuring and importing look into. */
export interface SearchableKnowledge extends Knowledge {
  readonly corpus: Corpus;
  /** Every statement of the corpus; its place is its id. */
  readonly passages: readonly Passage[];
  /** The question with what it leaves out taken from the one before. */
  inFull(question: string, context: QuestionContext): string;
  /** Statements ranked against a question, best first: the evidence before anything is composed. */
  search(question: string, context: QuestionContext): readonly Ranked[];
}

/**
 * Loads everything under `root` once and answers from memory; `answer` is synchronous and reads no file, clock or network.
 * Throws KnowledgeFileError when a file breaks the format. `stored` are imported documents; one with the id of a folder
 * takes its place, and with it the folder's tables.
 */
export function createKnowledge({
  root,
  stored = [],
}: {
  readonly root: string;
  readonly stored?: readonly StoredContent[];
}): SearchableKnowledge {
  const told = (document: string): boolean => stored.every((content) => content.document !== document);
  const targets = told(PLAN) ? loadTargets(root, PLAN) : [];
  const sets = told(RULES) ? loadProductSets(root, RULES) : [];
  const rows = new Map([
    [`${PLAN} PL`, targets.map(targetSentence)],
    [`${RULES} PL.I`, sets.map(catalogueSentence)],
    [`${RULES} PL.II`, sets.map(cardSentence)],
  ]);
  const loaded = loadCorpus(root);
  const files: Corpus = {
    documents: loaded.documents,
    articles: loaded.articles.map((article) => withRows(article, rows)),
  };
  const corpus = stored.length > 0 ? withStored(files, stored) : files;
  const library = libraryOf(corpus);
  const index = buildIndex(corpus, [
    ...scopePhrases,
    ...detailPhrases,
    ...synonymPhrases,
    ...commandPhrases,
    ...targets.map(({ name }) => name),
  ]);
  const isCompound = (left: Word, right: Word): boolean =>
    (index.vocabulary.pairs.get(`${left.marked} ${right.marked}`) ?? 0) >= COMPOUND;
  const engine: Engine = {
    index,
    documents: new Map(corpus.documents.map((document) => [document.id, document])),
    repair,
    names: new PhraseFinder([...targets, ...sets.flatMap(({ products }) => products)].map(({ name }) => [name, name])),
    calculators: [
      howToRegister,
      roundInTime,
      refilingWindow,
      certificateValidity,
      scoreToStars,
      answerTargets(targets),
      answerSets(sets, isCompound),
    ].map((calculate) => (question) => calculate(question, library)),
  };
  return {
    corpus,
    answer:
      stored.length > 0 ? withOriginals(engine) : (question, context) => answerQuestion(engine, question, context),
    passages: index.passages,
    inFull: (question, context) => inFull(engine, question, context),
    search: (question, context) => {
      const read = readFor(engine, inFull(engine, question, context), context);
      return leadWithRule(engine, read, search(engine, read));
    },
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

function withRows(article: Article, rows: ReadonlyMap<string, readonly string[]>): Article {
  const own = rows.get(`${article.document} ${article.section}`);
  return own ? { ...article, rows: own } : article;
}
