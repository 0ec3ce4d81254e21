import type { Block } from './compose.ts';
import type { ReadWord } from './restore-marks.ts';
import { conceptsIn, roleOf, termsOf } from './terms.ts';
import type { KnowledgeDocument } from './types.ts';
import { type Word, words } from './words.ts';

/** What can be asked of a block: all its texts with the terms that they hold, and, among them, the typical questions that it answers. */
export interface Told {
  /** What would be told itself. */
  readonly text: { readonly raw: string; readonly words: readonly Word[] };
  readonly terms: ReadonlySet<string>;
  readonly texts: readonly (readonly Word[])[];
  readonly questions: readonly (readonly Word[])[];
}

/** Everything by which a block can be asked for: its text, its typical questions, the titles above it. */
export function toldBy({ article, text, quote }: Block, document: KnowledgeDocument | undefined): Told {
  const statement = article.statements.find((one) => one.text === quote);
  const above = [article.title, ...article.path, document?.title ?? '', document?.shortTitle ?? ''];
  const questions = (statement?.questions ?? article.questions).map(words);
  const own = words(text);
  const texts = [own, ...above.map(words), ...questions];
  return {
    text: { raw: text, words: own },
    terms: new Set(texts.flatMap((part) => [...termsOf(part).keys()])),
    texts,
    questions,
  };
}

/** Places of the content words that a text with these terms doesn't hold, itself or by a synonym. */
export function untoldBy(asked: readonly ReadWord[], told: ReadonlySet<string>): Set<number> {
  const bySynonym = new Set<number>();
  for (const { value, start, end } of conceptsIn(asked)) {
    if (told.has(`c:${value}`)) for (let at = start; at < end; at += 1) bySynonym.add(at);
  }
  return new Set(
    asked.flatMap((word, at) => (roleOf(word) === 'content' && !bySynonym.has(at) && !holds(told, word) ? [at] : [])),
  );
}

/** Marks that the person wrote must be ours; those that we put in may be wrong. */
function holds(told: ReadonlySet<string>, { origin, folded, marked }: ReadWord): boolean {
  return told.has(`m:${marked}`) || (origin !== 'own' && told.has(`u:${folded}`));
}
