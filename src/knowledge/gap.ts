import { z } from 'zod';
import type { Engine } from './answer-question.ts';
import { asksUnnamedThing } from './asked-things.ts';
import type { Block } from './compose.ts';
import { countsNothing } from './counted-units.ts';
import { missingDetail } from './details.ts';
import type { PassageIndex } from './passage-index.ts';
import { PhraseFinder, type PhraseHit } from './phrases.ts';
import { asks, type Question } from './question.ts';
import { nearestLacking, type Ranked } from './rank.ts';
import { readData } from './read-data.ts';
import { answeredRelations } from './relations.ts';
import type { ReadWord } from './restore-marks.ts';
import { type Missing, outOfScope, unsupportedSubject } from './scope.ts';
import { isHeavy, roleOf } from './terms.ts';
import { type Told, toldBy, untoldBy } from './untold.ts';

const attributeList = readData('asked-attributes.yaml', z.array(z.string()));
const fieldList = readData('other-fields.yaml', z.array(z.string()));
const attributes = finderOf(attributeList);
const otherFields = finderOf(fieldList);

/** The wording of what may be untold, so that its marks can be restored in a question written without. */
export const untoldPhrases: readonly string[] = [...attributeList, ...fieldList];

/** Fields of their own beyond which a question is no further from ours. */
const MOST_FIELDS = 2;

/** Words of a plain question at most. */
const PLAIN_LENGTH = 11;

/** What of a question its best statement leaves untold, and how it was found. */
export interface Gap {
  /** Share (0–1) of the words with content that the statement doesn't hold. */
  readonly share: number;
  /** Attributes asked for (a price, a name, a superlative) that it doesn't hold. */
  readonly attributes: number;
  /** Words of fields that our texts do not treat which it doesn't hold, at most 2. */
  readonly otherFields: number;
  /** 1 when one of a kind is asked for ("kênh nào") that nothing told names. */
  readonly unnamedThing: number;
  /** 1 when the wording asks for what no source of ours holds (scope.ts); for a detail that what is told lacks (details.ts); for another place or year. */
  readonly scope: number;
  readonly detail: number;
  readonly elsewhere: number;
  /** `text` of the best passage (see rank.ts) as far as the relations asked for are answered: being about the same thing is no answer. */
  readonly text: number;
  /** Its `evidence`. */
  readonly evidence: number;
  /**
   * Likeness to the nearest question that no article answers; 0 where an office's own text is told, which those questions were not
   * written beside.
   */
  readonly lacking: number;
  /** How much nearer that is than the nearest typical question of the best passage. */
  readonly nearer: number;
  /** Natural logarithm of how many times longer than a plain question it is: a story holds much that needs no answer. */
  readonly length: number;
}

/** The gap that the statement which leaves least of the question untold leaves. */
export function gapOf(
  { index, documents }: Pick<Engine, 'index' | 'documents'>,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
  { scope, elsewhere, detail } = lackByLists({ documents }, question, blocks, ranked[0]),
): Gap {
  const { words: asked } = question;
  const rarity = asked.map((word) => rarityOf(index, word));
  const told = blocks.map((block) => toldBy(block, documents.get(block.article.document)));
  const byBlock = told.map(({ terms }) => untoldBy(asked, terms));
  const [first = placesOf(asked, (word) => roleOf(word) === 'content'), ...others] = byBlock;
  const untold = others.reduce((least, one) => (weigh(one, rarity) < weigh(least, rarity) ? one : least), first);
  const heavy = [...placesOf(asked, isHeavy)];
  const [best] = ranked;
  const isOffices = blocks.some(({ article }) => article.amended || documents.get(article.document)?.original);
  const lacking = isOffices ? 0 : nearestLacking(index, asked);
  return {
    share: heavy.filter((at) => untold.has(at)).length / (heavy.length || 1),
    attributes: countUntold(attributes, attributesAsked(asked), told, untold),
    otherFields: Math.min(MOST_FIELDS, countUntold(otherFields, otherFields.find(asked), told, untold)),
    unnamedThing: Number(
      asksUnnamedThing(
        asked,
        blocks.map((block) => block.text),
        told.flatMap(({ questions }) => questions),
      ),
    ),
    scope: Number(scope !== null),
    detail: Number(detail !== null),
    elsewhere: Number(elsewhere !== null),
    text: answeredRelations(asked, told) * (best?.text ?? 0),
    evidence: best?.evidence ?? 0,
    lacking,
    nearer: Math.max(0, lacking - (best?.asked ?? 0)),
    length: Math.log(Math.max(1, asked.length / PLAIN_LENGTH)),
  };
}

