import type { LanguageModel } from '../assistant/types.ts';
import type { ChannelId, IncomingEvent } from '../channels/types.ts';
import type { DeskOf } from '../handoff/desks.ts';
import type { AsyncKnowledge } from '../knowledge/types.ts';
import { dateInVietNam } from '../language/calendar.ts';
import type { Decision } from './decide.ts';
import { type Delivery, deliver } from './deliver.ts';
import { draftReplies } from './draft-replies.ts';
import { type FileKeeper, receiveFile } from './receive-file.ts';
import { communeOf } from './state.ts';
import type { InboxItem, OutboxDraft, Store } from './store/store.ts';
import { text } from './texts.ts';
import { reportOf, type TurnReport, takeTurn } from './turn.ts';

/** What a conversation runs on. Time of the conversation and time of leases differ: a replay's clock stands still. */
export interface EngineParts extends Delivery {
  readonly store: Store;
  readonly knowledge: AsyncKnowledge;
  readonly files: FileKeeper;
  readonly understand: LanguageModel['understand'];
  /** Waits; ends early, without an error, when the signal fires. */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Real time, for leases. */
  readonly leaseNow: () => Date;
  /** Fresh and unguessable, for buttons. */
  readonly nonce: () => string;
  readonly newId: () => string;
  /** Six fresh digits. */
  readonly newLinkCode: () => string;
  /** Names this process among those that work on conversations. */
  readonly holder: string;
  /** Who answers for the personal data now, as the consent message names them. */
  readonly controller: () => string;
  /** Host of a language model abroad, as the consent message names it; null: none. */
  readonly abroad: string | null;
  /** Who answers where the assistant can't. */
  readonly deskOf: DeskOf;
  readonly conversationKey: (channel: ChannelId, externalId: string) => string;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
}

export interface Engine {
  receive(event: IncomingEvent): Promise<'accepted' | 'duplicate'>;
  /** Works through one person's inbox in order and sends what came of it. Reports the turns it took. */
  drain(conversation: string): Promise<readonly TurnReport[]>;
  view(channel: ChannelId, externalId: string): Promise<TurnReport | null>;
}

const LEASE_MS = 10_000;
/** A turn that waits for a model renews its lease this often. */
const RENEW_MS = 3_000;
const WAIT_MS = 50;
/** A channel that is not there now: its messages fail with a reason, whatever their length. */
const ANY_CHANNEL = { text: 4_000, caption: 1_000, buttons: 40, buttonLabel: 64 };
/** Tries of one message before it is set aside, so that the ones after it go on. */
const TRIES = 3;
const RECENT = 2_000;

