import type { ChannelId } from '../../../src/channels/types.ts';
import type { Event } from '../../../src/conversation/decide.ts';
import { type ConversationState, type Draft, newState, openDraft } from '../../../src/conversation/state.ts';
import { inHand } from '../../../src/conversation/store/in-hand.ts';
import type {
  InboxItem,
  Loaded,
  OutboxDraft,
  OutboxEnd,
  OutboxItem,
  Store,
  StoredRegistration,
} from '../../../src/conversation/store/store.ts';
import type { EventBoard, EventDetails, MyReply } from '../../../src/notifications/events/event.ts';
import { replyOutcome } from '../../../src/notifications/events/reply-rules.ts';
import type { Topic } from '../../../src/notifications/types.ts';
import type { Attachment } from '../../../src/registration/attachments.ts';
import { FORM } from '../../../src/registration/form.ts';
import { formatReference } from '../../../src/registration/reference.ts';
import type { Returned } from '../../../src/registration/returned.ts';
import type { AnswerEntry, RegistrationStatus } from '../../../src/registration/types.ts';

type Given = { readonly [place: string]: string };
type EventAnswered = Extract<Event, { type: 'eventAnswered' }>;

interface Row {
  personId: string;
  version: number;
  state: ConversationState;
}

interface RegistrationRow {
  id: string;
  personId: string;
  status: RegistrationStatus;
  reference: string | null;
  formVersion: number;
  submittedAt: string | null;
  log: AnswerEntry[];
  returned: Returned | null;
  attachments: Attachment[];
}

export interface MemoryStore extends Store {
  /** Events in the order of their commits, for tests. */
  readonly events: readonly Event[];
  /** What is on: tests put events here. */
  readonly offered: EventDetails[];
  readonly ended: ReadonlyMap<bigint, OutboxEnd>;
  /** What an officer does in the database: the registration is given back. */
  returnToProducer(registrationId: string, request: Omit<Returned, 'logSeq'>): void;
  /** What an officer does in the database who takes the conversation. */
  hold(channel: ChannelId, externalId: string): void;
}

