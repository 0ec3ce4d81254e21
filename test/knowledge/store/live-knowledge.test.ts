import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKnowledgeStore, type KnowledgeStore } from '../../../src/knowledge/store/knowledge-store.ts';
import { type LiveKnowledge, openLiveKnowledge } from '../../../src/knowledge/store/live-knowledge.ts';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';
import { query } from '../../platform/query.ts';
import { planWith } from './content.ts';
import { smallRoot } from './small-root.ts';

const BY = { at: new Date('2027-02-01T02:00:00Z'), officer: null };
const QUESTION = 'Ngày hội dưa hấu Mẫu Sơn có bao nhiêu gian hàng?';
const TODAY = { today: '2027-03-01' };

let database: Database;
let store: KnowledgeStore;
const opened: LiveKnowledge[] = [];
beforeAll(async () => {
  database = await openEphemeralDatabase();
  store = createKnowledgeStore(database.client);
});
afterAll(async () => {
  for (const knowledge of opened) await knowledge.close();
  await database.close();
});

/** Never comes round by itself unless told to: what is shown here does not depend on the timer. */
const untilClosed = (_milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

async function open(pause = untilClosed): Promise<LiveKnowledge> {
  const log = { info() {}, error() {} };
  const knowledge = await openLiveKnowledge({ root: smallRoot(), databaseUrl: database.url, pause, log });
  opened.push(knowledge);
  return knowledge;
}

async function importPlan(stalls: number, id = 'kh-dua-2027'): Promise<number> {
  const outcome = await store.importVersion(
    planWith([`Ngày hội dưa hấu Mẫu Sơn có ${stalls} gian hàng.`], { id, short: 'Kế hoạch ngày hội dưa hấu' }),
    BY,
  );
  return 'revision' in outcome ? outcome.revision : 0;
}

describe('two processes on one database', () => {
  it('what one imports, the other answers from, quoting it as an original', async () => {
    const [here, there] = [await open(), await open()];
    expect(there.answer(QUESTION, TODAY).citations.map(({ document }) => document)).not.toContain('kh-dua-2027');

    const revision = await importPlan(25);
    await Promise.all([here.reached(revision), there.reached(revision)]);
    const answer = there.answer(QUESTION, TODAY);
    expect(answer.kind).toBe('answer');
    expect(answer.text).toContain('“Ngày hội dưa hấu Mẫu Sơn có 25 gian hàng.”');
    expect(answer.citations[0]).toEqual({
      document: 'kh-dua-2027',
      section: 'II',
      title: 'NỘI DUNG',
      quote: 'Ngày hội dưa hấu Mẫu Sơn có 25 gian hàng.',
    });

    await there.reached(await importPlan(40));
    expect(there.answer(QUESTION, TODAY).text).toContain('có 40 gian hàng');

    const back = await store.rollBack('kh-dua-2027', 1);
    await there.reached('revision' in back ? back.revision : 0);
    expect(there.answer(QUESTION, TODAY).text).toContain('có 25 gian hàng');

    const gone = await store.withdraw('kh-dua-2027');
    await there.reached('revision' in gone ? gone.revision : 0);
    expect(there.answer(QUESTION, TODAY).text).not.toContain('gian hàng Mẫu Sơn');
    expect(there.corpus.documents.map(({ id }) => id)).not.toContain('kh-dua-2027');
  });

  it('the index in use answers to the end while a newer one is swapped in', async () => {
    const knowledge = await open();
    const before = knowledge.current;
    await knowledge.reached(await importPlan(55));
    expect(knowledge.current).not.toBe(before);
    expect(before.corpus.documents.map(({ id }) => id)).not.toContain('kh-dua-2027');
    expect(knowledge.answer(QUESTION, TODAY).text).toContain('55');
  });
});

describe('when the session is lost', () => {
  it('another is opened, and what was imported in between is answered from', async () => {
    const knowledge = await open(async () => {});
    await query(
      database.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ocop-knowledge'`,
    );
    await knowledge.reached(await importPlan(70));
    expect(knowledge.answer(QUESTION, TODAY).text).toContain('70');
    // With a pause of nothing it asks without rest: not beside the other tests.
    await knowledge.close();
  });
});

describe('when a notice is lost', () => {
  it('the look at the revision, made from time to time, finds the change', async () => {
    let look = () => {};
    const knowledge = await open(
      (_milliseconds, signal) =>
        new Promise((resolve) => {
          look = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        }),
    );
    const [row] = await query(database.url, `SELECT value FROM counter WHERE name = 'knowledge'`);
    const next = Number(row?.value) + 1;
    // As a change whose notice never arrives: the rows and the revision, without pg_notify.
    await query(
      database.url,
      `UPDATE knowledge_version SET status = 'withdrawn' WHERE document = 'kh-dua-2027' AND status = 'current'`,
    );
    await query(database.url, `UPDATE counter SET value = ${next} WHERE name = 'knowledge'`);
    expect(knowledge.corpus.documents.map(({ id }) => id)).toContain('kh-dua-2027');
    look();
    await knowledge.reached(next);
    expect(knowledge.corpus.documents.map(({ id }) => id)).not.toContain('kh-dua-2027');
  });
});

it('a database that cannot be reached stops the start instead of answering without the imported rules', async () => {
  const log = { info() {}, error() {} };
  const parts = { root: 'knowledge', databaseUrl: 'postgres://nobody@127.0.0.1:1/none', pause: untilClosed, log };
  await expect(openLiveKnowledge(parts)).rejects.toThrow();
});
