import type { PhraseHit } from './phrases.ts';
import { isNoRelation, kindsAskedAt, type QuestionKind } from './question-kinds.ts';
import type { ReadWord } from './restore-marks.ts';
import { isHeavy, roleOf, termsOf } from './terms.ts';
import { type Told, untoldBy } from './untold.ts';
import type { Word } from './words.ts';

/**
 * What is asked of something: "Kế hoạch 290 ai ký" asks who (`kind`) of "ký" (`of`: its place among the words; two where either
 * side may hold it, none where it asks of nothing in particular).
 */
interface Relation {
  readonly kind: QuestionKind;
  readonly of: readonly number[];
}

/** Words away from the asking ones within which stands what they ask of. */
const REACH = 3;

/** Share of what a question is about that a typical question may leave out and still ask the same. */
const BESIDE = 0.5;

/**
 * Share (0–1) of the relations asked for that something told answers; 1 where none is asked for. A statement answers one when it
 * holds a thing of the kind asked and the word that it is asked of, or when a typical question of its own, of the same kind, asks
 * the same of it.
 */
export function answeredRelations(asked: readonly ReadWord[], told: readonly Told[]): number {
  const relations = relationsAsked(asked);
  if (relations.length === 0) return 1;
  const about = told.filter((one) => namesNumbers(asked, one, told));
  return relations.filter((relation) => about.some((one) => answers(asked, one, relation))).length / relations.length;
}

function relationsAsked(asked: readonly ReadWord[]): Relation[] {
  const hits = kindsAskedAt(asked);
  const hides = (other: PhraseHit<unknown>, hit: PhraseHit<unknown>): boolean =>
    length(other) > length(hit)
      ? other.start <= hit.start && hit.end <= other.end
      : length(other) === length(hit) && hit.start < other.start && other.start < hit.end;
  // "Ngày nào" asks when and not for any thing, "mấy năm nào" when and not how long; "có ai giúp không" asks whether.
  const widest = hits.filter(
    (hit) => !hits.some((other) => hides(other, hit)) && asked[hit.start - 1]?.marked !== 'co1',
  );
  return widest
    .filter(({ value }) => value.holds !== null)
    .map((hit) => ({ kind: hit.value, of: hit.value.of === null ? [] : askedOf(asked, hit, hit.value.of) }));
}

function askedOf(
  asked: readonly ReadWord[],
  { start, end }: PhraseHit<unknown>,
  side: 'before' | 'after',
): readonly number[] {
  // "In logo thì hỏi ai" asks for whoever is named.
  if (asked[start - 1]?.marked === 'hoi3') return [];
  const after = asked.slice(end, end + REACH).map((_, step) => end + step);
  const reached = asked.slice(Math.max(0, start - REACH), start);
  const clause = reached.length - 1 - reached.findLastIndex(({ marked }) => marked === 'thi2');
  const before = reached.map((_, step) => start - 1 - step).slice(0, clause);
  const hasContent = (places: readonly number[]): boolean =>
    places.some((at) => roleOf(asked[at] as Word) === 'content');
  const nearest = (places: readonly number[]): number[] => {
    const at = places.find((place) => bears(asked[place] as ReadWord));
    return at === undefined ? [] : [at];
  };
  if (side === 'before') return [...nearest(before), ...nearest(after)];
  return nearest(hasContent(after) ? after : before);
}

/** True for a word that a relation may be asked of; one that was not understood is held against nobody. */
function bears(word: ReadWord): boolean {
  return (word.origin === 'own' || word.origin === 'restored') && isHeavy(word) && !isNoRelation(word);
}

function answers(asked: readonly ReadWord[], { text, questions }: Told, { kind, of }: Relation): boolean {
  const leftBy = (words: readonly Word[]): Set<number> => untoldBy(asked, new Set(termsOf(words).keys()));
  const isAskedOf = (left: ReadonlySet<number>): boolean => of.length === 0 || of.some((at) => !left.has(at));
  if (kind.holds?.test(text.raw) && isAskedOf(wordsLeftBy(asked, text.words))) return true;
  const heavy = asked.filter(isHeavy).length || 1;
  return questions.some((question) => {
    if (!kindsAskedAt(question).some(({ value }) => value.id === kind.id)) return false;
    const left = leftBy(question);
    return isAskedOf(left) && left.size <= heavy * BESIDE;
  });
}

/** Places of words that a text doesn't hold itself: a synonym may be of the same field only ("dạy", "học"). */
function wordsLeftBy(asked: readonly ReadWord[], text: readonly Word[]): Set<number> {
  const folded = new Set(text.map((word) => word.folded));
  return new Set(asked.flatMap((word, at) => (folded.has(word.folded) ? [] : [at])));
}

/** Numbers name what is asked about ("Kế hoạch 290"): what bears others tells of something else. */
function namesNumbers(asked: readonly ReadWord[], one: Told, told: readonly Told[]): boolean {
  return asked.every(({ folded }) => {
    if (!/^\d{2,}$/.test(folded)) return true;
    const term = `u:${folded}`;
    return one.terms.has(term) || !told.some(({ terms }) => terms.has(term));
  });
}

function length({ start, end }: PhraseHit<unknown>): number {
  return end - start;
}
