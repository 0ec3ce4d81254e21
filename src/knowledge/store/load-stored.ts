import pg from 'pg';
import { holdsKnowledge, readCurrent } from './read-current.ts';
import type { CurrentVersion } from './stored-version.ts';

/**
 * The current imported documents, read once; the session is closed again. Changes nothing: a database that the service
 * has not set up yet simply holds none. Throws when the database can't be reached.
 */
export async function loadStored(databaseUrl: string): Promise<readonly CurrentVersion[]> {
  const session = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  session.on('error', () => {});
  try {
    await session.connect();
    return (await holdsKnowledge(session)) ? (await readCurrent(session)).versions : [];
  } finally {
    await session.end().catch(() => {});
  }
}
