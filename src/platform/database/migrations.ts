import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { AppError } from '../errors.ts';
import { CataloguePool, EngineAdapter } from './engine-adapter.ts';

/**
 * Migrations with Prisma's own engine, compiled to WebAssembly: the native engine is a download, and the product must
 * start without one. What is applied is recorded in Prisma's table `_prisma_migrations`, so `npx prisma migrate
 * deploy` stays usable.
 */
const FOLDER = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const SCHEMA = fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url));
const NO_FILTER = { externalTables: [], externalEnums: [] };
const LOCK = 0x0c08;

export async function readMigrations(folder = FOLDER): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: await readFile(`${folder}/migration_lock.toml`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(`${folder}/${name}/migration.sql`, 'utf8') },
        },
      })),
    ),
  };
}

/** Applies what is missing. Processes that start at once wait for each other. */
export async function applyMigrations(url: string): Promise<readonly string[]> {
  const migrations = await readMigrations();
  const names = migrations.migrationDirectories.map((directory) => directory.path);
  const session = new pg.Client({ connectionString: url });
  session.on('error', () => {});
  await session.connect();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await appliedMigrations(session);
    const unknown = applied.filter((name) => !names.includes(name));
    if (unknown.length > 0) {
      throw new AppError(
        'migration-failed',
        `The database holds migrations of a newer release: ${unknown.join(', ')}.`,
      );
    }
    // The usual start: nothing to do, and the engine (5 MB of WebAssembly) is not even loaded.
    if (names.every((name) => applied.includes(name))) return [];
    return await withEngine(url, async (engine) => {
      const done = await engine.applyMigrations({ migrationsList: migrations, filters: NO_FILTER });
      return done.appliedMigrationNames;
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('migration-failed', cause instanceof Error ? cause.message : String(cause), { cause });
  } finally {
    await session.end();
  }
}

async function appliedMigrations(session: pg.Client): Promise<string[]> {
  const table = await session.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`);
  if (!table.rows[0]?.there) return [];
  const { rows } = await session.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return rows.map((row) => row.migration_name);
}

/**
 * The SQL that leads from what the migrations make to what prisma/schema.prisma says; empty when they agree.
 * `scratchUrl` is an empty database that the migrations may be tried on.
 */
export async function missingSql(scratchUrl: string): Promise<string> {
  const migrations = await readMigrations();
  const schema = { files: [{ path: SCHEMA, content: await readFile(SCHEMA, 'utf8') }] };
  return withEngine(scratchUrl, async (engine) => {
    const result = await engine.diff({
      from: migrations.migrationDirectories.length > 0 ? { tag: 'migrations', ...migrations } : { tag: 'empty' },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    const sql = result.stdout?.trim() ?? '';
    return sql === '-- This is an empty migration.' ? '' : sql;
  });
}

async function withEngine<T>(url: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const Engine = await loadEngine();
  const schema = await readFile(SCHEMA, 'utf8');
  const pool = new CataloguePool({ connectionString: url });
  pool.on('error', () => {});
  const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool));
  const engine = await Engine.new({ datamodels: [[SCHEMA, schema]] }, () => {}, adapter);
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

let loaded: Promise<typeof SchemaEngine> | undefined;

/** The package imports its .wasm as a module, which Node 20 cannot: the two halves are joined by hand. */
function loadEngine(): Promise<typeof SchemaEngine> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineGlue;
    const bytes = await readFile(entry.replace(/\.js$/, '.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    // Where a panic of the engine leaves its words; without it the panic itself would fail.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (words: string) => console.error(words) } });
    return glue.SchemaEngine;
  })();
  return loaded;
}

interface EngineGlue extends WebAssembly.ModuleImports {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: typeof SchemaEngine;
}
