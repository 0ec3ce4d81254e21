import type { Block } from './compose.ts';
import type { Ranked } from './rank.ts';

/**
 * How near to the best a statement must come to be told too, as shares of the best. `score` looks at the whole evidence,
 * `own` at what the statement itself brings: neighbours share the article's evidence without answering anything.
 */
export const NEAR = { score: 0.62, own: 0.55, otherArticle: 0.72, paddingOwn: 0.42 };

/** Characters an answer should reach before we stop adding neighbours, and statements it may hold. */
const ENOUGH = 380;
const MOST = 6;

/** Statements to tell, best first: those close to the best, then neighbours of the best in its own section while the answer is short. */
export function selectEvidence(ranked: readonly Ranked[]): Block[] {
  const best = ranked[0];
  if (!best) return [];
  const highestOwn = Math.max(...ranked.slice(0, MOST).map(({ own }) => own));
  const kept = ranked.filter((candidate) => {
    if (candidate === best) return true;
    if (candidate.passage.article.unknown || candidate.own < highestOwn * NEAR.own) return false;
    return (
      candidate.score >=
      best.score * (candidate.passage.articleId === best.passage.articleId ? NEAR.score : NEAR.otherArticle)
    );
  });
  const chosen = kept.slice(0, MOST);
  let length = chosen.reduce((total, { passage }) => total + passage.statement.text.length, 0);
  for (const candidate of ranked) {
    if (length >= ENOUGH || chosen.length >= MOST) break;
    const same = candidate.passage.articleId === best.passage.articleId;
    if (!same || chosen.includes(candidate) || candidate.own < highestOwn * NEAR.paddingOwn) continue;
    chosen.push(candidate);
    length += candidate.passage.statement.text.length;
  }
  return chosen.map(({ passage }) => ({
    article: passage.article,
    text: passage.statement.text,
    quote: passage.statement.text,
  }));
}
