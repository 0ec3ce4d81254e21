import type { Passage, PassageIndex } from './passage-index.ts';
import type { ReadWord } from './restore-marks.ts';
import { conceptsIn, roleOf, termsOf } from './terms.ts';

/** A passage with why it was found. All parts lie between 0 and about 1. */
export interface Ranked {
  readonly passage: Passage;
  readonly score: number;
  /** The score without the bias that the caller added. */
  readonly evidence: number;
  /** What the statement itself brings, without what it shares with the rest of its article. */
  readonly own: number;
  /** Share of the question's weighted terms that the statement (or its title) holds. */
  readonly text: number;
  /** Likeness to the nearest typical question of the statement or its article. */
  readonly asked: number;
  /** Share of the question's weighted terms that the article as a whole holds. */
  readonly article: number;
  /** Likeness in meaning, where an embedding model is configured; adds to `score` and `own`, never to `evidence`. */
  readonly dense: number;
}

/** How the parts add up; found on the development questions, see test/evaluation. */
export const MIX = { text: 0.45, asked: 0.33, article: 0.22, articleAsked: 0.85 } as const;

/**
 * Weight of the likeness in meaning beside the parts above, which sum to 1. Set so that it breaks ties among words and finds a
 * passage without any word in common, yet never outweighs a typical question; no embedding model was at hand to tune it.
 */
export const DENSE_WEIGHT = 0.3;

/** Ranks statements against a question already read by restoreMarks; best first, at most `limit`. */
export function rank(
  index: PassageIndex,
  question: readonly ReadWord[],
  bias: (passage: Passage) => number,
  { limit = 40, dense }: { readonly limit?: number; readonly dense?: ReadonlyMap<number, number> | undefined } = {},
): Ranked[] {
  const terms = termsOf(question);
  const text = new Float64Array(index.passages.length);
  const article = new Float64Array(index.articles.length);
  let total = 0;
  for (const [term, own] of terms) {
    const weight = textWeight(own) * index.idf(term);
    total += weight;
    for (const [articleId, best] of addPostings(index, term, weight, text))
      article[articleId] = (article[articleId] ?? 0) + best;
  }
  const { byPassage, byArticle } = likeness(index, terms);
  const found: Ranked[] = [];
  for (const passage of index.passages) {
    const inText = total > 0 ? (text[passage.id] ?? 0) / total : 0;
    const inArticle = total > 0 ? (article[passage.articleId] ?? 0) / total : 0;
    const asked = Math.max(byPassage[passage.id] ?? 0, MIX.articleAsked * (byArticle[passage.articleId] ?? 0));
    const meaning = dense?.get(passage.id) ?? 0;
    if (inText === 0 && asked === 0 && meaning === 0) continue;
    const evidence = MIX.text * inText + MIX.asked * asked + MIX.article * inArticle;
    const own = MIX.text * inText + MIX.asked * (byPassage[passage.id] ?? 0) + DENSE_WEIGHT * meaning;
    const score = evidence + DENSE_WEIGHT * meaning + bias(passage);
    found.push({ passage, score, evidence, own, text: inText, asked, article: inArticle, dense: meaning });
  }
  return found.sort((left, right) => right.score - left.score || left.passage.id - right.passage.id).slice(0, limit);
}

/** Words that ask ("ai", "mấy") say nothing about what a statement holds; they are compared with typical questions only. */
function textWeight(own: number): number {
  return own < 0.4 ? own * 0.5 : own;
}

function addPostings(index: PassageIndex, term: string, weight: number, text: Float64Array): Map<number, number> {
  const best = new Map<number, number>();
  for (const { id, weight: field } of index.statements.get(term) ?? []) {
    const gain = weight * field;
    text[id] = (text[id] ?? 0) + gain;
    const articleId = (index.passages[id] as Passage).articleId;
    if (gain > (best.get(articleId) ?? 0)) best.set(articleId, gain);
  }
  return best;
}

function likeness(
  index: PassageIndex,
  terms: ReadonlyMap<string, number>,
): { byPassage: Float64Array; byArticle: Float64Array } {
  const dot = new Float64Array(index.questions.length);
  let squares = 0;
  for (const [term, own] of terms) {
    const idf = index.idf(term);
    const weight = own * idf;
    squares += weight * weight;
    for (const { id, weight: theirs } of index.asked.get(term) ?? []) dot[id] = (dot[id] ?? 0) + weight * theirs * idf;
  }
  const norm = Math.sqrt(squares);
  const byPassage = new Float64Array(index.passages.length);
  const byArticle = new Float64Array(index.articles.length);
  if (norm === 0) return { byPassage, byArticle };
  index.questions.forEach((question, id) => {
    const cosine = (dot[id] ?? 0) / (norm * question.norm || 1);
    if (question.passageId >= 0) byPassage[question.passageId] = Math.max(byPassage[question.passageId] ?? 0, cosine);
    else byArticle[question.articleId] = Math.max(byArticle[question.articleId] ?? 0, cosine);
  });
  return { byPassage, byArticle };
}

/**
 * Share (0–1) of the question's informative words that the passage's article knows, itself or by a synonym, weighted
 * by IDF: what is left is what the article can't be about.
 */
export function coverage(index: PassageIndex, question: readonly ReadWord[], passage: Passage): number {
  const holds = (term: string): boolean =>
    (index.statements.get(term) ?? []).some(
      ({ id }) => (index.passages[id] as Passage).articleId === passage.articleId,
    );
  const bySynonym = new Set<number>();
  for (const { value, start, end } of conceptsIn(question)) {
    if (holds(`c:${value}`)) for (let at = start; at < end; at += 1) bySynonym.add(at);
  }
  let total = 0;
  let covered = 0;
  question.forEach((word, at) => {
    if (roleOf(word) !== 'content') return;
    const term = word.origin === 'unknown' ? `u:${word.folded}` : `m:${word.marked}`;
    const idf = index.idf(term);
    total += idf;
    if (bySynonym.has(at) || holds(term)) covered += idf;
  });
  return total > 0 ? covered / total : 0;
}
