import type { Block } from './compose.ts';
import type { Ranked } from './rank.ts';

/** How far below the best a statement may score and still be told, as shares of the best score. */
export const NEAR = { sameArticle: 0.62, otherArticle: 0.72, padding: 0.4 } as const;

/** Characters an answer should reach before we stop adding neighbours, and statements it may hold. */
const ENOUGH = 420;
const MOST = 6;

/** Statements to tell, best first: those close to the best, then neighbours of the best in its own section while the answer is short. */
export function selectEvidence(ranked: readonly Ranked[]): Block[] {
  const best = ranked[0];
  if (!best) return [];
  const kept = ranked.filter(({ passage, score }) => {
    const same = passage.articleId === best.passage.articleId;
    return score >= best.score * (same ? NEAR.sameArticle : NEAR.otherArticle) && !passage.article.unknown;
  });
  const chosen = kept.slice(0, MOST);
  let length = chosen.reduce((total, { passage }) => total + passage.statement.text.length, 0);
  for (const candidate of ranked) {
    if (length >= ENOUGH || chosen.length >= MOST) break;
    const same = candidate.passage.articleId === best.passage.articleId;
    if (!same || chosen.includes(candidate) || candidate.score < best.score * NEAR.padding) continue;
    chosen.push(candidate);
    length += candidate.passage.statement.text.length;
  }
  return chosen.map(({ passage }) => ({
    article: passage.article,
    text: passage.statement.text,
    quote: passage.statement.text,
  }));
}
