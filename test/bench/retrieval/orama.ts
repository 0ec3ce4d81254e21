import { create, insert, search } from '@orama/orama';
import { BOOST, FIELDS, foldedTokens, MOST, type PassageText, type SearchEngine } from './engine.ts';

const SCHEMA = {
  number: 'number',
  text: 'string',
  asked: 'string',
  title: 'string',
  path: 'string',
  articleAsked: 'string',
} as const;

/** Orama (BM25) on words without marks; it knows no Vietnamese, so the words are split for it. */
export async function orama(passages: readonly PassageText[]): Promise<SearchEngine> {
  const tokenizer = { language: 'english', normalizationCache: new Map(), tokenize: foldedTokens };
  const database = create({ schema: SCHEMA, components: { tokenizer } });
  for (const { id, text, asked, title, path, articleAsked } of passages)
    await insert(database, { number: id, text, asked, title, path, articleAsked });
  return {
    name: 'orama-folded',
    async search(question) {
      const { hits } = await search(database, { term: question, properties: FIELDS, boost: BOOST, limit: MOST });
      return hits.map(({ document }) => document.number);
    },
    close: async () => {},
  };
}