/** What the lists say that we lack for this question; null where they say nothing. */
export function lackByLists(
  { documents }: Pick<Engine, 'documents'>,
  question: Question,
  blocks: readonly Block[],
  best: Ranked | undefined,
): { readonly scope: Missing | null; readonly elsewhere: Missing | null; readonly detail: Missing | null } {
  return {
    scope: asks(question, 'whom-to-ask') ? null : outOfScope(question),
    elsewhere: best ? unsupportedSubject(question, best.passage, documents.get(best.passage.article.document)) : null,
    detail: lackingIn(question, blocks),
  };
}

/** The detail asked for that the section which answers doesn't hold; what other sections hold is about something else. */
export function lackingIn(question: Question, blocks: readonly Block[]): Missing | null {
  return missingDetail(
    question,
    blocks.filter(({ article }) => article === blocks[0]?.article).map(({ text }) => text),
  );
}

/** How many phrases, each counted once, nothing told bears: neither itself nor, word by word, by synonyms. */
function countUntold(
  finder: PhraseFinder<string>,
  hits: readonly PhraseHit<string>[],
  told: readonly Told[],
  untold: ReadonlySet<number>,
): number {
  const borne = new Set(
    told.flatMap(({ texts }) => texts.flatMap((text) => finder.find(text).map(({ value }) => value))),
  );
  const missing = hits.filter(({ value, start, end }) => {
    if (borne.has(value)) return false;
    return end - start > 1 || untold.has(start);
  });
  return new Set(missing.map(({ value }) => value)).size;
}

/** "Nhiều nhất mấy …" asks for a limit and for no superlative. */
function attributesAsked(asked: readonly ReadWord[]): PhraseHit<string>[] {
  const amount = asksAmount(asked);
  return attributes.find(asked).filter(({ value }) => !(amount && value.endsWith(' nhất')));
}

/** What "mấy" behind them asks for is no amount: "số mấy", "quý mấy". */
const NUMBERED = new Set(['so', 'quy', 'thang', 'ngay', 'thu', 'mung', 'khoa']);

/** "Mấy", "bao nhiêu", where they ask for an amount. */
function asksAmount(asked: readonly ReadWord[]): boolean {
  return asked.some(({ marked }, at) => {
    const start = marked === 'nhiêu' && asked[at - 1]?.marked === 'bao' ? at - 1 : marked === 'mây1' ? at : -1;
    return start >= 0 && !NUMBERED.has(asked[start - 1]?.folded ?? '') && !countsNothing(asked, at);
  });
}

function placesOf(asked: readonly ReadWord[], holds: (word: ReadWord) => boolean): Set<number> {
  return new Set(asked.flatMap((word, at) => (holds(word) ? [at] : [])));
}

function weigh(untold: ReadonlySet<number>, rarity: readonly number[]): number {
  return [...untold].reduce((sum, at) => sum + (rarity[at] as number), 0);
}

/** A word that our texts never bear is as rare as can be. */
function rarityOf(index: PassageIndex, { origin, marked }: ReadWord): number {
  return index.idf(origin === 'unknown' || origin === 'foreign' ? 'unseen' : `m:${marked}`);
}

function finderOf(phrases: readonly string[]): PhraseFinder<string> {
  return new PhraseFinder(
    phrases.map((phrase) => [phrase, phrase] as const),
    'strict',
  );
}
