import type { Block } from './compose.ts';
import type { Ranked } from './rank.ts';

/**
 * How near to the best a statement must come to be told too, as shares of the best. `score` looks at the whole evidence,
 * `own` at what the statement itself brings: neighbours share the article's evidence without answering anything.
 * People read on small phones: three statements at most, two where the first is plainly the one asked for.
 */
const NEAR = { score: 0.72, own: 0.55, otherArticle: 0.84, paddingOwn: 0.42, most: 3 } as const;
const NEAR_SURE = { score: 0.88, own: 0.8, otherArticle: 0.88, paddingOwn: 1, most: 2 } as const;

/** Characters that an answer should reach before we stop adding neighbours. */
const ENOUGH = 200;

/** Likeness to a typical question from which the statement is plainly the one asked for. */
const SURE = 0.9;

/** Statements looked at for the most that one brings itself. */
const LEADING = 4;

/** Likeness to a typical question from which a question counts as that one. */
export const TYPICAL = 0.86;

/** Sentences that say what a source leaves open; our articles begin or end them so. */
const LEAVES_OPEN = /^Kế hoạch OCOP 2024 không nêu|không có trong nguồn của chúng tôi/u;

/** A passage that tells what is not known rather than what is. */
export function isUnknown({ passage: { article, statement } }: Ranked): boolean {
  return article.unknown || LEAVES_OPEN.test(statement.text);
}

/** A statement this near to one that says "not known" is the better answer. */
const RIVAL = 0.9;

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
  const [best] = ranked;
  if (!best) return [];
  const near = best.asked >= SURE ? NEAR_SURE : NEAR;
  const highestOwn = Math.max(...ranked.slice(0, LEADING).map(({ own }) => own));
  const ofBest = ({ passage }: Ranked): boolean => passage.articleId === best.passage.articleId;
  const chosen = ranked
    .filter((candidate) => {
      if (candidate === best) return true;
      if (isUnknown(candidate) || candidate.own < highestOwn * near.own) return false;
      return candidate.score >= best.score * (ofBest(candidate) ? near.score : near.otherArticle);
    })
    .slice(0, near.most);
  let length = chosen.reduce((total, { passage }) => total + passage.statement.text.length, 0);
  for (const candidate of ranked) {
    if (length >= ENOUGH || chosen.length >= near.most) break;
    if (!ofBest(candidate) || chosen.includes(candidate) || isUnknown(candidate)) continue;
    if (candidate.own < highestOwn * near.paddingOwn) continue;
    chosen.push(candidate);
    length += candidate.passage.statement.text.length;
  }
  return openPlainly(chosen).map(({ passage: { article, statement } }) => ({
    article,
    text: statement.text,
    quote: statement.text,
  }));
}

/** A sentence that leans on one before it: "Sở Công Thương cũng lo …", "Ngoài 7 lớp tập huấn, …". */
const LEANS = /^(?:Ngoài|Cũng|(?:\S+ ){1,5}(?:cũng|còn)) /u;

/** How near to the best a sentence of the same section must come to open the answer in place of one that leans. */
const OPENS = 0.92;

/** The statements with one first that stands alone, where one of the best's own section comes near enough. */
function openPlainly(chosen: readonly Ranked[]): readonly Ranked[] {
  const [best] = chosen;
  if (!best || best.asked >= SURE || !LEANS.test(best.passage.statement.text)) return chosen;
  const opening = chosen.find(
    ({ passage, score }) =>
      passage.articleId === best.passage.articleId &&
      score >= best.score * OPENS &&
      !LEANS.test(passage.statement.text),
  );
  return opening ? [opening, ...chosen.filter((one) => one !== opening)] : chosen;
}
