import type { ComposedSentence, LanguageModel, NumberedEvidence } from '../assistant/types.ts';
import { countCharacters } from '../language/text.ts';
import { checkClaim } from './check-claims.ts';
import { MAX_ANSWER, MAX_CITATIONS } from './compose.ts';
import type { SearchableKnowledge } from './create-knowledge.ts';
import type { Meaning } from './meaning.ts';
import { sectionLabel } from './section-label.ts';
import { texts } from './texts.ts';
import type { Answer, Article, AsyncKnowledge, Citation, QuestionContext } from './types.ts';
import { verifiedCitations } from './verify-citations.ts';

/** Statements shown to the model: enough for a two-part question, few enough for a small local model. */
const MAX_EVIDENCE = 12;

interface Evidence extends NumberedEvidence {
  readonly article: Article;
}

/** The knowledge port worded by a model; each answer comes from one index, whatever is imported meanwhile. */
export function answeringWithModel(parts: {
  readonly current: () => SearchableKnowledge;
  readonly model: LanguageModel;
  /** Finds by meaning, too, where an embedding model is configured. */
  readonly meaning: Meaning | null;
}): AsyncKnowledge {
  return {
    async answer(question, context) {
      const knowledge = parts.current();
      const dense = await parts.meaning?.likeness(knowledge, question, context);
      return answerWithModel(knowledge, parts.model, question, dense ? { ...context, dense } : context);
    },
  };
}

/**
 * The answer in better words where a model is configured. Code decides whether there is an answer at all, what it may
 * rest on and which document comes first; the model only words it. Each sentence must hold against the passages that it
 * cites, or it is dropped; when nothing that answers is left, the extractive answer stands as it is.
 */
export async function answerWithModel(
  knowledge: SearchableKnowledge,
  model: LanguageModel,
  question: string,
  context: QuestionContext,
): Promise<Answer> {
  const extractive = knowledge.answer(question, context);
  if (extractive.kind !== 'answer') return extractive;
  const evidence = numberedEvidence(knowledge, extractive, question, context);
  const whole = knowledge.inFull(question, context);
  const outcome = await model.compose({
    question: whole,
    known: context.personal ?? [],
    today: context.today,
    evidence,
  });
  if (outcome.kind !== 'done') return extractive;
  return compose(knowledge, extractive, evidence, outcome.value) ?? extractive;
}

/** The quotes of the extractive answer first, then the best statements of the sections that it cites, then the rest. */
function numberedEvidence(
  knowledge: SearchableKnowledge,
  extractive: Answer,
  question: string,
  context: QuestionContext,
): Evidence[] {
  const pieces: { article: Article; text: string }[] = [];
  const add = (article: Article | undefined, text: string) => {
    if (article && pieces.length < MAX_EVIDENCE && !pieces.some((piece) => piece.text === text))
      pieces.push({ article, text });
  };
  for (const citation of extractive.citations) add(articleOf(knowledge, citation), citation.quote);
  const ranked = knowledge.search(question, context);
  const cited = ranked.filter(({ passage }) =>
    extractive.citations.some((citation) => isOf(citation, passage.article)),
  );
  for (const { passage } of [...cited.slice(0, 8), ...ranked.slice(0, MAX_EVIDENCE)])
    add(passage.article, passage.statement.text);
  return pieces.map(({ article, text }, at) => ({
    number: at + 1,
    source: sourceName(knowledge, article),
    text,
    article,
  }));
}

/** The sentences that hold, under the label of the section that the answer is about; null when none of them does. */
function compose(
  knowledge: SearchableKnowledge,
  extractive: Answer,
  evidence: readonly Evidence[],
  sentences: readonly ComposedSentence[],
): Answer | null {
  const held = sentences.filter(({ text, evidence: numbers }) => {
    const cited = evidence.filter(({ number }) => numbers.includes(number));
    return (
      checkClaim(
        text,
        cited.map((piece) => piece.text),
      ) === null
    );
  });
  // What the extractive answer is about comes first in the citations, so it must also carry the composed one.
  const first = extractive.citations[0];
  const used = evidence.filter(({ number }) => held.some((sentence) => sentence.evidence.includes(number)));
  if (!first || !used.some(({ article }) => isOf(first, article))) return null;

  const lines = [overtakenLine(extractive), `${lead(knowledge, first)}:`].filter((line) => line !== null);
  let text = lines.join('\n');
  let said = 0;
  for (const sentence of held) {
    const longer = `${text} ${sentence.text.trim()}`;
    if (countCharacters(longer) > MAX_ANSWER) break;
    text = longer;
    said += 1;
  }
  if (said === 0) return null;
  const opener = extractive.citations.slice(0, overtakenLine(extractive) === null ? 1 : 2);
  const citations = verifiedCitations(distinct([...opener, ...used.map(citationOf)]), knowledge.corpus.articles);
  return { kind: 'answer', text, citations: citations.slice(0, MAX_CITATIONS) };
}

/** "Lưu ý: …" — the rule now in force, which the model may not leave out. */
function overtakenLine(answer: Answer): string | null {
  const first = answer.text.split('\n', 1)[0] ?? '';
  return first.startsWith(`${texts.overtaken}:`) ? first : null;
}

function lead(knowledge: SearchableKnowledge, citation: Citation): string {
  const article = articleOf(knowledge, citation);
  return article ? `Theo ${sourceName(knowledge, article)}` : 'Theo tài liệu';
}

function sourceName(knowledge: SearchableKnowledge, { document, section }: Article): string {
  const title = knowledge.corpus.documents.find(({ id }) => id === document)?.shortTitle ?? document;
  const label = sectionLabel(section);
  return label === null ? title : `${title}, ${label}`;
}

function articleOf(knowledge: SearchableKnowledge, citation: Citation): Article | undefined {
  return knowledge.corpus.articles.find((article) => isOf(citation, article));
}

function isOf(citation: Citation, article: Article): boolean {
  return citation.document === article.document && citation.section === article.section;
}

function citationOf({ article, text }: Evidence): Citation {
  return { document: article.document, section: article.section, title: article.title, quote: text };
}

function distinct(citations: readonly Citation[]): Citation[] {
  return citations.filter((one, at) => citations.findIndex((other) => isSame(one, other)) === at);
}

function isSame(one: Citation, other: Citation): boolean {
  return one.document === other.document && one.section === other.section;
}
