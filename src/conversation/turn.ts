import type { LanguageModel } from '../assistant/types.ts';
import type { ChannelId, IncomingContent } from '../channels/types.ts';
import type { AsyncKnowledge, Citation, QuestionContext } from '../knowledge/types.ts';
import type { EventBoard } from '../notifications/events/event.ts';
import { matchEvents } from '../notifications/events/match.ts';
import type { Topic } from '../notifications/types.ts';
import type { FileOutcome } from '../registration/attachments.ts';
import { foldAnswers } from '../registration/fold.ts';
import type { Answers, FieldId, FieldValue, RegistrationStatus } from '../registration/types.ts';
import type { Command, Heard } from './commands.ts';
import { fieldBefore } from './decide/navigate.ts';
import { type Decision, decide, type Turn } from './decide.ts';
import type { HandoffQueue } from './handoff-queue.ts';
import { interpret } from './interpret/interpret.ts';
import { hearWithModel, personalWords } from './interpret/with-model.ts';
import type { JoinCheck, JoinKey } from './join.ts';
import type { LinkCheck } from './link.ts';
import type { OfficeFacts } from './office-facts.ts';
import { heardFromNotice, type PressedNotice } from './pressed-notice.ts';
import { type Asking, askedField, type ConversationState, type Snapshot, wasSent } from './state.ts';
import { upgradeForm } from './upgrade-form.ts';

/** Away for longer than this, a person is offered to continue before their words are taken for an answer. */
const LONG_ABSENCE_MS = 12 * 60 * 60 * 1000;

/** What a turn shows beside its replies: for the simulator, tests and replays. */
export interface TurnReport {
  readonly asking: Asking;
  readonly proposed: { readonly [K in FieldId]?: FieldValue } | null;
  readonly citations: readonly Citation[];
  readonly registration: { readonly id: string; readonly status: RegistrationStatus; readonly answers: Answers } | null;
}

export interface TurnInput {
  readonly snapshot: Snapshot;
  readonly content: IncomingContent;
  readonly knowledge: AsyncKnowledge;
  /** Proposes commands where the rules are unsure. */
  readonly understand: LanguageModel['understand'];
  /** The last question of somebody who has not consented, held in memory only. */
  readonly recentQuestion: string | null;
  /** Read with the snapshot when the turn is about news of the office. */
  readonly officeFacts: OfficeFacts | null;
  /** What became of the file that came with the message. */
  readonly file: FileOutcome | null;
  /** Whose code it is that was typed. */
  readonly checkLink: (code: string) => Promise<LinkCheck>;
  /** Who in the office's list shows themselves. */
  readonly checkJoin: (key: JoinKey) => Promise<JoinCheck>;
  /** An officer has this conversation. */
  readonly held: boolean;
  /** The message pressed a button under a notice. */
  readonly pressed: PressedNotice | null;
  /** What is on; asked only where the message is about events, `named` by their ids. */
  readonly readEvents: (named: readonly string[]) => Promise<EventBoard>;
  /** Who waits for an officer; asked only where somebody wants one. */
  readonly readQueue: () => Promise<HandoffQueue>;
  /** Topics turned off; asked only where somebody speaks of them. */
  readonly readTopicsOff: () => Promise<readonly Topic[]>;
  readonly turn: Turn;
}

/**
 * interpret (rules) → a model where they are unsure → answers attached → decide. What takes time is in the middle; what
 * decides is pure. Nothing is held meanwhile but the lease, which the engine renews.
 */
export async function takeTurn(input: TurnInput): Promise<Decision> {
  const { content, understand, recentQuestion, turn } = input;
  const upgraded = upgradeForm(input.snapshot, turn);
  const snapshot = upgraded?.snapshot ?? input.snapshot;
  const { state, draft } = snapshot;
  const filling = draft !== null && (draft.status === 'draft' || draft.status === 'returned');
  const form = filling ? foldAnswers(draft.log) : null;
  const inHand = askedField(state) ?? state.field;
  const hearing = {
    state,
    form,
    today: turn.today,
    absent: form !== null && away(state, turn.now),
    previousField: form ? fieldBefore(form, inHand) : null,
    sent: wasSent(draft),
  };
  const proposed = input.pressed ? [heardFromNotice(input.pressed)] : interpret(content, hearing);
  if (input.held && !input.pressed && isSilenced(content, proposed, state)) return silent(snapshot, turn);
  const heard = await hearWithModel(proposed, content, hearing, understand);
  const previousQuestion = state.previousQuestion ?? recentQuestion;
  const context = {
    today: turn.today,
    personal: draft ? personalWords(foldAnswers(draft.log).answers) : [],
    ...(previousQuestion ? { previousQuestion } : {}),
  };
  const named = eventsIn(heard, state);
  const events = named && (await input.readEvents(named));
  const commands: Command[] = upgraded ? [{ type: 'formUpgraded' }] : [];
  for (const one of heard) commands.push(await complete(withoutEvents(one, events, turn.now), input, context));
  const queue = wantsOfficer(commands, state) ? await input.readQueue() : null;
  const code = state.asking === 'consent' ? state.joining?.code : null;
  const decision = decide(snapshot, commands, {
    ...turn,
    ...(input.held ? { held: true } : {}),
    ...(queue ? { queue } : {}),
    ...(code ? { join: await input.checkJoin({ kind: 'code', code }) } : {}),
    ...(events ? { events } : {}),
    ...(commands.some(speaksOfTopics) ? { topicsOff: await input.readTopicsOff() } : {}),
  });
  return upgraded ? { ...decision, events: [...upgraded.events, ...decision.events] } : decision;
}

