import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKnowledgeStore, type KnowledgeStore } from '../../../src/knowledge/store/knowledge-store.ts';
import { loadStored } from '../../../src/knowledge/store/load-stored.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { planWith } from './content.ts';

const BY = { at: new Date('2027-02-01T02:00:00Z'), officer: null };

let database: Database;
let store: KnowledgeStore;
beforeAll(async () => {
  database = await openEphemeralDatabase();
  store = createKnowledgeStore(database.client);
});
afterAll(() => database.close());

const statuses = async (document: string) =>
  (await store.list())
    .filter((line) => line.document === document)
    .map(({ version, status }) => `${version} ${status}`);
const currentOf = async (document: string) =>
  (await loadStored(database.url)).filter((one) => one.document === document).map(({ version }) => version);

describe('versions of a document', () => {
  const first = planWith(['Hội chợ có 20 gian hàng.'], { id: 'kh-a' });
  const second = planWith(['Hội chợ có 30 gian hàng.'], { id: 'kh-a' });

  it('the same content again is no new version; other content is, and supersedes the old one', async () => {
    expect(await store.importVersion(first, BY)).toMatchObject({ kind: 'stored', version: 1 });
    expect(await store.importVersion(structuredClone(first), BY)).toEqual({ kind: 'unchanged', version: 1 });
    expect(await store.importVersion(second, BY)).toMatchObject({ kind: 'stored', version: 2 });
    expect(await statuses('kh-a')).toEqual(['2 current', '1 superseded']);
  });

  it('a withdrawn document answers no more, and can be taken back at any of its versions', async () => {
    expect(await store.withdraw('kh-a')).toMatchObject({ kind: 'changed', version: 2 });
    expect(await store.withdraw('kh-a')).toEqual({ kind: 'unchanged' });
    expect(await currentOf('kh-a')).toEqual([]);
    expect(await store.rollBack('kh-a', 1)).toMatchObject({ kind: 'changed', version: 1 });
    expect(await currentOf('kh-a')).toEqual([1]);
    expect(await store.rollBack('kh-a', 1)).toEqual({ kind: 'unchanged' });
    expect(await store.importVersion(second, BY)).toMatchObject({ kind: 'restored', version: 2 });
    expect(await currentOf('kh-a')).toEqual([2]);
  });

  it('what is not there is said to be unknown', async () => {
    expect(await store.withdraw('kh-khac')).toEqual({ kind: 'unknown' });
    expect(await store.rollBack('kh-a', 9)).toEqual({ kind: 'unknown' });
    expect(await store.read('kh-a', 9)).toBeNull();
  });

  it('ten imports at once leave exactly one current version', async () => {
    const contents = Array.from({ length: 10 }, (_, i) =>
      planWith([`Hội chợ có ${i + 40} gian hàng.`], { id: 'kh-b' }),
    );
    const outcomes = await Promise.all(contents.map((content) => store.importVersion(content, BY)));
    expect(outcomes.map(({ version }) => version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await statuses('kh-b')).filter((line) => line.endsWith('current'))).toHaveLength(1);
  });

  it('reads back exactly what was stored', async () => {
    expect(await store.read('kh-a', 1)).toMatchObject(first);
    expect((await loadStored(database.url)).find(({ document }) => document === 'kh-a')).toEqual({
      ...second,
      amends: false,
      version: 2,
    });
  });
});

it('a row that this release cannot read is left out and the others still answer', async () => {
  await database.client.knowledgeVersion.create({
    data: {
      document: 'kh-hong',
      version: 1,
      hash: 'x',
      title: 'Hỏng',
      shortTitle: 'Hỏng',
      header: {},
      sections: [],
      importedAt: BY.at,
    },
  });
  const read = await loadStored(database.url);
  expect(read.map(({ document }) => document)).not.toContain('kh-hong');
  expect(read.map(({ document }) => document)).toContain('kh-b');
});
