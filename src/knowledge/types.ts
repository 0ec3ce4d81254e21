/** The words of this module: documents hold articles, articles hold statements, answers cite statements. */

/** A law, plan or note that we tell. One folder under knowledge/, described by its `document.yaml`. */
export interface KnowledgeDocument {
  /** Stable id used in citations, e.g. `ke-hoach-2024`, `qd-26-2026`. */
  readonly id: string;
  /** Official name, e.g. "Quyết định số 26/2026/QĐ-TTg …". */
  readonly title: string;
  /** How a citation names it in a sentence, e.g. "Kế hoạch OCOP 2024 của tỉnh", "Quyết định 26/2026". */
  readonly shortTitle: string;
  /** ISO date from which it is in force; null when our sources do not say. */
  readonly validFrom: string | null;
  /** ISO date after which it is no longer in force; null when open-ended. Labels an answer, never hides a document. */
  readonly validTo: string | null;
  /** What we read: the official text, a copy of it, or a note put together by us from several sources. */
  readonly source: 'official-text' | 'copy' | 'compiled';
  /** True for an imported text: its statements are the document's own words, so an answer puts them in quotation marks. */
  readonly original?: true;
}

/** One self-standing sentence (or short group of sentences) of an article: what an answer quotes. */
export interface Statement {
  readonly text: string;
  /** Ways producers ask for exactly this statement; search terms, never shown. */
  readonly questions: readonly string[];
}

/** One section of a document told in our own words: one Markdown file under knowledge/. */
export interface Article {
  readonly document: string;
  /** Section id as the interface fixes it: `II.4.2.1`, `PL`, `MO`, `KET`, `Đ.7`, `PL.III`. */
  readonly section: string;
  readonly title: string;
  /** Titles of the enclosing sections, outermost first. */
  readonly path: readonly string[];
  readonly statements: readonly Statement[];
  /** Rows of the section's table told as sentences: quoted by answers from the table, not ranked. */
  readonly rows: readonly string[];
  /** Typical questions about the section as a whole; search terms, never shown. */
  readonly questions: readonly string[];
  /** Questions about the same things that neither this section nor any other of ours answers; never shown. */
  readonly lacking: readonly string[];
  /** Where later rules overtook this section: the sentence that opens an answer, and the section it rests on. */
  readonly overtaken: { readonly text: string; readonly document: string; readonly section: string } | null;
  /** True where the article tells that our sources do not hold the answer: it is shown as a refusal that says what is known. */
  readonly unknown: boolean;
  /** Ids of the check list that the article carries (F001 …); for the coverage test. */
  readonly facts: readonly string[];
  /** True where an office tells the program's own article otherwise. */
  readonly amended?: true;
}

/** Points from an answer to the place that carries it. `quote` stands in that article word for word; code checks it. */
export interface Citation {
  readonly document: string;
  readonly section: string;
  readonly title: string;
  readonly quote: string;
}

/**
 * What the assistant says to a question.
 * - `answer`: at least one verified citation, at most 900 characters.
 * - `refusal`: evidence too thin; may say what is known (with its citation) and who to ask.
 * - `smalltalk`: a greeting or thanks; no claim, no citation.
 * - `clarify`: asks exactly one question back.
 */
export interface Answer {
  readonly kind: 'answer' | 'refusal' | 'smalltalk' | 'clarify';
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** What the question is asked against. */
export interface QuestionContext {
  /** ISO date in Viet Nam, decides which rule is "now in force". */
  readonly today: string;
  /** The person's previous question in this conversation, for "thế còn 5 sao?". */
  readonly previousQuestion?: string;
  /** What is known to be the asker's own: no model outside sees it in the question. */
  readonly personal?: readonly string[];
  /** Likeness in meaning (0–1) of passages, by their id in the index that is asked, to the question; see meaning.ts. */
  readonly dense?: ReadonlyMap<number, number>;
}

/** The port the conversation talks to. */
export interface Knowledge {
  answer(question: string, context: QuestionContext): Answer;
}

/** The same where a model may stand behind it, so that an answer takes its time. */
export interface AsyncKnowledge {
  answer(question: string, context: QuestionContext): Answer | Promise<Answer>;
}
