import { z } from 'zod';
import type { Engine } from './answer-question.ts';
import type { Block } from './compose.ts';
import type { PassageIndex } from './passage-index.ts';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import type { Ranked } from './rank.ts';
import { readData } from './read-data.ts';
import type { ReadWord } from './restore-marks.ts';
import { conceptsIn, roleOf, termsOf } from './terms.ts';
import type { KnowledgeDocument } from './types.ts';
import { words } from './words.ts';

const attributes = new PhraseFinder(
  readData('asked-attributes.yaml', z.array(z.string())).map((phrase) => [phrase, phrase] as const),
  'strict',
);

/** What of a question its best statement leaves untold, and how it was found. */
export interface Gap {
  /** Share (0–1) of the content words that the statement doesn't hold. */
  readonly share: number;
  /** Attributes asked for (a price, a name, a superlative) that it doesn't hold. */
  readonly attributes: number;
  /** IDF (nats) of the rarest capitalised word inside the question that no statement told holds. */
  readonly name: number;
  /** 1 when a count or an amount is asked for. */
  readonly quantity: number;
  /** Mean IDF of the content words: of common words, any statement holds some. */
  readonly rarity: number;
  /** `own` of the best passage; see rank.ts. */
  readonly own: number;
  /** Score of the best passage above the best of another section. */
  readonly lead: number;
}

/**
 * Weights of a logistic regression over the open questions of test/evaluation, fitted with the lists of what we lack
 * (details.yaml, out-of-scope.yaml) switched off, so that it learns what no list names.
 */
const WEIGHTS: Readonly<Record<keyof Gap, number>> = {
  share: 4.451,
  attributes: 6.344,
  name: 2.261,
  quantity: 0.94,
  rarity: 1.108,
  own: -2.323,
  lead: -6.947,
};
const INTERCEPT = -4.647;

/**
 * Log-odds above which what is told is taken to answer another question than the one asked. Above even odds, since the typical
 * questions were written beside the open ones and find less of what strangers ask.
 */
const UNSUPPORTED = 0.6;

/** True when the question asks for something that none of the statements to be told holds. */
export function isUnsupported(
  engine: Engine,
  question: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
): boolean {
  return logOdds(gapOf(engine, question, blocks, ranked)) > UNSUPPORTED;
}

function logOdds(gap: Gap): number {
  return (Object.keys(WEIGHTS) as (keyof Gap)[]).reduce((sum, name) => sum + WEIGHTS[name] * gap[name], INTERCEPT);
}

/** The gap that the statement which leaves least of the question untold leaves. */
function gapOf(
  { index, documents }: Pick<Engine, 'index' | 'documents'>,
  { words: asked, text }: Question,
  blocks: readonly Block[],
  ranked: readonly Ranked[],
): Gap {
  const content = asked.flatMap((word, at) => (roleOf(word) === 'content' ? [at] : []));
  const rarity = asked.map((word) => rarityOf(index, word));
  const byBlock = blocks.map((block) =>
    untoldBy(asked, content, termsTold(block, documents.get(block.article.document))),
  );
  const untold = byBlock.reduce(
    (least, one) => (weigh(one, rarity) < weigh(least, rarity) ? one : least),
    new Set(content),
  );
  const names = capitalisedPlaces(text, asked.length).filter((at) => byBlock.every((one) => one.has(at)));
  const amount = asksAmount(asked);
  const [best] = ranked;
  const other = ranked.find(({ passage }) => passage.articleId !== best?.passage.articleId);
  return {
    share: untold.size / (content.length || 1),
    attributes: attributesAsked(asked, amount).filter((places) => places.some((at) => untold.has(at))).length,
    name: Math.max(0, ...names.map((at) => rarity[at] as number)),
    quantity: Number(amount),
    rarity: weigh(new Set(content), rarity) / (content.length || 1),
    own: best?.own ?? 0,
    lead: (best?.score ?? 0) - (other?.score ?? 0),
  };
}

/** The places of the words of each attribute asked for; "nhiều nhất mấy …" asks for a limit and for no superlative. */
function attributesAsked(asked: readonly ReadWord[], amount: boolean): number[][] {
  const hits = attributes.find(asked).filter(({ value }) => !(amount && value.endsWith(' nhất')));
  const byName = new Map(hits.map((hit) => [hit.value, hit]));
  return [...byName.values()].map(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
}

function asksAmount(asked: readonly ReadWord[]): boolean {
  return asked.some(({ marked }, at) => marked === 'mây1' || (marked === 'nhiêu' && asked[at - 1]?.marked === 'bao'));
}

function weigh(untold: ReadonlySet<number>, rarity: readonly number[]): number {
  return [...untold].reduce((sum, at) => sum + (rarity[at] as number), 0);
}

/** A word that our texts never bear is as rare as can be. */
function rarityOf(index: PassageIndex, { origin, marked }: ReadWord): number {
  return index.idf(origin === 'unknown' || origin === 'foreign' ? 'unseen' : `m:${marked}`);
}

/** Everything by which a block can be asked for: its text, its typical questions, the titles above it. */
function termsTold({ article, text, quote }: Block, document: KnowledgeDocument | undefined): ReadonlySet<string> {
  const statement = article.statements.find((one) => one.text === quote);
  const above = [article.title, ...article.path, document?.title ?? '', document?.shortTitle ?? ''];
  const told = [text, ...(statement?.questions ?? article.questions), ...above];
  return new Set(told.flatMap((part) => [...termsOf(words(part)).keys()]));
}

/** Places of the content words that a text with these terms doesn't hold, itself or by a synonym. */
function untoldBy(asked: readonly ReadWord[], content: readonly number[], told: ReadonlySet<string>): Set<number> {
  const bySynonym = new Set<number>();
  for (const { value, start, end } of conceptsIn(asked)) {
    if (told.has(`c:${value}`)) for (let at = start; at < end; at += 1) bySynonym.add(at);
  }
  return new Set(content.filter((at) => !bySynonym.has(at) && !holds(told, asked[at] as ReadWord)));
}

/** Marks that the person wrote must be ours; those that we put in may be wrong. */
function holds(told: ReadonlySet<string>, { origin, folded, marked }: ReadWord): boolean {
  return told.has(`m:${marked}`) || (origin !== 'own' && told.has(`u:${folded}`));
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