/** What a person writes while an officer has the conversation is for the officer, but for the words that end it and those of their rights. */
function isSilenced(content: IncomingContent, heard: readonly Heard[], { erasing }: ConversationState): boolean {
  if (content.kind === 'officer' || content.kind === 'office') return false;
  return !heard.some((one) => isRight(one) || one.type === 'takeBack' || (erasing && answersErasure(one)));
}

function isRight(heard: Heard): boolean {
  if (heard.type === 'dataRight') return heard.right === 'erase';
  return heard.type === 'preference' || heard.type === 'onlyPreference' || heard.type === 'withdrawConsent';
}

/** To "really erase everything?". */
const answersErasure = ({ type }: Heard) => type === 'confirm' || type === 'choose';

function silent({ state, draft, others = [] }: Snapshot, { now }: Turn): Decision {
  const snapshot = { state: { ...state, lastAt: now }, draft, others };
  return { snapshot, events: [], replies: [], citations: [] };
}

function wantsOfficer(commands: readonly Command[], { offered, earlier }: ConversationState): boolean {
  const asks = (payload: string) =>
    [...offered, ...earlier].some((one) => one.payload === payload && one.offer.does === 'handoff');
  return commands.some((one) => one.type === 'handoff' || (one.type === 'choose' && asks(one.payload)));
}

/** Ids of the events that the message is about; null when it is about none. */
function eventsIn(
  heard: readonly Heard[],
  { offered, earlier, asking, signingUp }: ConversationState,
): string[] | null {
  const named = asking === 'consent' && signingUp !== null ? [signingUp] : [];
  let about = named.length > 0;
  for (const one of heard) {
    const offer =
      one.type === 'choose' ? [...offered, ...earlier].find(({ payload }) => payload === one.payload)?.offer : null;
    const id = offer && 'eventId' in offer ? offer.eventId : one.type === 'eventDetails' ? one.eventId : null;
    if (id !== null) named.push(id);
    if (one.type === 'rsvp' && one.about.eventId !== null) named.push(one.about.eventId);
    about ||= id !== null || one.type === 'rsvp' || one.type === 'askEvents' || one.type === 'myEvents';
  }
  return about ? named : null;
}

/** Evaluations have days in the rules too: without one on our list, the documents answer. */
function withoutEvents(heard: Heard, events: EventBoard | null, now: string): Heard {
  if (heard.type !== 'askEvents' || !heard.about.kinds.includes('evaluation')) return heard;
  const ahead = (events ?? []).filter(({ event }) => event.status === 'published' && event.startsAt > new Date(now));
  return matchEvents(ahead, heard.about).length > 0 ? heard : { type: 'ask', question: heard.question };
}

const speaksOfTopics = ({ type }: Command) => type === 'preference' || type === 'showPreferences';

async function complete(
  heard: Heard,
  { knowledge, officeFacts, file, checkLink, checkJoin, held }: TurnInput,
  context: QuestionContext,
): Promise<Command> {
  switch (heard.type) {
    case 'ask':
      return { ...heard, answer: await knowledge.answer(heard.question, context) };
    case 'officeNews':
      return { ...heard, facts: officeFacts };
    case 'redeemLink':
      return { ...heard, check: await checkLink(heard.code) };
    case 'join':
      return { ...heard, check: await checkJoin(heard.key) };
    case 'takeBack':
      return { ...heard, held };
    case 'media':
      return 'paper' in heard ? { ...heard, outcome: file ?? { kind: 'not-wanted' } } : heard;
    default:
      return heard;
  }
}

function away({ lastAt }: ConversationState, now: string): boolean {
  return lastAt !== null && Date.parse(now) - Date.parse(lastAt) > LONG_ABSENCE_MS;
}

/** The registration is shown while it is being filled and in the turn that changed its status. */
export function reportOf(snapshot: Snapshot, decision: Pick<Decision, 'events' | 'citations'> | null): TurnReport {
  const { state, draft } = snapshot;
  const changed = decision?.events.some((event) => event.type === 'statusChanged') ?? false;
  const shown = draft && (draft.status === 'draft' || draft.status === 'returned' || changed) ? draft : null;
  return {
    asking: state.asking,
    proposed:
      state.asking === 'confirm' ? Object.fromEntries(state.proposed.map((one) => [one.field, one.value])) : null,
    citations: decision?.citations ?? [],
    registration: shown ? { id: shown.id, status: shown.status, answers: foldAnswers(shown.log).answers } : null,
  };
}

export type { ChannelId };
