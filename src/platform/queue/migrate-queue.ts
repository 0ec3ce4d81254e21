import { LATEST_SCHEMA_VERSION, runMigrations } from 'bullmq';
import pg from 'pg';

/** Brings the queue's tables (schema `bullmq`) up to what the library needs. Its own lock serialises processes. */
export async function migrateQueue(url: string): Promise<void> {
  const session = new pg.Client({ connectionString: url });
  session.on('error', () => {});
  await session.connect();
  try {
    await runMigrations(session);
  } finally {
    await session.end();
  }
}
migrateQueue.version = LATEST_SCHEMA_VERSION;