export function createEngine(parts: EngineParts): Engine {
  const { store, log } = parts;
  const knowledge = guarded(parts.knowledge, log);
  // Nobody's question is stored before consent; the last one is remembered here so that "thế còn 5 sao?" is understood.
  const recent = new Map<string, string>();
  const busy = new Map<string, Promise<readonly TurnReport[]>>();

  async function drain(conversation: string): Promise<readonly TurnReport[]> {
    // Within one process the lease would let both in (same holder), so they queue here.
    const before = busy.get(conversation) ?? Promise.resolve([]);
    const mine = before.catch(() => []).then(() => drainAlone(conversation));
    busy.set(conversation, mine);
    try {
      return await mine;
    } finally {
      if (busy.get(conversation) === mine) busy.delete(conversation);
    }
  }

  async function drainAlone(conversation: string): Promise<readonly TurnReport[]> {
    while (!(await lease(conversation))) await parts.pause(WAIT_MS);
    try {
      return await whileLeased(conversation, workThrough(conversation));
    } finally {
      await store.releaseLease(conversation, parts.holder);
    }
  }

  async function workThrough(conversation: string): Promise<readonly TurnReport[]> {
    const reports: TurnReport[] = [];
    for (let item = await store.nextInbox(conversation); item; item = await store.nextInbox(conversation)) {
      const report = await workOn(item, conversation);
      if (report) reports.push(report);
    }
    await deliver(conversation, parts);
    return reports;
  }

  function lease(conversation: string): Promise<boolean> {
    const now = parts.leaseNow();
    return store.takeLease(conversation, parts.holder, now, new Date(now.getTime() + LEASE_MS));
  }

  /**
   * A model or a slow channel takes longer than a lease lasts, and a long lease would keep a person waiting after a crash. Should the lease
   * be lost all the same, the version of the conversation row still lets only one of both commit.
   */
  async function whileLeased<T>(conversation: string, work: Promise<T>): Promise<T> {
    const done = new AbortController();
    const settled = work.then(
      () => done.abort(),
      () => done.abort(),
    );
    while (!done.signal.aborted) {
      await Promise.race([settled, parts.pause(RENEW_MS, done.signal)]);
      // A renewal that fails is tried again: the work goes on, and nobody may begin it a second time meanwhile.
      if (!done.signal.aborted)
        await lease(conversation).catch((err: unknown) => log.warn({ err }, 'lease not renewed'));
    }
    return work;
  }

  async function workOn(item: InboxItem, conversation: string): Promise<TurnReport | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const report = await turn(item, conversation);
        if (report) return report;
      } catch (error) {
        // Not the message's fault: it waits, and a later drain takes it up.
        if (store.isOutage(error)) throw error;
        log.error({ err: error, conversation, seq: String(item.seq), attempt }, 'turn failed');
        if (attempt < TRIES) continue;
        await store.setAside(item, {
          reason: 'turn-failed',
          conversation,
          apology: apologyFor(item),
          now: parts.now(),
        });
        return null;
      }
      if (attempt < TRIES) continue;
      // Somebody else commits faster each time; a later drain finds the message still waiting.
      throw new Error('conversation changes under this turn');
    }
  }

  /** Null when somebody else committed in between. */
  async function turn(item: InboxItem, conversation: string): Promise<TurnReport | null> {
    const { channel, externalId, content } = item.event;
    const now = parts.now();
    const loaded = await store.load(channel, externalId, now);
    const pressed = content.kind === 'button' ? await store.pressedNotice(content.payload, loaded.personId) : null;
    const file = loaded.held ? null : await receiveFile(item.event, loaded, parts.files);
    const decision = await takeTurn({
      snapshot: loaded.snapshot,
      content,
      knowledge,
      understand: parts.understand,
      recentQuestion: recent.get(conversation) ?? null,
      officeFacts: content.kind === 'office' ? await store.officeFacts(content.registrationId, loaded.personId) : null,
      file,
      checkLink: (code) => store.checkLink(code, loaded.personId, now),
      checkJoin: (key) => store.checkJoin(key, loaded.personId, now),
      held: loaded.held,
      pressed,
      readEvents: (named) => store.eventBoard(loaded.personId, now, named),
      async readQueue() {
        const { unit, ahead } = await store.handoffQueue(loaded.personId, communeOf(loaded.snapshot.draft));
        return { desk: parts.deskOf(unit), ahead };
      },
      readTopicsOff: () => store.topicsOff(loaded.personId),
      turn: {
        now,
        today: dateInVietNam(now),
        nonce: parts.nonce(),
        newRegistrationId: parts.newId(),
        newLinkCode: parts.newLinkCode(),
        channel,
        controller: parts.controller(),
        abroad: parts.abroad,
      },
    });
    const snapshot = forget(decision, conversation);
    const outcome = await store.commit({
      personId: loaded.personId,
      version: loaded.version,
      inbox: item,
      conversation,
      snapshot,
      events: decision.events,
      ...(pressed ? { pressed: pressed.label } : {}),
      replies: draftReplies(decision, item, parts.channels.get(channel)?.limits ?? ANY_CHANNEL),
      now,
    });
    if (outcome.kind !== 'committed') {
      if (file?.kind === 'kept') await parts.files.discard([file.attachment.id]);
      return null;
    }
    await cleanUp(decision, outcome.erasedFiles, item, conversation);
    return reportOf(snapshot, decision);
  }

  /** After the rows: a crash in between leaves bytes that no row names, which the daily sweep takes. */
  async function cleanUp(
    { events }: Decision,
    erasedFiles: readonly string[],
    { event }: InboxItem,
    conversation: string,
  ): Promise<void> {
    const removed = events.flatMap((one) => (one.type === 'attachmentRemoved' ? [one.id] : []));
    await parts.files.discard([...removed, ...erasedFiles]);
    if (!events.some((one) => one.type === 'erased')) return;
    recent.delete(conversation);
    parts.channels.get(event.channel)?.forget?.(event.externalId);
  }

  /** Before consent the last question stays in memory and out of the stored state. */
  function forget({ snapshot }: Decision, conversation: string): Decision['snapshot'] {
    const { state, draft } = snapshot;
    if (state.consent === 'given') {
      recent.delete(conversation);
      return snapshot;
    }
    if (state.previousQuestion !== null) {
      recent.delete(conversation);
      recent.set(conversation, state.previousQuestion);
      const [oldest] = recent.keys();
      if (recent.size > RECENT && oldest !== undefined) recent.delete(oldest);
    }
    return { state: { ...state, previousQuestion: null }, draft };
  }

  return {
    async receive(event) {
      return store.receive(event, parts.conversationKey(event.channel, event.externalId), parts.now());
    },
    drain,
    async view(channel, externalId) {
      const found = await store.find(channel, externalId);
      return found ? reportOf(found.snapshot, null) : null;
    },
  };
}

function apologyFor(item: InboxItem): OutboxDraft {
  return { key: `${item.event.channel}:${item.seq}:sorry`, text: text('sorry'), buttons: [], document: null };
}

/** A question that breaks the knowledge module costs its answer, not the turn: the form goes on. */
function guarded(knowledge: AsyncKnowledge, log: EngineParts['log']): AsyncKnowledge {
  return {
    async answer(question, context) {
      try {
        return await knowledge.answer(question, context);
      } catch (error) {
        log.error({ err: error }, 'question not answered');
        return { kind: 'refusal', text: text('answerBroken'), citations: [] };
      }
    },
  };
}
