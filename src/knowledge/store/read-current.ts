import type pg from 'pg';
import { REVISION } from './knowledge-store.ts';
import { type CurrentVersion, contentSchema } from './stored-version.ts';

type Session = Pick<pg.Client, 'query'>;

/** What the database holds at one moment. */
export interface StoredKnowledge {
  /** 0 as long as nothing was ever imported. */
  readonly revision: number;
  readonly versions: readonly CurrentVersion[];
  /** `document/version` of rows that this release can't read; they are left out. */
  readonly unreadable: readonly string[];
}

/** The revision alone: one row by its key, so it may be asked often. */
export async function readRevision(session: Session): Promise<number> {
  const { rows } = await session.query<{ value: number }>('SELECT value FROM counter WHERE name = $1', [REVISION]);
  return rows[0]?.value ?? 0;
}

/** All current versions with the revision that they belong to, from one snapshot of the database. */
export async function readCurrent(session: Session): Promise<StoredKnowledge> {
  const { rows } = await session.query<{ revision: number | null; version: number; content: unknown }>(READ, [
    REVISION,
  ]);
  const versions: CurrentVersion[] = [];
  const unreadable: string[] = [];
  for (const { version, content } of rows) {
    if (content === null) continue;
    const read = contentSchema.safeParse(content);
    if (read.success) versions.push({ ...read.data, version });
    else unreadable.push(`${(content as { document?: string }).document}/${version}`);
  }
  return { revision: rows[0]?.revision ?? 0, versions, unreadable };
}

/** Whether the tables are there: a database that no service of ours has opened yet has none. */
export async function holdsKnowledge(session: Session): Promise<boolean> {
  const { rows } = await session.query<{ there: boolean }>(
    `SELECT to_regclass('knowledge_version') IS NOT NULL AND to_regclass('counter') IS NOT NULL AS there`,
  );
  return rows[0]?.there ?? false;
}

/** One statement, so revision and rows belong together; the outer join gives the revision when there are no rows. */
const READ = `
  SELECT (SELECT value FROM counter WHERE name = $1) AS revision, v.version,
         CASE WHEN v.document IS NULL THEN NULL ELSE jsonb_build_object(
           'document', v.document, 'title', v.title, 'shortTitle', v.short_title,
           'validFrom', v.valid_from, 'validTo', v.valid_to, 'header', v.header, 'sections', v.sections,
           'amends', v.amends) END AS content
  FROM (SELECT 1) AS one LEFT JOIN knowledge_version AS v ON v.status = 'current'
  ORDER BY v.document`;
