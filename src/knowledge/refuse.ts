import type { Engine } from './answer-question.ts';
import { compose } from './compose.ts';
import type { Ranked } from './rank.ts';
import type { Missing } from './scope.ts';
import { isUnknown } from './select-evidence.ts';
import { texts } from './texts.ts';
import type { Answer } from './types.ts';
import { verifiedCitations } from './verify-citations.ts';

/** Evidence this strong is worth telling beside a refusal; `unknown`: where it says itself what no source tells. */
const WORTH_TELLING = { known: 0.5, unknown: 0.4 } as const;

/** Says what we don't have, what the nearest evidence does tell (with its citation) and how to reach a person. */
export function refuse(engine: Engine, missing: Missing | null, ranked: readonly Ranked[]): Answer {
  const near = missing?.about ? ranked.find(({ passage }) => passage.article.document === missing.about) : ranked[0];
  const opener = missing ? texts.missing(missing.missing) : texts.noEvidence;
  const unknown = near !== undefined && isUnknown(near);
  if (!near || near.evidence < (unknown ? WORTH_TELLING.unknown : WORTH_TELLING.known))
    return { kind: 'refusal', text: `${opener} ${texts.person}`, citations: [] };
  const { article, statement } = near.passage;
  const composed = compose([{ article, text: statement.text, quote: statement.text }], engine.documents, {
    ...(unknown && !missing ? {} : { opener }),
    closer: texts.person,
  });
  return {
    kind: 'refusal',
    text: composed.text,
    citations: verifiedCitations(composed.citations, engine.index.articles),
  };
}
