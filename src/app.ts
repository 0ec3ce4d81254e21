import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeCalendar } from './app/make-calendar.ts';
import { makeDocument } from './app/make-document.ts';
import { personalDataFile } from './app/personal-data-file.ts';
import { createLanguageModel } from './assistant/create-model.ts';
import { noLanguageModel } from './assistant/off.ts';
import { createTransferRegister } from './assistant/store/transfer-register.ts';
import type { LanguageModel } from './assistant/types.ts';
import type { AttachmentFiles } from './attachments/attachment-files.ts';
import { createFileKeeper } from './attachments/keep-files.ts';
import { readAttachment } from './attachments/read-attachment.ts';
import { bytesOf } from './attachments/rows.ts';
import type { Channel, ChannelId, IncomingEvent, OutgoingFile } from './channels/types.ts';
import type { Config } from './config.ts';
import { createEngine } from './conversation/engine.ts';
import { createPrismaStore } from './conversation/store/prisma-store.ts';
import { text } from './conversation/texts.ts';
import type { TurnReport } from './conversation/turn.ts';
import { type DeskOf, NO_DESK } from './handoff/desks.ts';
import { answeringWithModel } from './knowledge/answer-with-model.ts';
import { createKnowledge, type SearchableKnowledge } from './knowledge/create-knowledge.ts';
import { createMeaning } from './knowledge/meaning.ts';
import { createKnowledgeBetween, openLiveKnowledge } from './knowledge/store/live-knowledge.ts';
import { loadStored } from './knowledge/store/load-stored.ts';
import type { StoredContent } from './knowledge/store/stored-version.ts';
import { createVectorCache } from './knowledge/store/vector-cache.ts';
import type { AsyncKnowledge } from './knowledge/types.ts';
import { findPerson } from './people/identities.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import type { Log } from './platform/log.ts';
import type { Queue } from './platform/queue/queue.ts';

export interface AppParts {
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  /** Time of the conversations. */
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  /** Where the bytes of people's files lie. */
  readonly files: AttachmentFiles;
  /** `inline`: `receive` itself takes the turn and sends the replies. */
  readonly queue: 'inline' | Pick<Queue, 'enqueueDrain'>;
  readonly log: Log;
  /** What answers questions; the repository's `knowledge/` when left out. */
  readonly knowledge?: AsyncKnowledge;
  /** Proposes where the rules are unsure; none when left out. */
  readonly model?: LanguageModel;
  /** Who answers for the personal data, as the consent message names them. */
  readonly controller?: () => string;
  /** Host of a language model abroad, as the consent message names it. */
  readonly abroad?: string | null;
  /** Who answers where the assistant can't; unknown when left out. */
  readonly deskOf?: DeskOf;
}

export interface App {
  readonly knowledge: AsyncKnowledge;
  /** Writes the message down and has it worked on. A message with a known key has no effect. */
  receive(event: IncomingEvent): Promise<'accepted' | 'duplicate'>;
  /** Takes the turns that wait for this account and sends what came of them. */
  drain(channel: ChannelId, externalId: string): Promise<readonly TurnReport[]>;
  /** The same by the key that jobs carry. */
  drainConversation(conversation: string): Promise<readonly TurnReport[]>;
  /** A file that this account's person sent; null for anybody else's. */
  attachment(channel: ChannelId, externalId: string, id: string): Promise<OutgoingFile | null>;
  /** Where the conversation stands, without a turn. Null for an account that never wrote. */
  view(channel: ChannelId, externalId: string): Promise<TurnReport | null>;
}

/** The documents that come with the program. */
export const KNOWLEDGE_ROOT = fileURLToPath(new URL('../knowledge', import.meta.url));

/** What understands and answers: the model where one is configured, and the documents. */
export interface Assistant {
  readonly model: LanguageModel;
  readonly knowledge: AsyncKnowledge;
  /** The documents in use, without any model: what is shown of them and tried on them. */
  readonly documents: () => SearchableKnowledge;
  /** The same as if this draft took the place of its document. */
  readonly documentsWith: (draft: StoredContent) => Promise<SearchableKnowledge>;
  /** Has the documents embedded, in the background of whoever answers questions; at once done without such a model. */
  prepare(): Promise<void>;
  /** Before the database is closed. */
  close(): Promise<void>;
}

