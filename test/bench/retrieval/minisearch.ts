import MiniSearch from 'minisearch';
import { BOOST, FIELDS, foldedTokens, MOST, markedTokens, type PassageText, type SearchEngine } from './engine.ts';

/** MiniSearch (BM25+) on words as written. */
export function miniSearchMarked(passages: readonly PassageText[]): SearchEngine {
  return engine('minisearch-marked', passages, markedTokens, {});
}

/** The same on words without marks, with its fuzzy and prefix matching: what it is best at here. */
export function miniSearchFolded(passages: readonly PassageText[]): SearchEngine {
  return engine('minisearch-folded-fuzzy', passages, foldedTokens, { fuzzy: 0.2, prefix: true });
}

function engine(
  name: string,
  passages: readonly PassageText[],
  tokenize: (text: string) => string[],
  matching: { readonly fuzzy?: number; readonly prefix?: boolean },
): SearchEngine {
  const index = new MiniSearch<PassageText>({ fields: FIELDS, tokenize, processTerm: (term) => term });
  index.addAll(passages);
  return {
    name,
    search: (question) =>
      index
        .search(question, { boost: BOOST, combineWith: 'OR', ...matching })
        .slice(0, MOST)
        .map(({ id }) => id as number),
    close: async () => {},
  };
}
