import { z } from 'zod';
import { fold } from '../language/fold.ts';
import { PhraseFinder } from './phrases.ts';
import { readData } from './read-data.ts';
import type { ReadWord } from './restore-marks.ts';
import { conceptsIn, roleOf } from './terms.ts';
import type { Word } from './words.ts';

const general = new PhraseFinder(
  readData('general-nouns.yaml', z.array(z.array(z.string())))
    .flat()
    .map((noun) => [noun, noun] as const),
);

/** A thing of which one is asked for: the noun before "nào", and the concepts that hold it. */
interface Thing {
  readonly noun: string;
  readonly concepts: ReadonlySet<number>;
}

/** Share of words read as written below which a slip may have made the noun ("bênf nào" for "bên nào"). */
const WELL_WRITTEN = 0.75;

/** Share of words whose marks were put in from which all are taken as written without. */
const WHOLLY = 0.85;

/** True when one of a kind is asked for ("kênh nào", "ca sĩ nào") that no statement names and no typical question of theirs asks for. */
export function asksUnnamedThing(
  asked: readonly ReadWord[],
  statements: readonly string[],
  typical: readonly (readonly Word[])[],
): boolean {
  if (!isWellWritten(asked)) return false;
  const wanted = thingsAsked(asked);
  if (wanted.length === 0) return false;
  const known = typical.flatMap(thingsAsked);
  const isKnown = ({ noun, concepts }: Thing): boolean =>
    known.some((one) => one.noun === noun || [...one.concepts].some((concept) => concepts.has(concept)));
  return wanted.some((thing) => !isKnown(thing) && !statements.some((text) => names(text, thing.noun)));
}

/** Written as our texts write, or wholly without marks. */
function isWellWritten(asked: readonly ReadWord[]): boolean {
  const share = (wanted: ReadWord['origin']): number =>
    asked.filter(({ origin }) => origin === wanted).length / (asked.length || 1);
  return share('own') >= WELL_WRITTEN || share('restored') >= WHOLLY;
}

function thingsAsked(text: readonly (Word | ReadWord)[]): Thing[] {
  const generalEnds = new Set(general.find(text).map(({ end }) => end));
  const concepts = conceptsIn(text);
  return text.flatMap(({ marked }, at) => {
    const noun = text[at - 1];
    if (!noun || marked !== 'nao2' || generalEnds.has(at) || !isNoun(noun)) return [];
    const around = concepts.filter(({ start, end }) => start < at && at <= end);
    return [{ noun: noun.folded, concepts: new Set(around.map(({ value }) => value)) }];
  });
}

/** What may be one: neither grammar nor the shorthand of a word that was not understood. */
function isNoun(word: Word | ReadWord): boolean {
  return roleOf(word) === 'content' && !('origin' in word && word.origin === 'unknown');
}

/** The noun with a name, a number or a list behind it: "Báo Thanh Hóa", "bộ 9". */
function names(text: string, noun: string): boolean {
  const parts = text.match(/[\p{L}\p{M}]+|\p{N}+|[“":]/gu) ?? [];
  return parts.some((part, at) => fold(part) === noun && /^[\p{Lu}\p{N}“":]/u.test(parts[at + 1] ?? ''));
}
