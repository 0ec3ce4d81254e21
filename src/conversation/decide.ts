import { createHash } from 'node:crypto';
import type { Citation } from '../knowledge/types.ts';
import type { Command } from './commands.ts';
import { namePaper, receivedFile, removeFile } from './decide/attachments.ts';
import { choose } from './decide/choose.ts';
import { confirm, declare } from './decide/confirm.ts';
import { dataRight, explainPrivacy, withdrawConsent } from './decide/data-rights.ts';
import { askEvents, eventDetails, myEvents, rsvp } from './decide/events.ts';
import { askNext, consent, formUpgraded, startForm } from './decide/form.ts';
import { handoff, handoffNote, officer, takeBack } from './decide/handoff.ts';
import { join, joinCommune } from './decide/join.ts';
import { offerLink, redeemLink } from './decide/link.ts';
import { go } from './decide/navigate.ts';
import { officeNews } from './decide/office-news.ts';
import { onlyPreference, preference, showPreferences } from './decide/preferences.ts';
import { present } from './decide/present.ts';
import { sendDocument } from './decide/send-document.ts';
import { correctField, setFields } from './decide/set-field.ts';
import { ask, greeting, media, thanks, unclear, understood } from './decide/talk.ts';
import { type DraftReply, type Event, type ReplyFile, type Turn, Work } from './decide/work.ts';
import type { Offered, Snapshot } from './state.ts';
import { text } from './texts.ts';

export type { Event, Turn } from './decide/work.ts';

/** Buttons of older replies that are remembered. */
const EARLIER_BUTTONS = 60;

export interface Reply {
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly payload: string }[];
  readonly file?: ReplyFile;
  /** Label of the channel's button that shares the phone number. */
  readonly requestContact?: string;
}

/** Everything that one turn changes and says. The caller commits it as a whole or not at all. */
export interface Decision {
  readonly snapshot: Snapshot;
  readonly events: readonly Event[];
  readonly replies: readonly Reply[];
  readonly citations: readonly Citation[];
}

/**
 * The rules of the conversation: what a person's commands do to the draft and the dialogue, and what is said back.
 * Pure: the same snapshot, commands and turn give the same decision. One question stands at the end, at most.
 */
export function decide(snapshot: Snapshot, commands: readonly Command[], turn: Turn): Decision {
  const work = new Work(snapshot, turn);
  const values = commands.filter((command) => command.type === 'setField');
  if (values.length > 0) setOrDeclare(work, values);
  for (const command of commands) if (command.type !== 'setField') handle(work, command);
  end(work);
  if (!commands.every(reachesAbsent)) work.state.lastAt = turn.now;
  const spoken = commands.some(({ type }) => type === 'officer') ? work.replies : vary(work, snapshot);
  const replies = spoken.map((reply, index) => issue(work, reply, index, turn.nonce));
  return {
    snapshot: { state: work.state, draft: work.draft, others: work.others },
    events: work.events,
    replies,
    citations: work.citations,
  };
}

/** Reaches somebody who may be away: only what asks them something starts the time anew. */
function reachesAbsent(command: Command): boolean {
  return command.type === 'officer' || (command.type === 'officeNews' && command.news !== 'returned');
}

function setOrDeclare(work: Work, values: readonly Extract<Command, { type: 'setField' }>[]): void {
  const declaration = values.find((one) => one.field === 'declaration.accepted' && one.reading.kind === 'value');
  if (declaration?.reading.kind === 'value' && work.state.asking === 'declaration.accepted') {
    declare(work, declaration.reading.words);
    return;
  }
  setFields(work, values);
}