/**
 * The documents of the program and the imported ones, always the newest of each. Without OPENAI_API_KEY the model is off,
 * and nothing of it is loaded or waited for.
 */
export async function openAssistant(
  config: Pick<Config, 'openai'>,
  database: Pick<Database, 'client' | 'url'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<Assistant> {
  const pause = (milliseconds: number, signal: AbortSignal) =>
    sleep(milliseconds, undefined, { signal }).catch(() => {});
  const model = await createLanguageModel(config.openai, {
    now: () => clock.now(),
    record: createTransferRegister(database.client, log),
  });
  const documents = await openLiveKnowledge({ root: KNOWLEDGE_ROOT, databaseUrl: database.url, pause, log });
  const documentsWith = async (draft: StoredContent) => {
    const stored = await loadStored(database.url);
    const others = stored.filter(({ document }) => document !== draft.document);
    return createKnowledgeBetween({ root: KNOWLEDGE_ROOT, stored: [...others, draft] });
  };
  if (model === noLanguageModel)
    return {
      model,
      knowledge: documents,
      documents: () => documents.current,
      documentsWith,
      prepare: async () => {},
      close: documents.close,
    };

  const closing = new AbortController();
  const { embeddingModel } = config.openai;
  const meaning =
    embeddingModel === null
      ? null
      : createMeaning({
          embed: model.embed,
          cache: createVectorCache(database.client, embeddingModel),
          closing: closing.signal,
          log,
        });
  return {
    model,
    documents: () => documents.current,
    documentsWith,
    knowledge: answeringWithModel({ current: () => documents.current, model, meaning }),
    async prepare() {
      await meaning?.prepare(documents.current);
    },
    async close() {
      closing.abort();
      await documents.close();
    },
  };
}

/** The composition root: the only place where ports meet adapters. Opens and closes nothing; its parts belong to the caller. */
export function createApp(parts: AppParts): App {
  const { database, crypto, clock, files, queue, log } = parts;
  const channels = new Map(parts.channels.map((channel) => [channel.id, channel]));
  const store = createPrismaStore(database.client, crypto);
  const knowledge = parts.knowledge ?? createKnowledge({ root: KNOWLEDGE_ROOT });
  const engine = createEngine({
    store,
    knowledge,
    files: createFileKeeper({ files, channels, bytesOf: (personId) => bytesOf(database.client, personId) }),
    understand: (parts.model ?? noLanguageModel).understand,
    channels,
    makeDocument(document) {
      const { kind } = document;
      if (kind === 'calendar') return makeCalendar(database.client, clock, document.eventId);
      return kind === 'my-data'
        ? personalDataFile({ client: database.client, crypto, clock }, document.registrationId)
        : makeDocument(store, clock, { kind, registrationId: document.registrationId });
    },
    now: () => clock.now().toISOString(),
    leaseNow: () => systemClock.now(),
    pause: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => {}),
    nonce: () => randomBytes(9).toString('base64url'),
    newId: () => randomUUID(),
    newLinkCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    holder: randomUUID(),
    controller: parts.controller ?? (() => text('controllerDefault')),
    abroad: parts.abroad ?? null,
    deskOf: parts.deskOf ?? (() => NO_DESK),
    conversationKey: crypto.conversationKey,
    log,
  });

  return {
    knowledge,
    async receive(event) {
      const outcome = await engine.receive(event);
      if (outcome === 'duplicate') return outcome;
      const conversation = crypto.conversationKey(event.channel, event.externalId);
      if (queue === 'inline') await engine.drain(conversation);
      // It is safe; should the bell not ring, the sweep of the inbox finds it.
      else void queue.enqueueDrain(conversation).catch((err: unknown) => log.warn({ err }, 'bell not rung'));
      return outcome;
    },
    drain: (channel, externalId) => engine.drain(crypto.conversationKey(channel, externalId)),
    drainConversation: engine.drain,
    view: engine.view,
    async attachment(channel, externalId, id) {
      const personId = await findPerson(database.client, channel, externalId);
      if (!personId) return null;
      return readAttachment({ client: database.client, crypto, files }, { kind: 'person', personId }, id);
    },
  };
}
