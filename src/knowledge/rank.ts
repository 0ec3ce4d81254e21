import { BestOf } from './best-of.ts';
import type { Passage, PassageIndex } from './passage-index.ts';
import { standsIn } from './postings.ts';
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
const MIX = { text: 0.45, asked: 0.33, article: 0.22, articleAsked: 0.85 } as const;

/**
 * Weight of the likeness in meaning beside the parts above, which sum to 1. Set so that it breaks ties among words and finds a
 * passage without any word in common, yet never outweighs a typical question; no embedding model was at hand to tune it.
 */
const DENSE_WEIGHT = 0.3;

/**
 * Ranks statements against a question already read by restoreMarks; best first, at most `limit`. `most`: the greatest bias
 * that any passage can get for this question; passages that can't reach the best with it are not asked for theirs, which costs
 * more than everything else once the corpus is large.
 */
export function rank(
  index: PassageIndex,
  question: readonly ReadWord[],
  bias: (passage: Passage) => number,
  {
    limit = 40,
    most = Number.POSITIVE_INFINITY,
    dense,
  }: { readonly limit?: number; readonly most?: number; readonly dense?: ReadonlyMap<number, number> | undefined } = {},
): Ranked[] {
  const terms = termsOf(question);
  const { text, article, total } = shared(index, terms);
  const { byPassage, byArticle } = likeness(index, terms);
  const partsOf = (passage: Passage): Omit<Ranked, 'passage' | 'score'> => {
    const { id, articleId } = passage;
    const inText = total > 0 ? (text[id] as number) / total : 0;
    const inArticle = total > 0 ? (article[articleId] as number) / total : 0;
    const askedHere = byPassage[id] as number;
    const asked = Math.max(askedHere, MIX.articleAsked * (byArticle[articleId] as number));
    const meaning = dense?.get(id) ?? 0;
    const evidence = MIX.text * inText + MIX.asked * asked + MIX.article * inArticle;
    const own = MIX.text * inText + MIX.asked * askedHere + DENSE_WEIGHT * meaning;
    return { evidence, own, text: inText, asked, article: inArticle, dense: meaning };
  };
  const unbiased = new Float64Array(index.passages.length);
  const leading = new BestOf(limit);
  for (const passage of index.passages) {
    const { evidence, text: inText, asked, dense: meaning } = partsOf(passage);
    if (inText === 0 && asked === 0 && meaning === 0) continue;
    unbiased[passage.id] = evidence + DENSE_WEIGHT * meaning;
    leading.offer(passage.id, unbiased[passage.id] as number);
  }
  const scoreOf = (id: number): number => (unbiased[id] as number) + bias(index.passages[id] as Passage);
  // As many passages reach at least this: what can't is not among the best.
  const reached = leading.isFull ? Math.min(...leading.ids().map(scoreOf)) : Number.NEGATIVE_INFINITY;
  const best = new BestOf(limit);
  for (let id = 0; id < unbiased.length; id += 1) {
    const found = unbiased[id] as number;
    if (found > 0 && found + most >= Math.max(reached, best.threshold)) best.offer(id, scoreOf(id));
  }
  return best.ids().map((id) => {
    const passage = index.passages[id] as Passage;
    return { passage, score: scoreOf(id), ...partsOf(passage) };
  });
}

/** Words that ask ("ai", "mấy") say nothing about what a statement holds; they are compared with typical questions only. */
function textWeight(own: number): number {
  return own < 0.4 ? own * 0.5 : own;
}

/** The weight of the question's terms that each statement holds, and each article (a term counts there with its best statement). */
function shared(
  { passages, articles, statements, idf }: PassageIndex,
  terms: ReadonlyMap<string, number>,
): { text: Float64Array; article: Float64Array; total: number } {
  const text = new Float64Array(passages.length);
  const article = new Float64Array(articles.length);
  let total = 0;
  for (const [term, own] of terms) {
    const weight = textWeight(own) * idf(term);
    total += weight;
    const postings = statements.get(term);
    if (!postings) continue;
    const { ids, weights } = postings;
    // Passages of an article follow each other: its best gain is known when the next article begins.
    let current = -1;
    let best = 0;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      const gain = weight * (weights[at] as number);
      text[id] = (text[id] as number) + gain;
      const { articleId } = passages[id] as Passage;
      if (articleId !== current) {
        if (current >= 0) article[current] = (article[current] as number) + best;
        current = articleId;
        best = 0;
      }
      if (gain > best) best = gain;
    }
    if (current >= 0) article[current] = (article[current] as number) + best;
  }
  return { text, article, total };
}

function likeness(
  { passages, articles, questions, asked, idf }: PassageIndex,
  terms: ReadonlyMap<string, number>,
): { byPassage: Float64Array; byArticle: Float64Array } {
  const dot = new Float64Array(questions.norms.length);
  let squares = 0;
  for (const [term, own] of terms) {
    const rarity = idf(term);
    const weight = own * rarity;
    squares += weight * weight;
    const postings = asked.get(term);
    if (!postings) continue;
    const { ids, weights } = postings;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      dot[id] = (dot[id] as number) + weight * (weights[at] as number) * rarity;
    }
  }
  const norm = Math.sqrt(squares);
  const byPassage = new Float64Array(passages.length);
  const byArticle = new Float64Array(articles.length);
  if (norm === 0) return { byPassage, byArticle };
  for (let id = 0; id < dot.length; id += 1) {
    if (dot[id] === 0) continue;
    const cosine = (dot[id] as number) / (norm * (questions.norms[id] as number) || 1);
    const passageId = questions.passageIds[id] as number;
    const articleId = questions.articleIds[id] as number;
    if (passageId >= 0) byPassage[passageId] = Math.max(byPassage[passageId] as number, cosine);
    else byArticle[articleId] = Math.max(byArticle[articleId] as number, cosine);
  }
  return { byPassage, byArticle };
}

/**
 * Share (0–1) of the question's informative words that the passage's article knows, itself or by a synonym, weighted
 * by IDF: what is left is what the article can't be about.
 */
export function coverage(index: PassageIndex, question: readonly ReadWord[], passage: Passage): number {
  const [first = passage, ...others] = index.passagesOf[passage.articleId] ?? [];
  const end = (others.at(-1) ?? first).id + 1;
  const holds = (term: string): boolean => {
    const postings = index.statements.get(term);
    return postings !== undefined && standsIn(postings, first.id, end);
  };
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
