import { BestOf } from './best-of.ts';
import type { Passage, PassageIndex } from './passage-index.ts';
import { withKinds } from './question-kinds.ts';
import type { ReadWord } from './restore-marks.ts';
import { termsOf } from './terms.ts';
import type { Vectors } from './vectors.ts';

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

/** How the parts add up (their sum is 1); found on the open questions, see test/evaluation. */
const MIX = { text: 0.42, asked: 0.13, article: 0.22, profile: 0.115, articleProfile: 0.115 } as const;

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
  const { byPassage, byArticle } = nearestAsked(index, withKinds(terms, question));
  const passageProfile = likeness(index, index.profiles.ofPassages, terms);
  const articleProfile = likeness(index, index.profiles.ofArticles, terms);
  const partsOf = (passage: Passage): Omit<Ranked, 'passage' | 'score'> => {
    const { id, articleId } = passage;
    const inText = total > 0 ? (text[id] as number) / total : 0;
    const inArticle = total > 0 ? (article[articleId] as number) / total : 0;
    const askedHere = byPassage[id] as number;
    const asked = Math.max(askedHere, byArticle[articleId] as number);
    const meaning = dense?.get(id) ?? 0;
    const profile = MIX.profile * (passageProfile[id] as number);
    const evidence =
      MIX.text * inText +
      MIX.asked * asked +
      MIX.article * inArticle +
      profile +
      MIX.articleProfile * (articleProfile[articleId] as number);
    const own = MIX.text * inText + MIX.asked * askedHere + profile + DENSE_WEIGHT * meaning;
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

/** Cosine (0–1) of a question's terms, weighted by IDF, with each of the vectors. */
function likeness(
  { idf }: Pick<PassageIndex, 'idf'>,
  { norms, terms: postingsOf }: Vectors,
  terms: ReadonlyMap<string, number>,
): Float64Array {
  const dot = new Float64Array(norms.length);
  let squares = 0;
  for (const [term, own] of terms) {
    const rarity = idf(term);
    const weight = own * rarity;
    squares += weight * weight;
    const postings = postingsOf.get(term);
    if (!postings) continue;
    const { ids, weights } = postings;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      dot[id] = (dot[id] as number) + weight * (weights[at] as number) * rarity;
    }
  }
  const norm = Math.sqrt(squares);
  return dot.map((product, id) => (product === 0 ? 0 : product / (norm * (norms[id] as number) || 1)));
}

/** Likeness to the nearest typical question of each statement itself, and of each article as a whole. */
function nearestAsked(
  index: PassageIndex,
  terms: ReadonlyMap<string, number>,
): { byPassage: Float64Array; byArticle: Float64Array } {
  const { passageIds, articleIds } = index.asked;
  const byPassage = new Float64Array(index.passages.length);
  const byArticle = new Float64Array(index.articles.length);
  likeness(index, index.asked, terms).forEach((cosine, id) => {
    const passageId = passageIds[id] as number;
    const [nearest, at] = passageId >= 0 ? [byPassage, passageId] : [byArticle, articleIds[id] as number];
    if (cosine > (nearest[at] as number)) nearest[at] = cosine;
  });
  return { byPassage, byArticle };
}

/** Likeness (0–1) to the nearest question that no article of ours answers. */
export function nearestLacking(index: PassageIndex, question: readonly ReadWord[]): number {
  const terms = withKinds(termsOf(question), question);
  return likeness(index, index.lacking, terms).reduce((most, cosine) => Math.max(most, cosine), 0);
}
