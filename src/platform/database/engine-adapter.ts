import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlQuery } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** OIDs of PostgreSQL's types. */
const CHAR = 18;
const TEXT = 25;

/**
 * Prisma's adapter as its schema engine needs it. The engine reads PostgreSQL's catalogue, which has columns of the
 * internal type "char"; the adapter refuses that type. So the pool passes such columns off as text, and the answer to
 * the engine names them characters again.
 */
export class EngineAdapter extends PrismaPg {
  constructor(pool: CataloguePool) {
    super(pool);
  }

  override async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query: SqlQuery) => {
      const characters = new Set<number>();
      const result = await charColumns.run(characters, () => queryRaw(query));
      const columnTypes = result.columnTypes.map((type, index) =>
        characters.has(index) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  }

  /** The engine would make a shadow database beside the real one; it is given a scratch database to begin with. */
  override connectToShadowDb() {
    return this.connect();
  }
}

const charColumns = new AsyncLocalStorage<Set<number>>();

export class CataloguePool extends pg.Pool {
  override query = (async (...args: Parameters<pg.Pool['query']>) => {
    const result = (await super.query(...args)) as unknown as pg.QueryResult;
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR) continue;
      field.dataTypeID = TEXT;
      charColumns.getStore()?.add(index);
    }
    return result;
  }) as pg.Pool['query'];
}
