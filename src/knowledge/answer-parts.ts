import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import { missingDetail } from './details.ts';
import { calculate, search } from './find-evidence.ts';
import { gapOf, lackingIn } from './gap.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';
import { type Missing, outOfScope } from './scope.ts';
import { isUnknown, selectEvidence } from './select-evidence.ts';
import { isSupported } from './support.ts';
import { tell } from './tell.ts';
import { contentWords } from './terms.ts';
import { texts } from './texts.ts';
import type { Answer } from './types.ts';

/** Statements of each part that a two-part answer tells before the rest. */
const PER_PART = 2;

/** Content words from which a part needs nothing of the rest of the question. */
const ALONE = 2;

/** Content words up to which a part leans on the whole question. */
const SHORT_PART = 2;

/** "Ai ký giấy 4 sao, được thưởng mấy triệu?": the part that stands alone is answered, and what no source holds is said at the end. */
export function answerKnownPart(
  engine: Engine,
  whole: Question,
  parts: readonly Question[],
  missing: Missing,
): Answer | null {
  if (parts.length < 2) return null;
  const answered = parts.flatMap((part) => {
    if (contentWords(part.words).length < ALONE || outOfScope(part)) return [];
    const side = answerPart(engine, part, search(engine, part));
    return Array.isArray(side) ? [side] : [];
  });
  return answered.length === parts.length - 1
    ? tell(engine, whole, answered.flat(), [], texts.missing(missing.missing))
    : null;
}

/**
 * Every part answered from its own best evidence read beside the whole question; a part that no evidence supports is named as what
 * we don't have, and the rest told. Null when the question is better answered as a whole.
 */
export function answerParts(
  engine: Engine,
  whole: Question,
  parts: readonly Question[],
  ranked: readonly Ranked[],
): Answer | null {
  if (parts.length < 2) return null;
  const sides = parts.map((part) =>
    outOfScope(part) ? null : answerPart(engine, part, blend(part, search(engine, part, whole), ranked)),
  );
  const answered = sides.filter((side): side is Block[] => Array.isArray(side));
  const unsupported = parts.find((_, at) => sides[at] === 'unsupported');
  const isAlone =
    answered.length === 1 &&
    (unsupported !== undefined || !isSupported(gapOf(engine, whole, selectEvidence(ranked), ranked), whole, ranked));
  if (answered.length < 2 && !isAlone) return null;
  const leads = answered.flatMap((blocks) => blocks.slice(0, 1));
  const rest = answered.flatMap((blocks) => blocks.slice(1));
  const together = answered.length < 2 ? [] : selectEvidence(ranked).slice(0, 1);
  const told = [...leads, ...together, ...rest];
  const lacking = missingDetail(
    whole,
    told.map(({ text }) => text),
  );
  const missing = lacking?.missing ?? (unsupported && texts.part(unsupported.text));
  return tell(engine, whole, told, ranked, missing === undefined ? undefined : texts.missing(missing));
}

/** What answers one part of a question; null when its evidence is thin or lacks the detail asked for. */
function answerPart(engine: Engine, part: Question, found: readonly Ranked[]): Block[] | 'unsupported' | null {
  const computed = calculate(engine, part);
  if (computed) return computed;
  const [best] = found;
  if (!best || isUnknown(best)) return null;
  const blocks = selectEvidence(found).slice(0, PER_PART);
  if (lackingIn(part, blocks)) return null;
  return isSupported(gapOf(engine, part, blocks, found), part, found, { part: true }) ? blocks : 'unsupported';
}

/** A part often leaves out what the other part named; the shorter it is, the more the whole question's ranking says what it is about. */
function blend(part: Question, found: readonly Ranked[], whole: readonly Ranked[]): Ranked[] {
  const share = contentWords(part.words).length <= SHORT_PART ? 0.5 : 0.3;
  const byPassage = new Map(whole.map(({ passage, score }) => [passage.id, score]));
  return found
    .map((one) => ({ ...one, score: (1 - share) * one.score + share * (byPassage.get(one.passage.id) ?? 0) }))
    .sort((left, right) => right.score - left.score);
}
