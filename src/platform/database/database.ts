import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { AppError } from '../errors.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { startEphemeralServer } from './ephemeral.ts';
import { PrismaClient } from './generated/client.ts';
import { applyMigrations } from './migrations.ts';
import { nameStatements } from './name-statements.ts';

export interface Database {
  readonly client: PrismaClient;
  /** Holds a password: never logged. */
  readonly url: string;
  close(): Promise<void>;
}

export interface DatabaseConfig {
  /** A PostgreSQL server; null: the embedded one under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const SILENT: Log = { info() {}, error() {} };

/** The database of this installation, with all migrations applied. */
export async function openDatabase(config: DatabaseConfig, log: Log = SILENT): Promise<Database> {
  if (config.databaseUrl !== null) {
    await checkReachable(config.databaseUrl);
    return connect(config.databaseUrl, log, async () => {});
  }
  const embedded = await openEmbeddedDatabase(config.dataDir);
  log.info({ folder: embedded.folder }, 'embedded database runs');
  try {
    return await connect(embedded.url, log, embedded.close);
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

/** A database that is gone at `close`: for tests, and for `--database ephemeral`. */
export async function openEphemeralDatabase(log: Log = SILENT): Promise<Database> {
  const server = await startEphemeralServer();
  try {
    return await connect(server.url, log, server.close);
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function checkReachable(url: string): Promise<void> {
  const session = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  session.on('error', () => {});
  try {
    await session.connect();
  } catch (cause) {
    throw new AppError('database-unreachable', (cause as Error).message, { cause });
  } finally {
    await session.end().catch(() => {});
  }
}

async function connect(url: string, log: Log, release: () => Promise<void>): Promise<Database> {
  const applied = await applyMigrations(url);
  if (applied.length > 0) log.info({ migrations: applied }, 'migrations applied');
  // A session lost between two queries is replaced by the next query; without a listener it would end the process.
  const lost = (error: Error) => log.error({ code: (error as { code?: string }).code }, 'database session lost');
  const statementNameGenerator = nameStatements();
  const adapter = new PrismaPg(
    { connectionString: url, max: 10 },
    { onPoolError: lost, onConnectionError: lost, statementNameGenerator },
  );
  const client = new PrismaClient({ adapter });
  return {
    client,
    url,
    async close() {
      await client.$disconnect();
      await release();
    },
  };
}
