import type { Corpus } from '../../../src/knowledge/load.ts';
import { fold } from '../../../src/language/fold.ts';

/** A search engine asked for passages: numbers into `passagesOf(corpus)`, best first, at most MOST. */
export interface SearchEngine {
  readonly name: string;
  search(question: string): readonly number[] | Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Passages that each engine may return: what our own search returns, too. */
export const MOST = 40;

/** What every engine is given of one statement: all the text that our own index reads, in the same fields. */
export interface PassageText {
  readonly id: number;
  readonly document: string;
  readonly section: string;
  readonly text: string;
  /** Typical questions of the statement. */
  readonly asked: string;
  readonly title: string;
  readonly path: string;
  /** Typical questions of the whole article. */
  readonly articleAsked: string;
}

export type Field = 'text' | 'asked' | 'title' | 'path' | 'articleAsked';

/** The boosts of our own index (FIELD in src/knowledge/passage-index.ts). */
export const BOOST: Readonly<Record<Field, number>> = { text: 1, asked: 0.8, title: 0.6, path: 0.3, articleAsked: 0.4 };
export const FIELDS = Object.keys(BOOST) as Field[];

/** In the order in which our own index numbers its passages. */
export function passagesOf({ articles }: Corpus): PassageText[] {
  return articles
    .flatMap(({ document, section, title, path, questions, statements }) =>
      statements.map((statement) => ({
        document,
        section,
        text: statement.text,
        asked: statement.questions.join('\n'),
        title,
        path: path.join('\n'),
        articleAsked: questions.join('\n'),
      })),
    )
    .map((passage, id) => ({ id, ...passage }));
}

/** Runs of letters and digits in lower case, as libraries take them. */
export function markedTokens(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

export function foldedTokens(text: string): string[] {
  return markedTokens(fold(text));
}
