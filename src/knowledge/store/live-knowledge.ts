import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { type KnowledgeParts, knowledgeInSteps, type SearchableKnowledge } from '../create-knowledge.ts';
import { CHANNEL } from './knowledge-store.ts';
import { readCurrent, readRevision } from './read-current.ts';

export interface LiveKnowledgeParts {
  /** Folder of the documents that come with the program. */
  readonly root: string;
  /** Of the database that holds the imported ones. */
  readonly databaseUrl: string;
  /** Waits; ends early, without an error, when the signal fires. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
}

/** The knowledge port over whatever is imported at the moment: a change in any process reaches every process. */
export interface LiveKnowledge extends SearchableKnowledge {
  /** The index in use. Take it once where several calls must see the same texts. */
  readonly current: SearchableKnowledge;
  /** Of the index in use; rises with every import, withdrawal and return to an older version. */
  readonly revision: number;
  /** Resolves as soon as the index in use holds this revision or a later one. */
  reached(revision: number): Promise<void>;
  close(): Promise<void>;
}

/** How often the revision is looked at, should a notice get lost (a pooler between us, a session that died unnoticed). */
const CHECK_MS = 60_000;
const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const QUERY_LIMIT_MS = 15_000;

/**
 * Opens one session, LISTENs, reads what is stored and builds the index; after every notice it reads again, builds the
 * new index beside the old one and swaps them in one assignment. A lost session is opened again, and the revision tells
 * what was missed. An index that can't be built leaves the old one in use.
 *
 * The first reading must succeed: an instance that silently lacks the imported rules would answer wrongly.
 */
export async function openLiveKnowledge(parts: LiveKnowledgeParts): Promise<LiveKnowledge> {
  const closing = new AbortController();
  const session = await openSession(parts.databaseUrl);
  let state = await load(session, parts).catch(async (error) => {
    await session.end().catch(() => {});
    throw error;
  });
  const waiting = new Set<{ revision: number; done: () => void }>();
  const adopt = (next: State): void => {
    state = next;
    for (const one of waiting) {
      if (one.revision > state.revision) continue;
      waiting.delete(one);
      one.done();
    }
  };
  const following = follow(session, parts, closing.signal, () => state.revision, adopt);

  return {
    get current() {
      return state.knowledge;
    },
    get revision() {
      return state.revision;
    },
    get corpus() {
      return state.knowledge.corpus;
    },
    get passages() {
      return state.knowledge.passages;
    },
    inFull: (question, context) => state.knowledge.inFull(question, context),
    answer: (question, context) => state.knowledge.answer(question, context),
    search: (question, context) => state.knowledge.search(question, context),
    reached(revision) {
      if (state.revision >= revision) return Promise.resolve();
      return new Promise((done) => waiting.add({ revision, done }));
    },
    async close() {
      closing.abort();
      await following;
    },
  };
}

interface State {
  readonly revision: number;
  readonly knowledge: SearchableKnowledge;
}

async function openSession(databaseUrl: string): Promise<pg.Client> {
  const session = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'ocop-knowledge',
    connectionTimeoutMillis: QUERY_LIMIT_MS,
    query_timeout: QUERY_LIMIT_MS,
    keepAlive: true,
  });
  session.on('error', () => {});
  try {
    await session.connect();
    // Before anything is read: what changes from here on is announced to us.
    await session.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    await session.end().catch(() => {});
    throw error;
  }
  return session;
}

async function load(session: pg.Client, { root, log }: LiveKnowledgeParts): Promise<State> {
  const { revision, versions, unreadable } = await readCurrent(session);
  if (unreadable.length > 0) log.error({ unreadable }, 'imported documents of another release are left out');
  return { revision, knowledge: await createKnowledgeBetween({ root, stored: versions }) };
}

/** Builds the index while the process goes on with its other work: that waits for one step, not for the second that all take. */
export async function createKnowledgeBetween(parts: KnowledgeParts): Promise<SearchableKnowledge> {
  const steps = knowledgeInSteps(parts);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** Keeps the index at the newest revision until the signal fires, over as many sessions as it takes. */
async function follow(
  first: pg.Client,
  parts: LiveKnowledgeParts,
  closing: AbortSignal,
  revision: () => number,
  adopt: (state: State) => void,
): Promise<void> {
  let session: pg.Client | null = first;
  let wait = SHORTEST_WAIT_MS;
  while (!closing.aborted) {
    try {
      session ??= await openSession(parts.databaseUrl);
      await followSession(session, parts, closing, revision, adopt, () => {
        wait = SHORTEST_WAIT_MS;
      });
    } catch (error) {
      parts.log.error({ err: error }, 'imported documents could not be followed; trying again');
      await session?.end().catch(() => {});
      session = null;
      await parts.pause(wait, closing);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
  await session?.end().catch(() => {});
}

/** One session's life: ends when the signal fires, throws when the session is lost or an index can't be built. */
async function followSession(
  session: pg.Client,
  parts: LiveKnowledgeParts,
  closing: AbortSignal,
  revision: () => number,
  adopt: (state: State) => void,
  alive: () => void,
): Promise<void> {
  const bell = createBell();
  let lost: Error | null = null;
  const onLost = (error?: Error) => {
    lost ??= error ?? new Error('the session ended');
    bell.ring();
  };
  session.on('notification', bell.ring);
  session.on('error', onLost);
  session.on('end', onLost);
  closing.addEventListener('abort', bell.ring);
  try {
    while (!closing.aborted) {
      if (lost) throw lost;
      const rung = bell.next();
      if ((await readRevision(session)) !== revision()) {
        const state = await load(session, parts);
        parts.log.info({ revision: state.revision }, 'knowledge indexed anew');
        adopt(state);
      }
      alive();
      await eitherOf(rung, parts, closing);
    }
  } finally {
    session.removeListener('notification', bell.ring);
    session.removeListener('end', onLost);
    closing.removeEventListener('abort', bell.ring);
  }
}

/** Until the bell rings, or the time comes to look anyway. */
async function eitherOf(rung: Promise<void>, { pause }: LiveKnowledgeParts, closing: AbortSignal): Promise<void> {
  const done = new AbortController();
  await Promise.race([rung, pause(CHECK_MS, AbortSignal.any([closing, done.signal]))]);
  done.abort();
}

/** A ring between `next()` and the moment it is waited for is not lost. */
function createBell(): { ring(): void; next(): Promise<void> } {
  let ring = () => {};
  return {
    ring: () => ring(),
    next: () =>
      new Promise((resolve) => {
        ring = resolve;
      }),
  };
}
