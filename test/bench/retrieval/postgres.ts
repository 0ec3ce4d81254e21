import pg from 'pg';
import { startEphemeralServer } from '../../../src/platform/database/ephemeral.ts';
import { BOOST, MOST, markedTokens, type PassageText, type SearchEngine } from './engine.ts';

// PostgreSQL has four weights for our five fields: the two lightest share one.
const SHARED = Math.max(BOOST.path, BOOST.articleAsked);
const WEIGHTS = `{${SHARED},${BOOST.title},${BOOST.asked},${BOOST.text}}`;
const SCHEMA = `
  CREATE EXTENSION IF NOT EXISTS unaccent;
  CREATE SCHEMA bench;
  CREATE TABLE bench.passage (id int PRIMARY KEY, words tsvector NOT NULL);
  CREATE INDEX ON bench.passage USING gin (words);`;
const INSERT = `
  INSERT INTO bench.passage VALUES ($1,
    setweight(to_tsvector('simple', unaccent($2)), 'A') || setweight(to_tsvector('simple', unaccent($3)), 'B') ||
    setweight(to_tsvector('simple', unaccent($4)), 'C') || setweight(to_tsvector('simple', unaccent($5)), 'D'))`;
const SEARCH = {
  name: 'search',
  text: `
    SELECT id FROM bench.passage, websearch_to_tsquery('simple', unaccent($1)) query
    WHERE words @@ query ORDER BY ts_rank_cd($2::float4[], words, query) DESC, id LIMIT ${MOST}`,
};

/**
 * PostgreSQL full text on a server of its own: `simple` dictionary over unaccented words, any word of the question,
 * cover density. The time holds one round trip to the server on this machine.
 */
export async function postgres(passages: readonly PassageText[]): Promise<SearchEngine> {
  const server = await startEphemeralServer();
  const session = new pg.Client({ connectionString: server.url });
  const close = async () => {
    await session.end();
    await server.close();
  };
  await session.connect();
  await session.query(SCHEMA);
  for (const { id, text, asked, title, path, articleAsked } of passages)
    await session.query({ name: 'insert', text: INSERT, values: [id, text, asked, title, `${path}\n${articleAsked}`] });
  await session.query('ANALYZE bench.passage');
  return {
    name: 'postgres-simple-unaccent',
    async search(question) {
      const anyOf = markedTokens(question).join(' or ');
      const { rows } = await session.query<{ id: number }>({ ...SEARCH, values: [anyOf, WEIGHTS] });
      return rows.map(({ id }) => id);
    },
    close,
  };
}
