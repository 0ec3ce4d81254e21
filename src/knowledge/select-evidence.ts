import type { Block } from './compose.ts';
import type { Ranked } from './rank.ts';

/**
 * How near to the best a statement must come to be told too, as shares of the best. `score` looks at the whole evidence,
 * `own` at what the statement itself brings: neighbours share the article's evidence without answering anything.
 */
export const NEAR = { score: 0.62, own: 0.55, otherArticle: 0.72, otherThanTypical: 0.85, paddingOwn: 0.42 };

/** Characters an answer should reach before we stop adding neighbours, and statements it may hold. */
const ENOUGH = 320;
const MOST = 4;

/** Likeness to a typical question from which a question counts as that one. */
export const TYPICAL = 0.86;

/** Sentences that say what a source leaves open; our articles begin or end them so. */
const LEAVES_OPEN = /^Kế hoạch OCOP 2024 không nêu|không có trong nguồn của chúng tôi/u;

/** A passage that tells what is not known rather than what is. */
export function isUnknown({ passage: { article, statement } }: Ranked): boolean {
  return article.unknown || LEAVES_OPEN.test(statement.text);
}

/** A statement this near to one that says "not known" is the better answer. */
const RIVAL = 0.94;

/** The ranking led by what is known when that comes close enough; else by the passage that says it isn't known. */
export function leadWithKnown(ranked: readonly Ranked[]): readonly Ranked[] {
  const best = ranked[0];
  if (!best || !isUnknown(best)) return ranked;
  const rival = ranked.find((candidate) => !isUnknown(candidate));
  return rival && rival.score >= best.score * RIVAL
    ? [rival, ...ranked.filter((candidate) => candidate !== rival)]
    : ranked;
}

/** Statements to tell, best first: those close to the best, then neighbours of the best in its own section while the answer is short. */
export function selectEvidence(ranked: readonly Ranked[]): Block[] {
  const best = ranked[0];
  if (!best) return [];
  const highestOwn = Math.max(...ranked.slice(0, MOST).map(({ own }) => own));
  const other = best.asked >= TYPICAL ? NEAR.otherThanTypical : NEAR.otherArticle;
  const kept = ranked.filter((candidate) => {
    if (candidate === best) return true;
    if (isUnknown(candidate) || candidate.own < highestOwn * NEAR.own) return false;
    return (
      candidate.score >= best.score * (candidate.passage.articleId === best.passage.articleId ? NEAR.score : other)
    );
  });
  const chosen = kept.slice(0, MOST);
  let length = chosen.reduce((total, { passage }) => total + passage.statement.text.length, 0);
  for (const candidate of ranked) {
    if (length >= ENOUGH || chosen.length >= MOST) break;
    const same = candidate.passage.articleId === best.passage.articleId;
    if (!same || chosen.includes(candidate) || isUnknown(candidate) || candidate.own < highestOwn * NEAR.paddingOwn)
      continue;
    chosen.push(candidate);
    length += candidate.passage.statement.text.length;
  }
  return chosen.map(({ passage }) => ({
    article: passage.article,
    text: passage.statement.text,
    quote: passage.statement.text,
  }));
}
