import { z } from 'zod';
import type { Engine } from './answer-question.ts';
import { asksUnnamedThing } from './asked-things.ts';
import type { Block } from './compose.ts';
import { countsNothing, holdsCount } from './counted-units.ts';
import type { PassageIndex } from './passage-index.ts';
import { PhraseFinder, type PhraseHit } from './phrases.ts';
import type { Question } from './question.ts';
import { kindsAsked } from './question-kinds.ts';
import type { Ranked } from './rank.ts';
import { readData } from './read-data.ts';
import { answeredRelations } from './relations.ts';
import type { ReadWord } from './restore-marks.ts';
import { isHeavy, roleOf } from './terms.ts';
import { type Told, toldBy, untoldBy } from './untold.ts';
import { markedForm } from './words.ts';

const attributeList = readData('asked-attributes.yaml', z.array(z.string()));
const fieldList = readData('other-fields.yaml', z.array(z.string()));
const attributes = finderOf(attributeList);
const otherFields = finderOf(fieldList);

/** The wording of what may be untold, so that its marks can be restored in a question written without. */
export const untoldPhrases: readonly string[] = [...attributeList, ...fieldList];

/** Fields of their own beyond which a question is no further from ours. */
const MOST_FIELDS = 2;

/** What of a question its best statement leaves untold, and how it was found. */
export interface Gap {
  /** Share (0–1) of the words with content that the statement doesn't hold. */
  readonly share: number;
  /** Attributes asked for (a price, a name, a superlative) that it doesn't hold. */
  readonly attributes: number;
  /** Words of fields that our texts do not treat which it doesn't hold, at most 2. */
  readonly otherFields: number;
  /** IDF (nats) of the rarest capitalised word inside the question, or number of a document, that no statement told holds. */
  readonly name: number;
  /** 1 when a count or an amount is asked for, unless a statement counts just what is named. */
  readonly quantity: number;
  /** Share (0–1) of the kinds of questions asked (who, when …) of which no typical question of what is told is. */
  readonly kinds: number;
  /** 1 when one of a kind is asked for ("kênh nào") that nothing told names. */
  readonly unnamedThing: number;
  /**
   * `text` of the best passage (see rank.ts), and its score above the best of another section; both only as far as the relations asked
   * for are answered, for being about the same thing is no answer.
   */
  readonly text: number;
  readonly lead: number;
}

/** The gap that the statement which leaves least of the question untold leaves. */
export function gapOf(
  { index, documents }: Pick<Engine, 'index' | 'documents'>,
  { words: asked, text }: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
): Gap {
  const rarity = asked.map((word) => rarityOf(index, word));
  const told = blocks.map((block) => toldBy(block, documents.get(block.article.document)));
  const byBlock = told.map(({ terms }) => untoldBy(asked, terms));
  const [first = placesOf(asked, (word) => roleOf(word) === 'content'), ...others] = byBlock;
  const untold = others.reduce((least, one) => (weigh(one, rarity) < weigh(least, rarity) ? one : least), first);
  const heavy = [...placesOf(asked, isHeavy)];
  const names = [...capitalisedPlaces(text, asked.length), ...numberedPlaces(asked)].filter((at) =>
    byBlock.every((one) => one.has(at)),
  );
  const amount = asksAmount(asked);
  const kinds = [...kindsAsked(asked)];
  const kindsTold = new Set(told.flatMap(({ questions }) => questions.flatMap((one) => [...kindsAsked(one)])));
  const answered = answeredRelations(asked, told);
  const [best] = ranked;
  const other = ranked.find(({ passage }) => passage.articleId !== best?.passage.articleId);
  return {
    share: heavy.filter((at) => untold.has(at)).length / (heavy.length || 1),
    attributes: countUntold(attributes, attributesAsked(asked, amount), told, untold),
    otherFields: Math.min(MOST_FIELDS, countUntold(otherFields, otherFields.find(asked), told, untold)),
    name: Math.max(0, ...names.map((at) => rarity[at] as number)),
    quantity: Number(
      amount &&
        !holdsCount(
          { words: asked },
          blocks.map((block) => block.text),
        ),
    ),
    kinds: kinds.filter((kind) => !kindsTold.has(kind)).length / (kinds.length || 1),
    unnamedThing: Number(
      asksUnnamedThing(
        asked,
        blocks.map((block) => block.text),
        told.flatMap(({ questions }) => questions),
      ),
    ),
    text: answered * (best?.text ?? 0),
    lead: answered * ((best?.score ?? 0) - (other?.score ?? 0)),
  };
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
function attributesAsked(asked: readonly ReadWord[], amount: boolean): PhraseHit<string>[] {
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

/** Last words of what goes by a number: "Nghị định 168", "tờ trình số 87". */
const BEARS_NUMBER = new Set(['hoạch', 'định', 'quyết', 'trình', 'tư', 'lệnh', 'văn', 'bản', 'số'].map(markedForm));

/** Places of the numbers by which documents are named. */
function numberedPlaces(asked: readonly ReadWord[]): number[] {
  return asked.flatMap(({ folded }, at) =>
    /^\d{2,}$/.test(folded) && BEARS_NUMBER.has(asked[at - 1]?.marked ?? '') ? [at] : [],
  );
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

/** What stands before the name of where somebody lives or works: told by the way, and no thing that is asked for. */
const PLACE = /^(?:xã|phường|huyện|thôn|bản|làng|thị|ở|tại|quê|từ)$/iu;

/**
 * Places of capitalised words behind the first that name no place; none when the text doesn't split into the words that were
 * read, or is all capitals.
 */
function capitalisedPlaces(text: string, length: number): number[] {
  const parts = text.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  if (parts.length !== length || text === text.toUpperCase()) return [];
  const isName = (at: number): boolean => /^\p{Lu}\p{Ll}/u.test(parts[at] ?? '');
  return parts.flatMap((_, at) => {
    if (at === 0 || !isName(at)) return [];
    const first = isName(at - 1) ? at - 1 : at;
    return PLACE.test(parts[first - 1] ?? '') ? [] : [at];
  });
}

function finderOf(phrases: readonly string[]): PhraseFinder<string> {
  return new PhraseFinder(
    phrases.map((phrase) => [phrase, phrase] as const),
    'strict',
  );
}