/** Everything in memory, for golden transcripts. Keeps the same promises as the database, except to last. */
export function createMemoryStore(): MemoryStore {
  const keys = new Set<string>();
  const inbox: (InboxItem & { conversation: string })[] = [];
  const leases = new Map<string, { holder: string; until: Date }>();
  const people = new Map<string, Row>();
  const registrations = new Map<string, RegistrationRow>();
  const outbox: (OutboxItem & { sending: boolean; attempts: number; notBefore: string })[] = [];
  const ended = new Map<bigint, OutboxEnd>();
  const events: Event[] = [];
  const counters = new Map<number, number>();
  const codes = new Map<string, { personId: string; expiresAt: string }>();
  const requests = new Map<string, string | null>();
  const held = new Set<string>();
  const offered: EventDetails[] = [];
  const answers: { eventId: string; personId: string; status: MyReply['status']; code: string }[] = [];
  const preferences: { personId: string; topic: Topic; on: boolean; at: string }[] = [];
  const consents = new Map<string, { action: 'given' | 'refused' | 'withdrawn'; at: string }>();
  let seq = 0n;

  const remove = (at: bigint) => {
    const index = inbox.findIndex((one) => one.seq === at);
    if (index >= 0) inbox.splice(index, 1);
  };

  function owe(reply: OutboxDraft, { event }: InboxItem, conversation: string, given: Given = {}): void {
    seq += 1n;
    const text = Object.entries(given).reduce((words, [key, value]) => words.replaceAll(`{${key}}`, value), reply.text);
    const { channel, externalId } = event;
    outbox.push({
      ...reply,
      text,
      seq,
      channel,
      externalId,
      conversation,
      forget: false,
      sending: false,
      attempts: 0,
      notBefore: '',
    });
  }

  function loadedOf(row: Row): Loaded {
    const theirs = [...registrations.values()].filter(({ personId }) => personId === row.personId).reverse();
    const found = inHand(theirs, row.state.registrationId);
    const state = { ...structuredClone(row.state), registrationId: found?.id ?? null };
    const others = theirs.filter((one) => one !== found && one.status !== 'withdrawn').map(draftOf);
    return {
      personId: row.personId,
      version: row.version,
      snapshot: { state, draft: found && draftOf(found), others },
      held: held.has(row.personId),
    };
  }

  function numberFor(event: Event, now: string): string | null {
    if (event.type !== 'statusChanged' || event.to !== 'submitted') return null;
    const row = registrations.get(event.registrationId);
    if (!row) return null;
    if (row.reference) return row.reference;
    const year = Number(now.slice(0, 4));
    const running = (counters.get(year) ?? 0) + 1;
    counters.set(year, running);
    return formatReference(year, running);
  }

  function changeFiles(event: Event): void {
    if (event.type === 'attachmentAdded') registrations.get(event.registrationId)?.attachments.push(event.attachment);
    for (const row of registrations.values()) {
      if (event.type === 'attachmentRemoved') row.attachments = row.attachments.filter(({ id }) => id !== event.id);
      if (event.type === 'attachmentNamed')
        row.attachments = row.attachments.map((one) => (one.id === event.id ? { ...one, paper: event.paper } : one));
    }
  }

  function erase({ extent }: Extract<Event, { type: 'erased' }>, personId: string): string[] {
    const gone = [...registrations.values()].filter(
      (row) =>
        row.personId === personId && (extent === 'everything' || row.status === 'draft' || row.status === 'withdrawn'),
    );
    for (const { id } of gone) registrations.delete(id);
    held.delete(personId);
    requests.delete(personId);
    const kept = preferences.filter((one) => one.personId !== personId);
    preferences.splice(0, preferences.length, ...kept);
    if (extent === 'everything') for (const [key, row] of people) if (row.personId === personId) people.delete(key);
    return gone.flatMap(({ attachments }) => attachments.map(({ id }) => id));
  }

  /** Of the words of this person, on whichever of their accounts, the newest on each topic. */
  function offFor(personId: string): Topic[] {
    const words = preferences.filter((one) => one.personId === personId).sort((a, b) => a.at.localeCompare(b.at));
    return [...new Map(words.map(({ topic, on }) => [topic, on]))].flatMap(([topic, on]) => (on ? [] : [topic]));
  }

  function changePersons(event: Event, personId: string, now: string): void {
    if (event.type === 'consent') consents.set(personId, { action: event.action, at: now });
    if (event.type === 'linkCodeIssued') {
      for (const [code, owner] of codes) if (owner.personId === personId) codes.delete(code);
      codes.set(event.code, { personId, expiresAt: event.expiresAt });
    }
    if (event.type === 'preferenceChanged')
      preferences.push(...event.topics.map((topic) => ({ personId, topic, on: event.on, at: now })));
    if (event.type !== 'personsJoined') return;
    for (const one of preferences) if (one.personId === event.otherPersonId) one.personId = personId;
    codes.delete(event.code);
    const into = [...people.values()].find((row) => row.personId === personId);
    for (const [key, row] of people) if (into && row.personId === event.otherPersonId) people.set(key, into);
    for (const row of registrations.values()) if (row.personId === event.otherPersonId) row.personId = personId;
  }

  function changeHandoff(event: Event, personId: string): void {
    if (event.type === 'handoffRequested') requests.set(personId, event.unit);
    if (event.type !== 'officerLeft') return;
    held.delete(personId);
    if (event.request !== 'waiting') requests.delete(personId);
  }

  function countsOf(eventId: string): { going: number; waiting: number } {
    const theirs = answers.filter((one) => one.eventId === eventId);
    const many = (status: string) => theirs.filter((one) => one.status === status).length;
    return { going: many('going'), waiting: many('waiting') };
  }

  function mineOf(eventId: string, personId: string): MyReply | null {
    const waiting = answers.filter((one) => one.eventId === eventId && one.status === 'waiting');
    const mine = answers.find((one) => one.eventId === eventId && one.personId === personId);
    if (!mine) return null;
    const place = waiting.indexOf(mine);
    return { status: mine.status, place: place < 0 ? null : place + 1, code: mine.code };
  }

  function answerEvent({ eventId, coming, expects }: EventAnswered, personId: string, now: string): Given | 'conflict' {
    const event = offered.find(({ id }) => id === eventId);
    if (!event) return 'conflict';
    const before = answers.findIndex((one) => one.eventId === eventId && one.personId === personId);
    const mine = answers[before]?.status ?? null;
    if (replyOutcome({ event, ...countsOf(eventId), mine }, coming, new Date(now)).kind !== expects) return 'conflict';
    const code = answers[before]?.code ?? String(4_000 + answers.length);
    if (before >= 0) answers.splice(before, 1);
    answers.push({ eventId, personId, status: expects, code });
    const place = mineOf(eventId, personId)?.place;
    return { code, ...(place ? { place: String(place) } : {}) };
  }

  function apply(event: Event, personId: string, now: string): string | null {
    events.push(event);
    changeHandoff(event, personId);
    changePersons(event, personId, now);
    if (event.type === 'registrationStarted') {
      registrations.set(event.registrationId, {
        id: event.registrationId,
        personId,
        status: 'draft',
        reference: null,
        formVersion: FORM.version,
        submittedAt: null,
        log: [],
        returned: null,
        attachments: [],
      });
    }
    const upgraded = event.type === 'formUpgraded' ? registrations.get(event.registrationId) : undefined;
    if (upgraded && event.type === 'formUpgraded') upgraded.formVersion = event.version;
    if (event.type === 'answerRecorded') registrations.get(event.registrationId)?.log.push(event.entry);
    changeFiles(event);
    if (event.type !== 'statusChanged') return null;
    const row = registrations.get(event.registrationId);
    if (!row) return null;
    const reference = numberFor(event, now);
    row.status = event.to;
    row.returned = null;
    if (reference) {
      row.reference = reference;
      row.submittedAt = now;
    }
    return reference;
  }

  return {
    events,
    offered,
    ended,
    async receive(event, conversation) {
      const key = `${event.channel} ${event.key}`;
      if (keys.has(key)) return 'duplicate';
      keys.add(key);
      seq += 1n;
      inbox.push({ seq, event, conversation });
      return 'accepted';
    },
    isOutage: () => false,
    async takeLease(conversation, holder, now, until) {
      const lease = leases.get(conversation);
      if (lease && lease.holder !== holder && lease.until > now) return false;
      leases.set(conversation, { holder, until });
      return true;
    },
    async releaseLease(conversation, holder) {
      if (leases.get(conversation)?.holder === holder) leases.delete(conversation);
    },
    async nextInbox(conversation) {
      return inbox.find((one) => one.conversation === conversation) ?? null;
    },
    async load(channel, externalId) {
      const key = `${channel} ${externalId}`;
      const row = people.get(key) ?? { personId: `person-${people.size + 1}`, version: 0, state: newState() };
      people.set(key, row);
      return loadedOf(row);
    },
    async find(channel, externalId) {
      const row = people.get(`${channel} ${externalId}`);
      return row ? loadedOf(row) : null;
    },
    async commit(turn) {
      const { channel, externalId } = turn.inbox.event;
      const row = people.get(`${channel} ${externalId}`);
      if (!row || row.version !== turn.version) return { kind: 'conflict' };
      const given: Given = {};
      for (const event of turn.events) {
        if (event.type !== 'eventAnswered') continue;
        const answered = answerEvent(event, turn.personId, turn.now);
        if (answered === 'conflict') return { kind: 'conflict' };
        Object.assign(given, answered);
      }
      let reference: string | null = null;
      const erasedFiles = turn.events.flatMap((event) => (event.type === 'erased' ? erase(event, turn.personId) : []));
      for (const event of turn.events) reference = apply(event, turn.personId, turn.now) ?? reference;
      row.version += 1;
      row.state = structuredClone(turn.snapshot.state);
      remove(turn.inbox.seq);
      for (const reply of turn.replies) {
        owe(reply, turn.inbox, turn.conversation, { ...given, reference: reference ?? '' });
      }
      return { kind: 'committed', reference, erasedFiles };
    },
    async setAside(item, { conversation, apology }) {
      remove(item.seq);
      owe(apology, item, conversation);
    },
    async markLost(conversation, reason) {
      for (const one of outbox) {
        if (one.conversation !== conversation || !one.sending || ended.has(one.seq)) continue;
        ended.set(one.seq, { status: 'uncertain', reason });
      }
    },
    async nextOutbox(conversation, now) {
      const next = outbox.find((one) => one.conversation === conversation && !one.sending && !ended.has(one.seq));
      if (!next || next.notBefore > now) return null;
      next.sending = true;
      next.attempts += 1;
      return next;
    },
    async postponeOutbox(at, notBefore) {
      const item = outbox.find((one) => one.seq === at);
      if (item) Object.assign(item, { sending: false, notBefore });
    },
    async endOutbox(item, end, now) {
      ended.set(item.seq, end);
      return this.nextOutbox(item.conversation, now);
    },
    async registration(id): Promise<StoredRegistration | null> {
      const row = registrations.get(id);
      return row ? { ...row, log: [...row.log] } : null;
    },
    async officeFacts(id, personId) {
      const row = registrations.get(id);
      return row?.personId === personId ? { draft: draftOf(row), dueOn: null, reason: '' } : null;
    },
    async eventBoard(personId, now, named): Promise<EventBoard> {
      return offered
        .filter(({ id, startsAt }) => startsAt > new Date(now) || named.includes(id) || mineOf(id, personId))
        .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
        .map((event) => ({ event, ...countsOf(event.id), mine: mineOf(event.id, personId) }));
    },
    // Notices lie in a ledger, which the memory has none of.
    pressedNotice: async () => null,
    topicsOff: async (personId) => offFor(personId),
    async handoffQueue(personId, unit) {
      const mine = requests.get(personId) ?? unit;
      const waiting = [...requests].filter(([, one]) => one === mine).map(([id]) => id);
      const place = waiting.indexOf(personId);
      return { unit: mine, ahead: place < 0 ? waiting.length : place };
    },
    // The office's list is in the database only.
    checkJoin: async () => ({ kind: 'unknown' }),

    async checkLink(code, personId, now) {
      const owner = codes.get(code);
      if (!owner || owner.expiresAt <= now) return { kind: 'unknown' };
      if (owner.personId === personId) return { kind: 'own' };
      const row = [...people.values()].find((one) => one.personId === owner.personId);
      const answers = [consents.get(personId), consents.get(owner.personId)].filter((one) => one !== undefined);
      return {
        kind: 'match',
        personId: owner.personId,
        consent: answers.sort((a, b) => b.at.localeCompare(a.at))[0]?.action ?? 'unknown',
        draft: row ? openDraft(loadedOf(row).snapshot.draft) : null,
      };
    },
    hold(channel, externalId) {
      const row = people.get(`${channel} ${externalId}`);
      if (row) held.add(row.personId);
    },
    returnToProducer(registrationId, request) {
      const row = registrations.get(registrationId);
      if (row?.status !== 'submitted') throw new Error('only what was sent can be given back');
      row.status = 'returned';
      row.returned = { ...request, logSeq: row.log.at(-1)?.seq ?? 0 };
    },
  };
}

function draftOf({ id, status, reference, formVersion, log, returned, attachments }: RegistrationRow): Draft {
  return { id, status, reference, formVersion, log: [...log], returned, attachments: [...attachments] };
}