function handle(work: Work, command: Exclude<Command, { type: 'setField' }>): void {
  switch (command.type) {
    case 'startForm':
      startForm(work, command);
      return;
    case 'correctField':
      correctField(work, command.field, command.reading);
      return;
    case 'ask':
      ask(work, command.question, command.answer);
      return;
    case 'choose':
      choose(work, command.payload);
      return;
    case 'go':
      go(work, command.to);
      return;
    case 'confirm':
      confirm(work, command.yes);
      return;
    case 'consent':
      consent(work, command.yes);
      return;
    case 'withdrawConsent':
      withdrawConsent(work);
      return;
    case 'dataRight':
      dataRight(work, command.right, command.sure);
      return;
    case 'explainPrivacy':
      explainPrivacy(work);
      return;
    case 'preference':
      preference(work, command.topics, command.on);
      return;
    case 'onlyPreference':
      onlyPreference(work, command.topics);
      return;
    case 'showPreferences':
      showPreferences(work);
      return;
    case 'handoff':
      handoff(work);
      return;
    case 'sendDocument':
      sendDocument(work, command.document);
      return;
    case 'handoffNote':
      handoffNote(work, command.words);
      return;
    case 'link':
      offerLink(work);
      return;
    case 'redeemLink':
      redeemLink(work, command.code, command.check);
      return;
    case 'join':
      join(work, command.key, command.check);
      return;
    case 'joinCommune':
      joinCommune(work, command.unit);
      return;
    case 'greeting':
      greeting(work);
      return;
    case 'thanks':
      thanks(work);
      return;
    case 'media':
      if (command.media === 'photo' || command.media === 'file') receivedFile(work, command.outcome, command.paper);
      else media(work, command.media);
      return;
    case 'namePaper':
      namePaper(work, command.paper);
      return;
    case 'removeFile':
      removeFile(work, command);
      return;
    case 'officeNews':
      officeNews(work, command.news, command.facts);
      return;
    case 'officer':
      officer(work, command.act, command.words);
      return;
    case 'rsvp':
      rsvp(work, command.coming, command.about);
      return;
    case 'askEvents':
      askEvents(work, command.about);
      return;
    case 'myEvents':
      myEvents(work);
      return;
    case 'eventDetails':
      eventDetails(work, command.eventId);
      return;
    case 'understood':
      understood(work, command.delivery);
      return;
    case 'takeBack':
      takeBack(work, command.held);
      return;
    case 'formUpgraded':
      formUpgraded(work);
      return;
    case 'unclear':
      unclear(work);
      return;
    default:
      command satisfies never;
  }
}

function end(work: Work): void {
  const { ending } = work;
  switch (ending.kind) {
    case 'none':
      return;
    case 'next':
      askNext(work);
      return;
    case 'ask':
      present(work, ending.asking, again(work, ending));
      return;
    case 'same': {
      const { asking } = work.state;
      present(work, asking ?? (work.notes.length > 0 ? 'menu' : null), {
        again: true,
        ...(asking === null ? { instead: '' } : {}),
        ...(ending.instead === undefined ? {} : { instead: ending.instead }),
      });
      return;
    }
    default:
      ending satisfies never;
  }
}

/** Asked already: the long questions come back in a few words. */
function again(
  work: Work,
  ending: { asking: Work['state']['asking']; instead?: string },
): { again: boolean; instead?: string } {
  const repeated =
    ending.asking === work.state.asking &&
    (ending.asking === 'consent' || ending.asking === 'resume' || ending.asking === 'confirm');
  return { again: repeated, ...(ending.instead === undefined ? {} : { instead: ending.instead }) };
}

/** Nobody hears the same reply three times: a repeated one opens with other words, and then with a way out. */
function vary(work: Work, before: Snapshot): readonly DraftReply[] {
  const { replies, state } = work;
  const said = `${state.asking}|${replies.map((reply) => reply.text).join('|')}`;
  const fingerprint = createHash('sha256').update(said).digest('base64url').slice(0, 16);
  const times = before.state.last.fingerprint === fingerprint ? before.state.last.times + 1 : 0;
  state.last = { fingerprint, times };
  const last = replies.at(-1);
  if (times === 0 || !last) return replies;
  return [...replies.slice(0, -1), { ...last, text: `${text(`repeat.${1 + ((times - 1) % 4)}`)} ${last.text}` }];
}

/** Gives buttons their payloads; what the last replies offered stays known for late presses. */
function issue(work: Work, reply: DraftReply, index: number, nonce: string): Reply {
  const offered: Offered[] = reply.buttons.map((button, at) => ({
    payload: `${nonce}.${index}.${at}`,
    label: button.label,
    offer: button.offer,
  }));
  if (index === 0) {
    work.state.earlier = [...work.state.offered, ...work.state.earlier].slice(0, EARLIER_BUTTONS);
    work.state.offered = [];
  }
  work.state.offered = [...work.state.offered, ...offered];
  work.state.candidates = work.state.waiting !== null && work.state.waiting.field === work.state.asking;
  const buttons = offered.map(({ label, payload }) => ({ label, payload }));
  const { text: words, file, requestContact } = reply;
  return { text: words, buttons, ...(file ? { file } : {}), ...(requestContact ? { requestContact } : {}) };
}
